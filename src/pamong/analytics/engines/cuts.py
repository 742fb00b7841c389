"""Which rows of a snapshot a figure rests on: what is counted and what is traced begin at the same cut."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tree:
    """A unit with everything below it, as the tree was in a month."""

    unit: int
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows of a table: of some years, whose columns hold one of some values, below a unit, under a condition."""

    table: str
    years: tuple[int, ...] = ()  # none: all
    among: tuple[tuple[str, tuple[str | int, ...]], ...] = ()
    below: Tree | None = None
    condition: str = ""  # one of CONDITIONS in expressions.py
    day: date | None = None  # for conditions that ask what is due
