"""A plan that a move closed is rated before its period ends for everybody else."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.performance.evaluation.queries import Levels, Seat, levels_for
from pamong.performance.levels.queries import line_of
from pamong.performance.models import Evaluation, Plan, UnitLevel
from pamong.performance.periods import Period, period_days
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack

STANDS_IN = "closing_level"  # the clause of the pack


def is_early(plan: Plan, period: str, on: date) -> bool:
    """Whether the plan is over and its period is not: from then on its own days count, no window."""
    return period != Period.YEAR and plan.ends_on < on <= period_days(plan.year, period)[1]


def stands_in(pack: Pack) -> bool:
    """Whether the last level set in the year is used where the period has none yet."""
    return STANDS_IN in pack.numbers and bool(pack.numbers[STANDS_IN].value)


def levels_on(seats: Iterable[Seat], evaluation: Evaluation, on: date) -> Levels:
    """The levels of the period; for a plan rated early the last ones set in the year, in one query."""
    plan, period = evaluation.plan, evaluation.period
    if not is_early(plan, period, on) or not stands_in(pack_named(evaluation.pack)):
        return levels_for(seats, (plan.year, period))
    last = period_days(plan.year, period)[1]
    parts = rhythms_of(plan.agency).periods(plan.year)[:-1]
    until = [str(part) for part in parts if period_days(plan.year, part)[1] <= last]
    keys = {key for seat in seats for key in line_of(seat.path)}
    rows = _levels_until(units=list(keys), year=plan.year, periods=until)
    # Of two for one unit the later is kept; of two that end together that of the plan's own period.
    rows.sort(key=lambda row: (period_days(plan.year, row.period)[1], row.period == period))
    return Levels({row.unit_id: row for row in rows})


@prepared
def _levels_until(*, units: list[int], year: int, periods: list[str]) -> QuerySet[UnitLevel]:
    rows = UnitLevel.objects.filter(unit_id__in=units, year=year, period__in=periods)
    return rows.select_related("unit", "set_by").order_by("period")
