"""Arithmetic on exact numbers; nothing is rounded here but by `half_up`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from pamong.policy.operators.answers import Missing, Refused
from pamong.policy.pack import Exact

# Wide enough for any figure that the readers let in, and for what products make of it.
_WIDE = Context(prec=200)
_SHOWN = Context(prec=34)


def written(value: Exact) -> Decimal:
    """The number as a decimal; one that never ends stops after 34 digits."""
    return _SHOWN.divide(Decimal(value.numerator), Decimal(value.denominator))


def rounded(value: Exact, decimals: int) -> Decimal:
    """The half-up figure with exactly so many decimals."""
    return Decimal(scaled_half_up(value, 10**decimals)).scaleb(-decimals, _WIDE)


def half_up(value: Exact, decimals: int) -> Fraction:
    """Round halves away from nought, as a reader of the printed figure expects."""
    scale = 10**decimals
    return Fraction(scaled_half_up(value, scale), scale)


def scaled_half_up(value: Exact, scale: int) -> int:
    """The rounded figure counted in units of 1/scale; integers only, for it runs on every line."""
    size = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def product(of: Sequence[Exact]) -> Exact:
    """Multiply all."""
    result: Exact = 1
    for factor in of:
        result *= factor
    return result


def add(of: Sequence[Exact]) -> Exact:
    """Sum of all; the order does not matter because nothing is rounded."""
    return sum(of)


def add_given(of: Sequence[Exact | None]) -> Exact:
    """Sum of those that are there."""
    return sum(part for part in of if part is not None)


def first_given(of: Sequence[Exact | None]) -> Exact | None:
    """The first that is there: a yearly figure stands in for the periodic ones."""
    return next((part for part in of if part is not None), None)


def deduct(whole: Exact, part: Exact) -> Exact:
    """What is left of the whole; less than nothing cannot be left."""
    if whole < part:
        raise Refused("whole", f"expected at least {written(part)}")
    return whole - part


def percent_of(percent: Exact, base: Exact) -> Fraction:
    """So many hundredths of the base."""
    return Fraction(percent * base) / 100


def ratio(part: Exact, whole: Exact) -> Fraction:
    """Part over whole."""
    return Fraction(part, whole)


def percentage(part: Exact, whole: Exact) -> Fraction | Missing:
    """Part over whole in hundredths; of nothing there is no share."""
    if whole == 0:
        return Missing("nothing to take a share of")
    return Fraction(part, whole) * 100


def mean(of: Sequence[Exact]) -> Fraction:
    """Plain average."""
    return Fraction(sum(of)) / len(of)


def clamp(value: Exact, low: Exact, high: Exact) -> Exact:
    """Keep the value between two bounds."""
    return min(max(value, low), high)


def reached(value: Exact, threshold: Exact | None) -> bool:
    """Whether a threshold is met; one that does not exist is never met."""
    return threshold is not None and value >= threshold


def shortfall(value: Exact, threshold: Exact) -> Exact:
    """What is still missing, nought once reached."""
    return max(threshold - value, 0)


def surplus(value: Exact, threshold: Exact) -> Exact | None:
    """What lies beyond the threshold, if anything does."""
    return value - threshold if value > threshold else None
