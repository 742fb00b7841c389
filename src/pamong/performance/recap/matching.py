"""Which plan of a person each row of a recap is about: a person may have several in a year."""

from collections.abc import Sequence

from pamong.performance.models import Plan, RecapRow


def matched(rows: Sequence[RecapRow], plans: Sequence[Plan]) -> list[tuple[RecapRow, Plan | None]]:
    """Each row with its plan: by the first day, then by days in common; without days the plan that is left."""
    left = sorted(plans, key=lambda plan: (not plan.is_in_force, plan.is_acting, plan.starts_on))
    found: dict[int, Plan] = {}
    for fits in (_same_start, _meets, _undated):
        for place, row in enumerate(rows):
            if place in found:
                continue
            plan = next((plan for plan in left if fits(row, plan)), None)
            if plan is not None:
                found[place] = plan
                left.remove(plan)
    return [(row, found.get(place)) for place, row in enumerate(rows)]


def _same_start(row: RecapRow, plan: Plan) -> bool:
    return row.starts_on == plan.starts_on


def _meets(row: RecapRow, plan: Plan) -> bool:
    if row.starts_on is None:
        return False
    return row.starts_on <= plan.ends_on and plan.starts_on <= (row.ends_on or row.starts_on)


def _undated(row: RecapRow, plan: Plan) -> bool:
    return row.starts_on is None and plan.is_in_force
