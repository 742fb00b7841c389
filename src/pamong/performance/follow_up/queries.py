"""Follow-ups that wait, kinds that the pack offers, results that may be carried over."""

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.people.models import Assignment, Employee
from pamong.performance.models import Evaluation, FollowUp, Plan, Result, ResultRating, Window
from pamong.performance.models.evaluation import EvaluationQuerySet
from pamong.performance.rules import label_of, pack_named
from pamong.performance.windows.queries import state_of as stage_of
from pamong.performance.windows.queries import window_with
from pamong.policy.operators.answers import Marked
from pamong.policy.operators.lookups import band
from pamong.policy.pack import Pack, Row
from pamong.ui.paging import count_of

SANCTION = "sanction"  # kinds that have pages of their own; rows of old stay readable
PREDICATES = "predicate"
KINDS, PROPOSALS, ROW_BANDS, ROW_STATES, RATINGS = (
    *("follow_up", "follow_up_for_predicate", "row_bands", "row_state", "rating"),
)
MONTHS = 12
RUNNING, LATE, DONE, PROPOSED = "running", "late", "done", "proposed"
TABS: dict[str, Callable[[date], Q]] = {
    RUNNING: lambda on: Q(done_on=None, due_on__gte=on),
    LATE: lambda on: Q(done_on=None, due_on__lt=on),
    DONE: lambda _on: Q(done_on__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of follow-up that may be given, proposed by the pack or not."""

    code: str
    label: str
    is_proposed: bool = False


def kinds_for(evaluation: Evaluation) -> list[Kind]:
    """The pack's kinds for the person's kind of employment, proposals for the predicate first."""
    pack = pack_named(evaluation.pack)
    proposed = proposals_for(pack, evaluation.predicate)
    found = [
        Kind(code, label_of(pack, KINDS, code), code in proposed)
        for code in pack.scales[KINDS].codes
        if _is_for(pack, code, evaluation.plan.employee.kind)
    ]
    return sorted(found, key=lambda kind: not kind.is_proposed)


def _is_for(pack: Pack, code: str, employee_kind: str) -> bool:
    """No sanction; a part-time or probationary employee counts as the kind that the name begins with."""
    details = pack.scales[KINDS][code].details
    if details.get("kind") == SANCTION:
        return False
    allowed = details.get("employees")
    if not allowed:
        return True
    return any(kind in employee_kind for kind in allowed)


def proposals_for(pack: Pack, predicate: str) -> dict[str, Row]:
    """What a pack proposes after a predicate, by kind; nothing where it has no such table."""
    table = pack.tables.get(PROPOSALS)
    if table is None:
        return {}
    return {kind: row for (of, kind), row in table.rows.items() if of == predicate}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One follow-up that the rules propose: what, who sees to it, by when."""

    evaluation: Evaluation
    kind: Kind
    owner: Employee
    due_on: date

    @property
    def key(self) -> str:
        """What a form sends to accept it."""
        return f"{self.evaluation.uuid}:{self.kind.code}"


class LastDays:
    """Until when follow-ups of a year are to be done, where the agency said so; one query a year."""

    def __init__(self, on: date) -> None:
        self.on, self.known = on, dict[tuple[int, int], Any]()

    def of(self, plan: Plan) -> date:
        """The last day for the plan's unit; none where the stage is not open."""
        key = (plan.agency_id, plan.year)
        if key not in self.known:
            told = (Window.Stage.FOLLOW_UP, plan.year, Window.Period.YEAR)
            self.known[key] = window_with(plan.agency, *told)
        window, reopenings = self.known[key]
        state = stage_of(window, reopenings, self.on, [plan.unit.path])
        return state.closes_on or date.max if state.is_open else date.max


def proposals_of(
    evaluation: Evaluation, given: Iterable[str], on: date, last: LastDays | None = None
) -> list[Proposal]:
    """What is proposed after the year's evaluation and not given yet; due within the agency's own days."""
    if evaluation.period != Window.Period.YEAR or not evaluation.is_final:
        return []
    rows = proposals_for(pack_named(evaluation.pack), evaluation.predicate)
    taken = set(given)
    until = (last or LastDays(on)).of(evaluation.plan) if rows else date.max
    return [
        Proposal(
            evaluation,
            kind,
            owner_of(evaluation, rows[kind.code]),
            min(due_of(rows[kind.code], on), until),
        )
        for kind in kinds_for(evaluation)
        if kind.is_proposed and kind.code not in taken
    ]


def owner_of(evaluation: Evaluation, row: Row) -> Employee:
    """Whom the pack names; the person rated where that one is missing."""
    plan = evaluation.plan
    named = {"rater": plan.rater, "employee": plan.employee, "superior": plan.superior}
    return named.get(str(row.cells.get("owner"))) or plan.employee


def due_of(row: Row, on: date) -> date:
    """So many months after the day as the row says."""
    return months_after(on, int(row.cells.get("months") or 1))


def months_after(on: date, count: int) -> date:
    """So many months after the day, and never a day that a month lacks."""
    months = on.month - 1 + count
    year, month = on.year + months // MONTHS, months % MONTHS + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def around(rows: EvaluationQuerySet) -> EvaluationQuerySet:
    """With all that a proposal is made of."""
    rows = rows.select_related(*Evaluation.AROUND, "plan__rater", "plan__superior")
    return rows.prefetch_related("follow_ups")


def open_proposals(scope: Scope, on: date) -> list[Proposal]:
    """What is proposed for the people whom one rates after their last year, in two queries."""
    rows = (
        Evaluation.objects.final()
        .standing()
        .filter(
            plan__rater_id__in=scope.rate_ids,
            period=Window.Period.YEAR,
            plan__year__gte=on.year - 1,
        )
    )
    rows = around(rows.exclude(plan__employee_id=scope.employee_id))
    found, last = list[Proposal](), LastDays(on)
    for evaluation in rows.order_by("plan__employee__name", "pk"):
        given = [follow_up.kind for follow_up in evaluation.follow_ups.all()]
        found += proposals_of(evaluation, given, on, last)
    return found


def follow_ups_in(scope: Scope, show: str, on: date) -> "QuerySet[FollowUp]":
    """Those one owns and those of one's people, for personnel the agency's, under a tab or under all."""
    rows = FollowUp.objects.visible_to(scope)
    if not scope.has(Role.HR, Role.AGENCY_HEAD):
        rows = rows.filter(pk__in=_own(scope))
    return (rows.filter(TABS[show](on)) if show else rows).select_related(
        "owner", "evaluation__plan__employee", "evaluation__plan__agency"
    )


def _own(scope: Scope) -> Any:
    """Keys found from the two sides by index; one condition over joined tables would read every row."""
    owned = FollowUp.objects.filter(owner_id=scope.active_id)
    given = FollowUp.objects.filter(evaluation__plan__rater_id__in=scope.rate_ids)
    return owned.order_by().values("pk").union(given.order_by().values("pk"))


def follow_up_counts(scope: Scope, on: date) -> dict[str, int]:
    """How many are under each tab, as far as they are counted."""
    return {name: count_of(follow_ups_in(scope, name, on)) for name in (RUNNING, LATE, DONE)}


def owners_for(evaluation: Evaluation) -> list[Employee]:
    """Who may own a follow-up: the one rated, the rater, the rater's superior."""
    plan = evaluation.plan
    people = [plan.employee, plan.rater, plan.superior]
    return list(dict.fromkeys(person for person in people if person is not None))


def state_of(pack: Pack, attainment: Decimal | None) -> str:
    """The state of a row with this attainment; empty when there is none."""
    if attainment is None:
        return ""
    found = band(pack.bands[ROW_BANDS], Fraction(attainment))
    return str(found.value if isinstance(found, Marked) else found)


def is_unmet(pack: Pack, row: ResultRating) -> bool:
    """Whether the result fell below the pack's lower bound, by figure or in the leader's eyes."""
    lowest_state, lowest_rating = pack.scales[ROW_STATES].codes[0], pack.scales[RATINGS].codes[0]
    return lowest_state == state_of(pack, row.attainment) or row.rating == lowest_rating


def unmet_of(evaluation: Evaluation) -> list[ResultRating]:
    """The results of a final evaluation that may still be carried over."""
    pack = pack_named(evaluation.pack)
    rows = evaluation.results.select_related("result__carried_to", "result__plan")
    return [row for row in rows if is_unmet(pack, row) and not was_carried(row.result)]


def was_carried(result: Result) -> bool:
    """Whether it was carried over already, or came here by being carried."""
    return result.carried_from_id is not None or hasattr(result, "carried_to")


def offers_for(plan: Plan) -> list[ResultRating]:
    """What the last plan that was rated to its end left unmet, where this is the plan to take it into."""
    ended = _ended.first(employee=plan.employee_id, before=plan.starts_on)
    unmet = unmet_of(ended) if ended else []
    return unmet if ended and unmet and plan_to_carry_into(ended) == plan else []


@prepared
def _ended(*, employee: int, before: date) -> QuerySet[Evaluation]:
    """The last evaluation of an earlier plan's last period."""
    rows = Evaluation.objects.final().standing().filter(plan__employee_id=employee)
    rows = rows.filter(plan__starts_on__lt=before, plan__held=Assignment.Kind.DEFINITIVE)
    rows = rows.filter(period=Window.Period.YEAR).select_related("plan")
    return rows.order_by("-plan__starts_on", "-pk")[:1]


def plan_to_carry_into(evaluation: Evaluation) -> Plan | None:
    """The person's next plan that is still being written."""
    plan = evaluation.plan
    following: Plan | None = _following.first(employee=plan.employee_id, after=plan.starts_on)
    return following


@prepared
def _following(*, employee: int, after: date) -> QuerySet[Plan]:
    rows = Plan.objects.definitive().filter(employee_id=employee, starts_on__gt=after)
    return rows.filter(status__in=Plan.EDITABLE).order_by("starts_on")[:1]


def follow_ups_after(evaluation: Evaluation) -> list[FollowUp]:
    """What was given after one evaluation, in one query."""
    return _follow_ups(evaluation=evaluation.pk)


@prepared
def _follow_ups(*, evaluation: int) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(evaluation_id=evaluation)
    return rows.select_related("owner", "evaluation__plan__employee")
