"""How far a target was reached: one operator for each kind of target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pamong.policy.operators.answers import Missing, Refused
from pamong.policy.operators.numbers import minus, over
from pamong.policy.pack import Exact, fold

Reading = Exact | str | bool | None


def _number(name: str, value: Reading) -> Exact:
    if isinstance(value, bool | str) or value is None:
        raise Refused(name, "expected a number")
    return value


def _pair(target: Reading, actual: Reading) -> tuple[Exact, Exact] | Missing:
    """Both as numbers; an actual without a target says nothing, nor the other way round."""
    if target is None or actual is None:
        return Missing("target is missing" if target is None else "actual is missing")
    return _number("target", target), _number("actual", actual)


def _positive(target: Reading, actual: Reading) -> tuple[Exact, Exact] | Missing:
    pair = _pair(target, actual)
    if isinstance(pair, Missing):
        return pair
    if pair[0].numerator > 0:
        return pair
    return Missing("target is below 0" if pair[0].numerator else "target is 0")


def _percent(part: Exact, whole: Exact) -> Exact:
    return over(100 * part.numerator * whole.denominator, part.denominator * whole.numerator)


def attained_more(target: Reading, actual: Reading) -> Exact | Missing:
    """R / t in hundredths: the more the better."""
    pair = _positive(target, actual)
    return pair if isinstance(pair, Missing) else _percent(pair[1], pair[0])


def attained_less(target: Reading, actual: Reading) -> Exact | Missing:
    """(t - (r - t)) / t in hundredths: the less the better; below nought past twice the target."""
    pair = _positive(target, actual)
    if isinstance(pair, Missing):
        return pair
    left = minus(pair[0], minus(pair[1], pair[0]))
    return _percent(left, pair[0])


def progress(baseline: Reading, target: Reading, actual: Reading) -> Exact | Missing:
    """The way gone from baseline to target in hundredths, rising or falling alike."""
    pair = _pair(target, actual)
    if isinstance(pair, Missing):
        return pair
    if baseline is None:
        return Missing("baseline is missing")
    start = _number("baseline", baseline)
    if start == pair[0]:
        return Missing("baseline equals target")
    return _percent(minus(pair[1], start), minus(pair[0], start))


def nearness(low: Exact, high: Exact, tolerance: Exact, actual: Reading) -> Exact | Missing:
    """Full inside the band, falling in a straight line to nought at one tolerance outside."""
    if low > high:
        raise Refused("high", "expected no less than low")
    if actual is None:
        return Missing("actual is missing")
    value = _number("actual", actual)
    outside = max(low - value, value - high, 0)
    if outside == 0:
        return 100
    return 0 if tolerance == 0 else minus(100, _percent(outside, tolerance))


def _day(name: str, value: Reading) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Refused(name, "expected a date as YYYY-MM-DD")


def milestone(target: Reading, actual: Reading, on: date | None) -> int | Missing:
    """All or nothing by its date; while the date is still to come, an open one is not judged."""
    if isinstance(actual, bool):
        return 100 if actual else 0
    if target is None:
        return Missing("target is missing")
    if not isinstance(target, str):
        pair = _pair(target, actual)
        return pair if isinstance(pair, Missing) else 100 * (pair[1] >= pair[0])
    due = _day("target", target)
    if actual is None:
        return 0 if on is not None and on > due else Missing("not reached, and not yet due")
    return 100 if _day("actual", actual) <= due else 0


def ordinal(target: Reading, actual: Reading, order: Sequence[str] | None) -> bool | Missing:
    """Whether a rank was reached; ranks have an order but no distances, hence no percentage."""
    if target is None or actual is None:
        return Missing("target is missing" if target is None else "actual is missing")
    if order is not None:
        return _place("actual", actual, order) >= _place("target", target, order)
    if isinstance(target, str) or isinstance(actual, str):
        if isinstance(target, str) and isinstance(actual, str) and fold(target) == fold(actual):
            return True
        return Missing("the order of the ranks is not given")
    return _number("actual", actual) >= _number("target", target)


def _place(name: str, value: Any, order: Sequence[str]) -> int:
    folded = [fold(rank) for rank in order]
    if not isinstance(value, str) or fold(value) not in folded:
        raise Refused(name, f"expected one of {', '.join(order)}")
    return folded.index(fold(value))
