"""Exact fractions as columns: two integers a figure, so that nothing is rounded on the way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from pamong.policy.pack import Exact


class Figure(NamedTuple):
    """Top over bottom as SQL of 128-bit integers; missing where the top is NULL, bottom above 0."""

    top: str
    bottom: int | str = 1


class Word(NamedTuple):
    """A code or a text as SQL."""

    sql: str


class Flag(NamedTuple):
    """True or false as SQL."""

    sql: str


class Many(NamedTuple):
    """A list of tops as SQL, all over one bottom; `depth` 2 is a list of such lists."""

    sql: str
    bottom: int | str = 1
    depth: int = 1


class Words(NamedTuple):
    """A list of anything but figures as SQL."""

    sql: str


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def constant(value: Exact) -> Figure:
    """A figure of the pack."""
    return Figure(f"{value.numerator}::HUGEINT", value.denominator)


def times(a: int | str, b: int | str) -> int | str:
    """Two bottoms multiplied."""
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if a == 1:
        return b
    return a if b == 1 else f"({a}) * ({b})"


def _factor(top: str, by: int | str) -> str:
    return f"({top})" if by == 1 else f"({top}) * ({by})"


def product(a: Figure, b: Figure) -> Figure:
    """Two figures multiplied."""
    return Figure(f"({a.top}) * ({b.top})", times(a.bottom, b.bottom))


def quotient(part: Figure, whole: Figure) -> Figure:
    """Part over whole; a whole of nought gives nothing."""
    sign = f"sign({whole.top})::HUGEINT"
    top = f"({_factor(part.top, whole.bottom)}) * {sign}"
    return Figure(
        f"CASE WHEN ({whole.top}) <> 0 THEN {top} END",
        times(part.bottom, f"abs({whole.top})"),
    )


def _shared(a: Figure, b: Figure) -> tuple[str, str, int | str]:
    """Both tops over one bottom."""
    if isinstance(a.bottom, int) and isinstance(b.bottom, int):
        bottom = lcm(a.bottom, b.bottom)
        return _factor(a.top, bottom // a.bottom), _factor(b.top, bottom // b.bottom), bottom
    if a.bottom == b.bottom:
        return a.top, b.top, a.bottom
    return _factor(a.top, b.bottom), _factor(b.top, a.bottom), times(a.bottom, b.bottom)


def plus(a: Figure, b: Figure) -> Figure:
    """The sum."""
    one, other, bottom = _shared(a, b)
    return Figure(f"{one} + {other}", bottom)


def minus(a: Figure, b: Figure) -> Figure:
    """The difference."""
    one, other, bottom = _shared(a, b)
    return Figure(f"{one} - ({other})", bottom)


def total(figures: Sequence[Figure]) -> Figure:
    """The sum of all."""
    found = constant(0)
    for figure in figures:
        found = plus(found, figure)
    return found


def less(a: Figure, b: Figure) -> str:
    """A condition: the first is smaller."""
    one, other, _ = _shared(a, b)
    return f"({one}) < ({other})"


def half_up(figure: Figure, places: int) -> str:
    """The rounded figure counted in its last place, halves away from nought."""
    bottom = figure.bottom if isinstance(figure.bottom, int) else f"({figure.bottom})"
    size = f"(2 * abs({figure.top}) * {10**places} + {bottom}) // (2 * {bottom})"
    return f"sign({figure.top})::HUGEINT * ({size})"


def choose(condition: str, then: Figure, other: Figure | None) -> Figure:
    """One figure where the condition holds, else the other or nothing."""
    if other is None:
        return Figure(f"CASE WHEN {condition} THEN ({then.top}) END", then.bottom)
    if isinstance(then.bottom, int) and isinstance(other.bottom, int):
        one, two, bottom = _shared(then, other)
        return Figure(f"CASE WHEN {condition} THEN ({one}) ELSE ({two}) END", bottom)
    return Figure(
        f"CASE WHEN {condition} THEN ({then.top}) ELSE ({other.top}) END",
        f"CASE WHEN {condition} THEN ({then.bottom}) ELSE ({other.bottom}) END",
    )


def as_decimal(figure: Figure, places: int) -> str:
    """The rounded figure as a decimal of exactly so many places."""
    whole = f"CAST({half_up(figure, places)} AS DECIMAL(28, 0))"
    if not places:
        return f"CAST({half_up(figure, 0)} AS BIGINT)"
    return f"{whole} * CAST({Fraction(1, 10**places).__float__():.{places}f} AS DECIMAL({places + 1}, {places}))"
