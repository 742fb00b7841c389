"""The way to a year's target: what should be there by the end of each quarter.

A figure of a quarter is held against the target of that quarter. Nothing in the rules says how a
year's target is spread, so what is proposed here is marked as a proposal until somebody says else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from pamong.measurement.models import Indicator, Pace

QUARTERS = (1, 2, 3, 4)
MONTHS_EACH = 3
STAGES = ("q1", "q2", "q3")
ONE, FINE = Decimal(1), Decimal("0.01")
# What is measured anew each time does not grow through the year; a time only where less is better.
STATES = frozenset({"%", "persen", "indeks", "nilai", "skor", "poin", "rasio", "ton/ha"})
TIMES = frozenset({"detik", "menit", "jam", "hari", "minggu", "bulan"})
BY_QUARTER = frozenset({Indicator.Direction.MORE, Indicator.Direction.LESS})
Stages = tuple[Decimal | None, Decimal | None, Decimal | None]
NOTHING: Stages = (None, None, None)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a year's target is to be spread, as typed or copied.

    What is a state on a day goes from where the year begins to the target, and is no sum that grows from nought.
    """

    pace: str = Pace.PROPOSED
    own: Stages = NOTHING
    is_state: bool = False
    begun: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a quarter a month has brought to an end: the first of its three, or the second."""

    month: int
    place: int
    count: int  # months of the quarter within the plan
    before: int = 0  # the quarter before it, 0 where the plan begins in this one

    @property
    def is_end(self) -> bool:
        """Whether the quarter ends with the month, so that its own target holds."""
        return self.place == self.count


@dataclass(frozen=True, slots=True)
class Against:
    """Whose target a figure is held against: a quarter's (0: the whole period's), or a month's share."""

    quarter: int = 0
    part: Part | None = None


WHOLE = Against()


def is_state(unit: str, direction: str) -> bool:
    """Whether a figure in this unit stands on its own each quarter, not on top of the last one."""
    word = (unit.casefold().split() or [""])[0]
    return word in STATES or (word in TIMES and direction == Indicator.Direction.LESS)


def stages_of(
    target: Decimal | None, wish: Wish, *, unit: str, direction: str, quarters: Sequence[int]
) -> Stages:
    """The targets by the end of the first three quarters; the last one of `quarters` has the year's."""
    if wish.pace == Pace.OWN:
        return wish.own
    if target is None or wish.pace == Pace.NONE or direction not in BY_QUARTER:
        return NOTHING
    is_held, begun = wish.pace == Pace.HELD, wish.begun if wish.is_state else None
    if wish.pace == Pace.PROPOSED:
        is_held = is_state(unit, direction) or (wish.is_state and begun is None)
    elif needs_beginning(wish, direction):
        is_held = True
    count, places = len(quarters), range(1, len(quarters) + 1)
    if is_held:
        found = [target] * count
    elif begun is None:
        found = [_share(target, place, count, direction) for place in places]
    else:
        found = [begun + _way(target - begun, place, count, direction) for place in places]
    by_quarter = dict(zip(quarters, found, strict=True))
    return by_quarter.get(1), by_quarter.get(2), by_quarter.get(3)


def needs_beginning(wish: Wish, direction: str) -> bool:
    """Whether a state is to fall evenly and nobody knows from where: a part of the target would rise instead."""
    falls = wish.is_state and direction == Indicator.Direction.LESS
    return falls and wish.pace == Pace.EVEN and wish.begun is None


def moved_stage(own: Decimal, base: Decimal, old: Decimal, new: Decimal, direction: str) -> Decimal:
    """A quarter's own target moved along with the year's: as far between `base` and the new one as before.

    `base` is what was aimed at when the last quarter that is over ended, nothing where none is. It is
    rounded so that it never asks for more than that.
    """
    if (new - base) * (old - base) <= 0:
        return new  # what is over went beyond the new target, or stood at the old one
    moved = base + (own - base) * (new - base) / (old - base)
    step = ONE if own == own.to_integral_value() and new == new.to_integral_value() else FINE
    rounding = ROUND_UP if direction == Indicator.Direction.LESS else ROUND_DOWN
    return moved.quantize(step, rounding=rounding)


def is_held(pace: str, unit: str, direction: str) -> bool:
    """Whether the same is aimed at in every month of a quarter."""
    return pace == Pace.HELD or (pace != Pace.EVEN and is_state(unit, direction))


def part_of(begun: Decimal, target: Decimal, part: Part, direction: str) -> Decimal:
    """What should be there after some months of a quarter: an even part of the way through it."""
    return begun + _share(target - begun, part.place, part.count, direction)


def _share(target: Decimal, place: int, count: int, direction: str) -> Decimal:
    """An even part, rounded so that it never asks for more than the even part."""
    step = ONE if target == target.to_integral_value() else FINE
    rounding = ROUND_UP if direction == Indicator.Direction.LESS else ROUND_DOWN
    return (target * place / count).quantize(step, rounding=rounding)


def _way(change: Decimal, place: int, count: int, direction: str) -> Decimal:
    """An even part of a change, up or down, rounded so that it never asks for more."""
    step = ONE if change == change.to_integral_value() else FINE
    is_better = (change < 0) == (direction == Indicator.Direction.LESS)
    rounding = ROUND_DOWN if is_better else ROUND_UP
    return (change * place / count).quantize(step, rounding=rounding)
