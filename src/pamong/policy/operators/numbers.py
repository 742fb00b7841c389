"""Arithmetic on exact numbers; nothing is rounded here but by `half_up`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

from pamong.policy.operators.answers import Missing, Refused
from pamong.policy.pack import Exact

# Wide enough for any figure that the readers let in, and for what products make of it.
_WIDE = Context(prec=200)
_SHOWN = Context(prec=34)
_INT = frozenset({int})


def written(value: Exact) -> Decimal:
    """The number as a decimal; one that never ends stops after 34 digits."""
    return _SHOWN.divide(Decimal(value.numerator), Decimal(value.denominator))


def rounded(value: Exact, decimals: int) -> Decimal:
    """The half-up figure with exactly so many decimals."""
    return _placed(scaled_half_up(value, 10**decimals), decimals)


# Figures of two or four decimals come back on every line.
@lru_cache(maxsize=65_536)
def _placed(scaled: int, decimals: int) -> Decimal:
    return Decimal(scaled).scaleb(-decimals, _WIDE)


# The three below say what `Fraction` says, on plain integers: its own operators cost three times
# as much, and a hundred thousand lines pass through here.
def over(top: int, bottom: int) -> Exact:
    """The quotient of two integers, an integer where it is one."""
    if bottom == 1 or (bottom > 0 and top % bottom == 0):
        return top // bottom
    found = Fraction(top, bottom)
    return found.numerator if found.denominator == 1 else found


def minus(a: Exact, b: Exact) -> Exact:
    """The difference."""
    (top, bottom), (less_top, less_bottom) = a.as_integer_ratio(), b.as_integer_ratio()
    return over(top * less_bottom - less_top * bottom, bottom * less_bottom)


def less(a: Exact, b: Exact) -> bool:
    """Whether the first is smaller."""
    (top, bottom), (other_top, other_bottom) = a.as_integer_ratio(), b.as_integer_ratio()
    return top * other_bottom < other_top * bottom


def half_up(value: Exact, decimals: int) -> Fraction:
    """Round halves away from nought, as a reader of the printed figure expects."""
    scale = 10**decimals
    return Fraction(scaled_half_up(value, scale), scale)


def scaled_half_up(value: Exact, scale: int) -> int:
    """The rounded figure counted in units of 1/scale; integers only, for it runs on every line."""
    top, bottom = value.as_integer_ratio()
    size = (2 * abs(top) * scale + bottom) // (2 * bottom)
    return size if top >= 0 else -size


def product(of: Sequence[Exact]) -> Exact:
    """Multiply all."""
    top, bottom = 1, 1
    for factor in of:
        above, below = factor.as_integer_ratio()
        top *= above
        bottom *= below
    return over(top, bottom)


def add(of: Sequence[Exact]) -> Exact:
    """Sum of all; the order does not matter because nothing is rounded."""
    if _INT.issuperset(map(type, of)):
        return sum(of)
    top, bottom = 0, 1
    for part in of:
        above, below = part.as_integer_ratio()
        if below == bottom:
            top += above
        else:
            shared = lcm(bottom, below)
            top = top * (shared // bottom) + above * (shared // below)
            bottom = shared
    return over(top, bottom)


def add_given(of: Sequence[Exact | None]) -> Exact:
    """Sum of those that are there."""
    return add([part for part in of if part is not None])


def first_given(of: Sequence[Exact | None]) -> Exact | None:
    """The first that is there: a yearly figure stands in for the periodic ones."""
    return next((part for part in of if part is not None), None)


def deduct(whole: Exact, part: Exact) -> Exact:
    """What is left of the whole; less than nothing cannot be left."""
    if whole < part:
        raise Refused("whole", f"expected at least {written(part)}")
    return minus(whole, part)


def difference(whole: Exact, part: Exact) -> Exact:
    """What remains of the whole, also where that is less than nothing."""
    return minus(whole, part)


def needed(value: Exact | None, *, reason: str) -> Exact | Missing:
    """The value itself; without it the answer says in the pack's words why there is none."""
    return Missing(reason) if value is None else value


def times_each(of: Sequence[Exact | None], factor: Exact) -> list[Exact | None]:
    """Each figure times the same factor; what is missing stays missing."""
    return [None if value is None else product((value, factor)) for value in of]


def percent_of(percent: Exact, base: Exact) -> Exact:
    """So many hundredths of the base."""
    return over(percent.numerator * base.numerator, 100 * percent.denominator * base.denominator)


def ratio(part: Exact, whole: Exact) -> Exact:
    """Part over whole."""
    return over(part.numerator * whole.denominator, part.denominator * whole.numerator)


def mean(of: Sequence[Exact]) -> Exact:
    """Plain average."""
    return ratio(add(of), len(of))


def clamp(value: Exact, low: Exact, high: Exact) -> Exact:
    """Keep the value between two bounds."""
    if less(value, low):
        return low
    return high if less(high, value) else value


def against(value: Exact, threshold: Exact | None) -> dict[str, Any]:
    """How a figure stands to a threshold: one that does not exist is never reached, nor missed."""
    if threshold is None:
        return {"reached": False, "missing": None, "surplus": None}
    if less(value, threshold):
        return {"reached": False, "missing": minus(threshold, value), "surplus": None}
    beyond = minus(value, threshold)
    return {"reached": True, "missing": 0, "surplus": beyond or None}


def finite_sample(population: Exact, margin: Exact, proportion: Exact, chi_square: Exact) -> Exact:
    """Krejcie and Morgan's size of a sample drawn from a finite population."""
    spread = chi_square * proportion * (1 - proportion)
    return ratio(spread * population, margin * margin * (population - 1) + spread)
