"""The periods in which people are rated: quarters, or months where an agency chose so, and the year."""

from datetime import date
from functools import lru_cache

from django.db.models import Case, SmallIntegerField, Value, When
from django.utils.translation import gettext as _

from pamong.measurement.pace import MONTHS_EACH, Part
from pamong.performance.models import Window

Period = Window.Period
ByMonth = frozenset[int]  # the quarters of a year that are rated by month
EVERY_QUARTER: ByMonth = frozenset({1, 2, 3, 4})
QUARTERS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)
NEXT_FROM = 11  # the month from which the coming year is planned
MONTHS = tuple(Period(f"{number:02}") for number in range(1, 13))


@lru_cache(maxsize=16)
def parts_in(by_month: ByMonth) -> tuple[Period, ...]:
    """The parts of a year: its quarters, and in place of some of them their months."""
    found: list[Period] = []
    for number, quarter in enumerate(QUARTERS, start=1):
        months = MONTHS[MONTHS_EACH * (number - 1) : MONTHS_EACH * number]
        found += months if number in by_month else (quarter,)
    return tuple(found)


def is_month(period: str) -> bool:
    """Whether a period is one month."""
    return period.isdecimal()


def period_days(year: int, period: str) -> tuple[date, date]:
    """The first and last day of a month, of a quarter, or of the year."""
    return Window.days_of(year, period)


def period_of(day: date, by_month: ByMonth) -> str:
    """The part of the year that holds the day."""
    number = (day.month - 1) // MONTHS_EACH + 1
    return MONTHS[day.month - 1] if number in by_month else QUARTERS[number - 1]


@lru_cache(maxsize=1024)
def period_on(day: date, by_month: ByMonth) -> tuple[int, str]:
    """The part that ended last before the day: the one people rate now; at first the whole last year."""
    ended = [part for part in parts_in(by_month) if period_days(day.year, part)[1] < day]
    return (day.year, ended[-1]) if ended else (day.year - 1, Period.YEAR)


def in_order(period: str = "period") -> Case:
    """The place of a period in its year, to sort rows by: its codes sort months before quarters."""
    places = {part: MONTHS_EACH * n for n, part in enumerate(QUARTERS, start=1)}
    places |= {part: n for n, part in enumerate(MONTHS, start=1)} | {Period.YEAR: len(MONTHS) + 1}
    whens = (When(**{period: str(part), "then": Value(place)}) for part, place in places.items())
    return Case(*whens, output_field=SmallIntegerField())


def quarter_in(period: str) -> int:
    """The quarter whose targets are judged; the year is its last one."""
    if period == Period.YEAR:
        return len(QUARTERS)
    return (int(period) - 1) // MONTHS_EACH + 1 if is_month(period) else int(period[1:])


def part_in(period: str, starts_on: date, ends_on: date) -> Part | None:
    """Which part of its quarter a month has brought to an end, within a plan; none for a quarter."""
    if not is_month(period):
        return None
    month, quarter = int(period), quarter_in(period)
    first = max(quarter * MONTHS_EACH - MONTHS_EACH + 1, starts_on.month)
    last = min(quarter * MONTHS_EACH, ends_on.month)
    begins = (starts_on.month - 1) // MONTHS_EACH + 1
    before = quarter - 1 if quarter > begins else 0
    return Part(month, max(min(month, last) - first + 1, 1), max(last - first + 1, 1), before)


def say_period(year: int, period: str) -> str:
    """`triwulan III 2026`, `November 2026` or `tahun 2026`, inside a sentence."""
    if period == Period.YEAR:
        return _("tahun %(year)s") % {"year": year}
    label = str(Period(period).label)
    if not is_month(period):
        label = f"{label[:1].lower()}{label[1:]}"
    return f"{label} {year}"
