"""Open plans follow the rater: called by people when who rates whom changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.batches import pieces
from pamong.people.models import Supervision
from pamong.performance.models import Plan

BATCH = 500


def follow_raters(rows: Sequence[Supervision], by: Actor, on: date) -> None:
    """Give each plan the rater of its day: today, or the nearest day of its period.

    A plan whose period ended before the new rater began keeps the one under whom it ran; a rating that
    was given keeps its giver in a field of its own.
    """
    drafts = []
    for plan, row in _moved(rows, on):
        changes = {"rater": [plan.rater, row.rater], "superior": [plan.superior, row.superior]}
        plan.rater, plan.superior = row.rater, row.superior
        drafts.append(Draft("performance.plan_rater_changed", plan, changes))
    plans = [draft.subject for draft in drafts]
    Plan.objects.bulk_update(plans, ["rater", "superior"], batch_size=BATCH)  # type: ignore[arg-type]
    if drafts:
        record_all(drafts, by=by, on=on)


def _moved(rows: Sequence[Supervision], on: date) -> Iterator[tuple[Plan, Supervision]]:
    by_person: dict[int, list[Supervision]] = defaultdict(list)
    for row in rows:
        by_person[row.employee_id].append(row)
    for some in pieces(sorted(by_person)):
        plans = Plan.objects.select_for_update(of=("self",)).filter(employee__in=some)
        plans = plans.select_related("agency", "employee", "rater", "superior").order_by("pk")
        for plan in plans:
            day = min(max(on, plan.starts_on), plan.ends_on)
            for row in by_person[plan.employee_id]:
                if row.is_on(day) and _differs(plan, row):
                    yield plan, row


def _differs(plan: Plan, row: Supervision) -> bool:
    return (plan.rater_id, plan.superior_id) != (row.rater_id, row.superior_id)
