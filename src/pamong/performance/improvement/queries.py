"""Which evaluations open a plan to improve, until when, and what waits in those that run."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.performance.follow_up.queries import months_after
from pamong.performance.models import (
    Evaluation,
    ImprovementMilestone,
    ImprovementNote,
    ImprovementPlan,
)
from pamong.performance.rules import label_of, pack_named
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.pack import Number, Pack

RULE, MONTHS, SUPPORTS, DEVELOPMENT = (
    *("improvement", "months_to_improve", "follow_up", "development"),
)
Status, Side = ImprovementPlan.Status, ImprovementMilestone.Side
RUNNING, OVER = "running", "over"


def outcome_of(evaluation: Evaluation) -> Outcome | None:
    """What the pack says of the predicate; nothing where the pack knows of no such plans."""
    pack = pack_named(evaluation.pack)
    if RULE not in pack.rules or not evaluation.predicate:
        return None
    return evaluate(pack, RULE, {"predicate": evaluation.predicate})


def opens_plan(evaluation: Evaluation) -> bool:
    """Whether a plan to improve may follow from it: final, in force, and of such a predicate."""
    if not evaluation.is_final or evaluation.replaced_by_id:
        return False
    outcome = outcome_of(evaluation)
    return outcome is not None and bool(outcome.value["opens_plan"])


def months_of(pack: Pack) -> Number:
    """How long the chance lasts at most, with its clause."""
    return pack.numbers[MONTHS]


def last_end(evaluation: Evaluation, on: date) -> date:
    """The last day that a plan opened on the day may reach."""
    return months_after(on, int(months_of(pack_named(evaluation.pack)).value))


def supports_of(pack: Pack) -> list[tuple[str, str]]:
    """The kinds of support that the pack names, with their labels."""
    terms = pack.scales[SUPPORTS].terms
    return [
        (term.code, label_of(pack, SUPPORTS, term.code))
        for term in terms
        if term.details.get("kind") == DEVELOPMENT
    ]


def running_of(employee_id: int) -> ImprovementPlan | None:
    """The plan that runs for a person; there is one at most."""
    return ImprovementPlan.objects.running().filter(employee_id=employee_id).first()


def improvements_after(evaluation: Evaluation) -> list[ImprovementPlan]:
    """The plans that followed from one evaluation."""
    return _after(evaluation=evaluation.pk)


@prepared
def _after(*, evaluation: int) -> QuerySet[ImprovementPlan]:
    return ImprovementPlan.objects.filter(evaluation_id=evaluation)


def improvements_in(scope: Scope, show: str) -> QuerySet[ImprovementPlan]:
    """Those that run, or that are over, of oneself and one's people; for personnel the agency's."""
    rows = ImprovementPlan.objects.all()
    if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        rows = rows.visible_to(scope)
    else:
        rows = rows.filter(pk__in=_sides(scope))
    over = rows.exclude(status=Status.RUNNING)
    found = rows.running() if show == RUNNING else over if show == OVER else rows
    return found.select_related("employee", "evaluation__plan", "employee__rater")


def _sides(scope: Scope) -> Any:
    """Keys found from each side by index."""
    sides = [
        Q(employee_id=scope.employee_id),
        Q(employee__rater_id__in=scope.rate_ids),
        Q(employee__rater_superior_id=scope.active_id),
    ]
    ours = ImprovementPlan.objects.filter(employee__agency_id=scope.agency_id)
    first, *rest = [ours.filter(side).order_by().values("pk") for side in sides]
    return first.union(*rest)


def milestones_of(plan: ImprovementPlan) -> list[ImprovementMilestone]:
    """The milestones by day, each with its notes, in two queries."""
    rows = plan.milestones.prefetch_related("notes__noted_by")
    return list(rows)


def side_of(scope: Scope, plan: ImprovementPlan) -> str:
    """On which side the reader writes."""
    return Side.EMPLOYEE if scope.employee_id == plan.employee_id else Side.RATER


def _due(day: date) -> QuerySet[ImprovementMilestone]:
    rows = ImprovementMilestone.objects.filter(outcome="", due_on__lte=day)
    return rows.filter(plan__status=Status.RUNNING)


def own_due(scope: Scope, day: date) -> QuerySet[ImprovementMilestone]:
    """Milestones of one's own whose day has come and at which one noted nothing."""
    noted = ImprovementNote.objects.filter(milestone=OuterRef("pk"), side=Side.EMPLOYEE)
    return _due(day).filter(plan__employee_id=scope.employee_id).exclude(Exists(noted))


def rated_due(scope: Scope, day: date) -> QuerySet[ImprovementMilestone]:
    """Milestones of one's people whose day has come and which one has not noted."""
    rows = _due(day).filter(plan__employee__rater_id__in=scope.rate_ids)
    return rows.exclude(plan__employee_id=scope.employee_id)


def to_judge(scope: Scope, day: date) -> QuerySet[ImprovementPlan]:
    """Plans of one's people whose last day is over and that have no result."""
    rows = ImprovementPlan.objects.running().filter(ends_on__lt=day)
    rows = rows.filter(employee__rater_id__in=scope.rate_ids)
    return rows.exclude(employee_id=scope.employee_id)


def to_acknowledge(scope: Scope) -> QuerySet[ImprovementPlan]:
    """Own plans whose result waits to be read."""
    return ImprovementPlan.objects.filter(employee_id=scope.employee_id, status=Status.JUDGED)


def unnoted(milestones: Sequence[ImprovementMilestone]) -> int:
    """At how many the rater has noted nothing."""
    return sum(not one.outcome for one in milestones)
