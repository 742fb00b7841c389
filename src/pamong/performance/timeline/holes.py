"""Days of a year without a plan, or with two: pure, from the days of the plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hole:
    """Days of a year on which a person has no plan, or two; both days included."""

    first: date
    last: date
    is_overlap: bool = False


def holes_in(spans: Sequence[tuple[date, date]], since: date, until: date) -> list[Hole]:
    """The days from `since` to `until` without a plan, and those of two; spans in their order."""
    found = []
    reached = since - ONE_DAY
    for first, last in spans:
        if first > reached + ONE_DAY:
            found.append(Hole(reached + ONE_DAY, first - ONE_DAY))
        elif first <= reached and reached >= since:
            found.append(Hole(first, min(reached, last), is_overlap=True))
        reached = max(reached, last)
    if reached < until:
        found.append(Hole(reached + ONE_DAY, until))
    return found
