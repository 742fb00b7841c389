"""Which parts of its year a plan ran in without ever being rated for them."""

from collections.abc import Collection

from pamong.performance.models import Plan
from pamong.performance.periods import parts_in, period_days
from pamong.performance.rhythm import rhythm_of


def parts_of(plan: Plan) -> list[str]:
    """The quarters or months that a plan touches, in their order; its owner must be read."""
    parts = []
    for part in parts_in(rhythm_of(plan)):
        first, last = period_days(plan.year, part)
        if first <= plan.ends_on and last >= plan.starts_on:
            parts.append(part.value)
    return parts


def with_missing(plan: Plan, given: Collection[str]) -> list[tuple[str, bool]]:
    """Each part, and whether it was rated; nothing is missing where no part was rated at all."""
    if not given:
        return []
    parts = parts_of(plan)
    named = [*parts, *(period for period in given if period not in parts)]
    return [(period, period in given) for period in named]
