"""How long a plan ran: whole calendar months, the days of months lived partly, and what counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pamong.policy.pack import Pack

PART_MONTH = "part_month_days"  # the clause of the pack


@dataclass(frozen=True, slots=True)
class Length:
    """Whole months, the days beside them, and the months that the rules count."""

    months: int
    days: int
    counted: int


def length_of(first: date, last: date, pack: Pack) -> Length:
    """The length of a stretch within a year; without the clause only whole months count."""
    number = pack.numbers.get(PART_MONTH)
    months = days = counted = 0
    for lived, whole in _months(first, last):
        if lived == whole:
            months += 1
        else:
            days += lived
        counted += lived == whole or bool(number and lived >= number.value)
    return Length(months, days, counted)


def is_open(pack: Pack) -> bool:
    """Whether the way to count is marked as unconfirmed."""
    return PART_MONTH in pack.numbers and pack.numbers[PART_MONTH].unconfirmed


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Each calendar month with the days lived in it, and the days that it has."""
    here = first.replace(day=1)
    while here <= last:
        following = (here + timedelta(days=31)).replace(day=1)
        ends = following - timedelta(days=1)
        lived = (min(last, ends) - max(first, here)).days + 1
        yield lived, ends.day
        here = following
