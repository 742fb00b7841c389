"""XmR control charts: whether a figure moved, or only shook as it always does."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

LEAST_POINTS = 8
# Shewhart's factors for single values with moving ranges of two.
_LIMIT, _RANGE_LIMIT = 2.66, 3.267
_NOISE = 1e-12
_RUN, _NEAR, _NEAR_OF = 8, 3, 4


class Signal(NamedTuple):
    """Where a chart says that something changed; `at` counts from 0, the last point of the pattern."""

    at: int
    rule: str  # "outside", "run" or "near_limit"


class Chart(NamedTuple):
    """Centre and limits of the values, the limit of the ranges, and the signals."""

    centre: float
    low: float
    high: float
    mean_range: float
    range_limit: float
    signals: tuple[Signal, ...]


def xmr(values: Sequence[float]) -> Chart | None:
    """The chart of values in their order in time; nothing under eight points, where limits mean little."""
    if len(values) < LEAST_POINTS:
        return None
    centre = fmean(values)
    mean_range = fmean(abs(after - before) for before, after in pairwise(values))
    low, high = centre - _LIMIT * mean_range, centre + _LIMIT * mean_range
    signals = [
        *(Signal(at, "outside") for at, value in enumerate(values) if _is_out(value, low, high)),
        *(Signal(at, "run") for at in _runs(values, centre)),
        *(Signal(at, "near_limit") for at in _near_limits(values, centre, high - centre)),
    ]
    ordered = tuple(sorted(signals))
    return Chart(centre, low, high, mean_range, _RANGE_LIMIT * mean_range, ordered)


def _is_out(value: float, low: float, high: float) -> bool:
    """Beyond a limit by more than the last bits of a float."""
    noise = _NOISE * max(abs(value), abs(low), abs(high))
    return value < low - noise or value > high + noise


def _side(value: float, centre: float) -> int:
    away = value - centre
    return 0 if abs(away) <= _NOISE * abs(centre) else (away > 0) - (away < 0)


def _runs(values: Sequence[float], centre: float) -> list[int]:
    """The points at which so many in a row lie on one side of the centre."""
    found, length, last = [], 0, 0
    for at, value in enumerate(values):
        side = _side(value, centre)
        length = length + 1 if side and side == last else abs(side)
        last = side
        if length >= _RUN:
            found.append(at)
    return found


def _near_limits(values: Sequence[float], centre: float, width: float) -> list[int]:
    """The points at which three of four lie nearer one limit than the centre, the point itself among them."""
    near = [_side(v, centre) if abs(v - centre) > width / 2 else 0 for v in values]
    return [
        at
        for at in range(_NEAR - 1, len(near))
        if near[at] and near[max(0, at - _NEAR_OF + 1) : at + 1].count(near[at]) >= _NEAR
    ]
