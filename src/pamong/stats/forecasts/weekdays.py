"""Series that keep to some days of the week: which they are tell the days themselves; the others are no gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pamong.stats.periods import DAY
from pamong.stats.quality.series import Series

WEEK = 7
WORKING = (frozenset(range(5)), frozenset(range(6)))  # Monday to Friday, Monday to Saturday
_SEEN = 3  # how often any other days must be left out before that is a habit
_REGULAR = 0.5  # the share of the kept days that have a figure


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The days of the week that a series keeps, Monday 0, and the day with which it begins."""

    kept: tuple[int, ...]
    first: int

    def days(self) -> Iterator[int]:
        """Every day that the series keeps, from its first on."""
        day = self.first
        while True:
            if _weekday(day) in self.kept:
                yield day
            day += 1


def weekdays_of(series: Series) -> Weekdays | None:
    """The days of the week of a daily series that leaves others out, week after week; else nothing."""
    if series.kind != DAY or series.step != 1 or not series.points:
        return None
    days = [point.at for point in series.points]
    first, last = days[0], days[-1]
    kept = {_weekday(day) for day in days}
    left_out = [day for day in range(first, last) if _weekday(day) not in kept]
    others = WEEK - len(kept)
    needed = others * (1 if kept in WORKING else _SEEN)
    is_regular = len(days) >= _REGULAR * (last - first + 1 - len(left_out))
    if not others or len(left_out) < needed or not is_regular:
        return None
    return Weekdays(tuple(sorted(kept)), first)


def values_on(series: Series, weekdays: Weekdays) -> list[float | None]:
    """The figures day by day, of the kept days alone; None where one of these is missing."""
    known = {point.at: point.value for point in series.points}
    last = max(known)
    found: list[float | None] = []
    for day in weekdays.days():
        if day > last:
            return found
        found.append(known.get(day))
    return found


def nth_days(weekdays: Weekdays, places: Sequence[int]) -> list[int]:
    """The days at some places of the series, the first at 0."""
    wanted = set(places)
    found: dict[int, int] = {}
    for at, day in enumerate(weekdays.days()):
        if at in wanted:
            found[at] = day
        if len(found) == len(wanted):
            break
    return [found[at] for at in places]


def _weekday(day: int) -> int:
    return (day - 1) % WEEK
