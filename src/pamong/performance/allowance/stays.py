"""A post of a person for some days of a month, and how spans of days meet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pamong.people.models import Employee, Position, Unit

ONE_DAY = timedelta(days=1)
FULL = Decimal(100)
Span = tuple[date, date]  # both days included


@dataclass(frozen=True, slots=True)
class Stay:
    """One post of a person for some days of the month, both included."""

    employee: Employee
    unit: Unit
    position: Position
    first_day: date
    last_day: date
    hours: Decimal | None = FULL  # percent of full hours; None where no contract says it

    @property
    def span(self) -> Span:
        """Its days."""
        return self.first_day, self.last_day


def meet(one: Span, other: Span) -> int:
    """How many days two spans have in common."""
    return max(0, (min(one[1], other[1]) - max(one[0], other[0])).days + 1)


def shared(one: Span, other: Span) -> Span | None:
    """The days that two spans have in common."""
    found = max(one[0], other[0]), min(one[1], other[1])
    return found if found[0] <= found[1] else None


def without(stay: Stay, taken: Iterable[Span]) -> Sequence[Stay]:
    """What is left of a stay when some days are taken out."""
    left = [stay]
    for first, last in taken:
        left = [
            replace(part, first_day=begins, last_day=ends)
            for part in left
            for begins, ends in (
                (part.first_day, min(part.last_day, first - ONE_DAY)),
                (max(part.first_day, last + ONE_DAY), part.last_day),
            )
            if begins <= ends
        ]
    return left
