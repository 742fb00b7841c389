"""Figures far from where their own history would put them, in a robust way.

The change from one period to the next is set against the median of the other changes, in units of their median
absolute deviation (Iglewicz and Hoaglin 1993, modified z-scores; their 3.5 is for large samples: with few changes
the deviation itself is unsure, so the limit is wider, found by simulation so that about one steady series in
fifty is asked about). Where a year shows in the figures, the change is that from the same time a year before.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from statistics import fmean, median

from pamong.stats.quality.series import Finding, Point, Series

LEAST_POINTS = 8
_LARGE, _FEW = 4.4, 300.0  # the limit is _LARGE + _FEW / changes², of changes that moved
_AS_NORMAL = 1.4826  # median absolute deviation of normal errors, to their standard deviation
_MEAN_AS_NORMAL = 1.2533  # the same of the mean absolute deviation, where the median is nought
_LEAST_PART = 0.01  # a change under this part of the usual figure is none worth asking about
_CALMER = 0.5  # a year shows where changes over it are so much smaller
_WIDE = 3.0  # figures that differ so many times are also judged by their ratios
_SLIPS = (10, 100, 1000)
_SLIP_NEAR = 1.15
_DROP = 0.5
_MOVED = 3


def jumps(series: Series) -> Iterator[Finding]:
    """Figures whose change stands out; a figure that comes straight back is one question, not two."""
    points = _increments(series)
    if len(points) < LEAST_POINTS:
        return
    values = [point.value for point in points]
    lag = _lag(points, series.cycle * series.step)
    found = _odd(points, values, lag, _LEAST_PART * median(abs(value) for value in values))
    if min(values) > 0 and max(values) > _WIDE * min(values):
        found &= _odd(points, [log(value) for value in values], lag, _LEAST_PART)
    originals = {point.at: point for point in series.points}
    usual = median(series.values)
    for place in sorted(found):
        at = points[place].at
        point, before = originals[at], originals[points[_before(points, place, lag)].at]
        yield series.finding(
            *("jump", point.reading, at),
            value=point.value,
            before=before.value,
            before_time=series.time(before.at),
            median=usual,
            times=_slip(point.value, usual),
        )


def _increments(series: Series) -> Sequence[Point]:
    """Figures that add up within each year and begin anew are judged by what each period adds."""
    cycle = series.cycle * series.step
    if cycle <= 1 or len({p.at // cycle for p in series.points}) <= 1:
        return series.points
    inside = [(a, b) for a, b in pairwise(series.points) if a.at // cycle == b.at // cycle]
    across = [(a, b) for a, b in pairwise(series.points) if a.at // cycle != b.at // cycle]
    grows = all(b.value >= a.value >= 0 for a, b in inside)
    restarts = all(b.value < _DROP * a.value for a, b in across)
    if not (inside and across and grows and restarts):
        return series.points
    first = series.points[0]
    added = [
        Point(b.at, b.value - (a.value if a.at // cycle == b.at // cycle else 0), b.reading)
        for a, b in pairwise(series.points)
    ]
    return [first, *added] if first.at % cycle == 0 else added


def _lag(points: Sequence[Point], cycle: int) -> int:
    """How far back to look: one place, or the same time a year before where that is much calmer."""
    if cycle <= 1:
        return 0
    places = {point.at: point.value for point in points}
    yearly = [p.value - places[p.at - cycle] for p in points if p.at - cycle in places]
    if len(yearly) < LEAST_POINTS:
        return 0
    steps = [after.value - before.value for before, after in pairwise(points)]
    return cycle if _spread(yearly) < _CALMER * _spread(steps) else 0


def _before(points: Sequence[Point], place: int, lag: int) -> int:
    """The place of the figure that this one is set against; -1 where there is none."""
    if not lag:
        return place - 1
    wanted = points[place].at - lag
    return next((at for at, point in enumerate(points[:place]) if point.at == wanted), -1)


def _odd(points: Sequence[Point], values: Sequence[float], lag: int, floor: float) -> set[int]:
    pairs = [(b, place) for place in range(len(points)) if (b := _before(points, place, lag)) >= 0]
    changes = {place: values[place] - values[before] for before, place in pairs}
    follows = dict(pairs)
    scores = {}
    for place, change in changes.items():
        left_out = {place, follows.get(place)}
        others = [other for at, other in changes.items() if at not in left_out]
        middle = median(others)
        scale = max(_spread(others), floor)
        scores[place] = (change - middle) / scale if scale else 0.0
    moved = sum(bool(change) for change in changes.values())
    limit = _LARGE + _FEW / (moved if moved >= _MOVED else len(changes)) ** 2
    odd = {place for place, score in scores.items() if abs(score) > limit}
    return {
        place
        for place in odd
        if not any(
            follows.get(earlier) == place and scores[earlier] * scores[place] < 0 for earlier in odd
        )
    }


def _spread(changes: Sequence[float]) -> float:
    """The usual distance from the median; where figures often stay, of those that move."""
    moved = [change for change in changes if change]
    if len(moved) >= _MOVED:
        changes = moved
    middle = median(changes)
    away = [abs(change - middle) for change in changes]
    return _AS_NORMAL * median(away) or _MEAN_AS_NORMAL * fmean(away)


def _slip(value: float, usual: float) -> int | None:
    """Whether the figure is ten, a hundred or a thousand times the usual one, or that part of it."""
    if value <= 0 or usual <= 0:
        return None
    ratio = max(value / usual, usual / value)
    near = (times for times in _SLIPS if times / _SLIP_NEAR < ratio < times * _SLIP_NEAR)
    times = next(near, None)
    return times if times is None or value > usual else -times
