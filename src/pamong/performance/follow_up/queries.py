"""Follow-ups that wait, kinds that the pack offers, results that may be carried over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.performance.models import Evaluation, FollowUp, Plan, Result, ResultRating
from pamong.performance.rules import label_of, pack_named
from pamong.policy.operators.answers import Marked
from pamong.policy.operators.lookups import band
from pamong.policy.pack import Pack

KINDS, PROPOSALS, ROW_BANDS, ROW_STATES, RATINGS = (
    *("follow_up", "follow_up_for_predicate", "row_bands", "row_state", "rating"),
)


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
    """A part-time or probationary employee counts as the kind that the name begins with."""
    allowed = pack.scales[KINDS][code].details.get("employees")
    if not allowed:
        return True
    return any(kind in employee_kind for kind in allowed)


def proposals_for(pack: Pack, predicate: str) -> tuple[str, ...]:
    """The kinds that a pack proposes for a predicate; none where it has no such table."""
    table = pack.tables.get(PROPOSALS)
    if table is None or predicate not in table.rows:
        return ()
    proposed: Any = table.cell(predicate, "kinds") or ()
    return tuple(proposed)


def follow_ups_of(scope: Scope) -> list[FollowUp]:
    """Those one owns and those one gave, open ones first by date, in one query."""
    rows = FollowUp.objects.visible_to(scope).filter(
        Q(owner_id=scope.employee_id) | Q(evaluation__plan__rater_id__in=scope.rater_ids)
    )
    rows = rows.select_related("owner", "evaluation__plan__employee", "evaluation__plan__agency")
    return sorted(rows, key=lambda row: (row.done_on is not None, row.due_on, row.pk))


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


def plan_to_carry_into(evaluation: Evaluation) -> Plan | None:
    """The person's next plan that is still being written."""
    plan = evaluation.plan
    following: Plan | None = _following.first(employee=plan.employee_id, after=plan.starts_on)
    return following


@prepared
def _following(*, employee: int, after: date) -> QuerySet[Plan]:
    rows = Plan.objects.filter(employee_id=employee, starts_on__gt=after)
    return rows.filter(status__in=Plan.EDITABLE).order_by("starts_on")[:1]


def follow_ups_after(evaluation: Evaluation) -> list[FollowUp]:
    """What was given after one evaluation, in one query."""
    return _follow_ups(evaluation=evaluation.pk)


@prepared
def _follow_ups(*, evaluation: int) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(evaluation_id=evaluation)
    return rows.select_related("owner", "evaluation__plan__employee")
