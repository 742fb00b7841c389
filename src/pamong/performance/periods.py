"""The periods in which people are rated: quarters, or months where an agency chose so, and the year."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from pamong.measurement.pace import MONTHS_EACH, Part
from pamong.performance.models import Window

Period = Window.Period
Monthly = Collection[int]  # the years that an agency rates by month
QUARTERS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)
NEXT_FROM = 11  # the month from which the coming year is planned
MONTHS = tuple(Period(f"{number:02}") for number in range(1, 13))


def parts_in(year: int, monthly: Monthly) -> tuple[Period, ...]:
    """The quarters of a year, or its months."""
    return MONTHS if year in monthly else QUARTERS


def periods_in(year: int, monthly: Monthly) -> tuple[Period, ...]:
    """The parts of a year and the year itself, as people are rated."""
    return (*parts_in(year, monthly), Period.YEAR)


def is_month(period: str) -> bool:
    """Whether a period is one month."""
    return period.isdecimal()


def period_days(year: int, period: str) -> tuple[date, date]:
    """The first and last day of a month, of a quarter, or of the year."""
    return Window.days_of(year, period)


def period_of(day: date, monthly: Monthly) -> str:
    """The part of the year that holds the day."""
    parts = parts_in(day.year, monthly)
    return parts[(day.month - 1) * len(parts) // 12]


def period_on(day: date, monthly: Monthly) -> tuple[int, str]:
    """The part that ended last before the day: the one people rate now; at first the whole last year."""
    parts = parts_in(day.year, monthly)
    ended = (day.month - 1) * len(parts) // 12
    return (day.year, parts[ended - 1]) if ended else (day.year - 1, Period.YEAR)


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
