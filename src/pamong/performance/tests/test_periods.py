from datetime import date

import pytest

from pamong.measurement.pace import Part
from pamong.performance.periods import (
    EVERY_QUARTER,
    ByMonth,
    part_in,
    period_days,
    period_of,
    period_on,
    quarter_in,
    say_period,
)
from pamong.performance.rhythm import PLAIN, Rhythms

QUARTERLY: ByMonth = frozenset()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "quarterly", "monthly"),
    [
        (date(2026, 1, 31), (2025, "Y"), (2025, "Y")),
        (date(2026, 2, 1), (2025, "Y"), (2026, "01")),
        (date(2026, 4, 1), (2026, "Q1"), (2026, "03")),
        (date(2026, 11, 25), (2026, "Q3"), (2026, "10")),
        (date(2026, 12, 31), (2026, "Q3"), (2026, "11")),
    ],
)
def test_people_rate_the_part_that_ended_last(
    day: date, quarterly: tuple[int, str], monthly: tuple[int, str]
) -> None:
    assert period_on(day, QUARTERLY) == quarterly
    assert period_on(day, EVERY_QUARTER) == monthly


def test_a_day_lies_in_its_quarter_or_in_its_month() -> None:
    assert period_of(date(2026, 11, 25), QUARTERLY) == "Q4"
    assert period_of(date(2026, 11, 25), EVERY_QUARTER) == "11"
    assert period_of(date(2026, 11, 25), frozenset({1, 2, 3})) == "Q4"


def test_a_year_by_month_has_twelve_periods_and_the_year() -> None:
    assert len(Rhythms(frozenset({2026})).periods(2026, with_others=False)) == 13
    assert len(PLAIN.periods(2025)) == 5


def test_a_month_has_its_own_days() -> None:
    assert period_days(2028, "02") == (date(2028, 2, 1), date(2028, 2, 29))
    assert period_days(2026, "Q3") == (date(2026, 7, 1), date(2026, 9, 30))
    assert period_days(2026, "Y") == YEAR


def test_a_month_is_judged_by_its_quarter() -> None:
    assert [quarter_in(p) for p in ("01", "03", "04", "12", "Q2", "Y")] == [1, 1, 2, 4, 2, 4]


def test_a_month_is_part_of_the_way_through_its_quarter() -> None:
    assert part_in("08", *YEAR) == Part(8, 2, 3, before=2)
    assert part_in("01", *YEAR) == Part(1, 1, 3, before=0)
    assert part_in("Q3", *YEAR) is None


def test_a_plan_that_begins_or_ends_within_a_quarter_has_fewer_months_of_it() -> None:
    assert part_in("08", date(2026, 8, 10), date(2026, 12, 31)) == Part(8, 1, 2, before=0)
    assert part_in("08", date(2026, 1, 1), date(2026, 8, 15)) == Part(8, 2, 2, before=2)


def test_a_month_is_said_by_its_name() -> None:
    assert say_period(2026, "11") == "November 2026"
    assert say_period(2026, "Q3") == "triwulan III 2026"
