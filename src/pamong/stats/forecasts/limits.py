"""Within which bounds a figure can be at all, by its unit, its name and what it has been; and a forecast kept within them.

An interval that is cut at a bound still holds whatever can come: what was cut off could not.
"""

from collections.abc import Iterable
from typing import NamedTuple

from pamong.stats.forecasts.forecasting import Forecast, Step
from pamong.stats.quality.kinds import is_change, is_count, is_percent

_WHOLE = 100.0


class Limits(NamedTuple):
    """The lowest and highest that can be; None where there is no bound."""

    low: float | None = None
    high: float | None = None


NO_LIMITS = Limits()


def limits_of(unit: str, names: tuple[str, ...], figures: Iterable[float | None]) -> Limits:
    """Counts are not below nought, nor per cents above a hundred; a change has no bounds, and a bound that was crossed is none.

    Whole figures that have a unit count something, whatever the unit is called.
    """
    held = [value for value in figures if value is not None]
    if is_change(names) or not held:
        return NO_LIMITS
    is_part = is_percent(unit, names)
    is_whole = bool(unit.strip()) and all(float(value).is_integer() for value in held)
    is_bound = is_part or is_whole or is_count(unit, names)
    low = 0.0 if is_bound and min(held) >= 0 else None
    high = _WHOLE if is_part and max(held) <= _WHOLE else None
    return Limits(low, high)


def within(found: Forecast, limits: Limits) -> Forecast:
    """The same forecast, cut at the bounds."""
    steps = [_cut(step, limits) for step in found.steps]
    return Forecast(steps, found.method, found.level, found.backtest, found.reason)


def is_cut(found: Forecast, limits: Limits) -> tuple[bool, bool]:
    """Whether a forecast reaches below the lower bound, and above the upper one."""
    ends = [value for step in found.steps for value in step[1:] if value is not None]
    below = limits.low is not None and any(value < limits.low for value in ends)
    above = limits.high is not None and any(value > limits.high for value in ends)
    return below, above


def _cut(step: Step, limits: Limits) -> Step:
    mean, low, high = (_at(value, limits) for value in (step.mean, step.low, step.high))
    return Step(step.ahead, mean, low, high)


def _at(value: float | None, limits: Limits) -> float | None:
    if value is None:
        return None
    if limits.low is not None:
        value = max(value, limits.low)
    return value if limits.high is None else min(value, limits.high)
