"""A few simple methods, each from a history with gaps to the next so many figures.

Naive, drift, seasonal naive and its drift; simple exponential smoothing; the damped trend of Gardner and McKenzie (1985); theta
(Assimakopoulos and Nikolopoulos 2000, as Hyndman and Billah 2003 read it); and the mean of the last three, which the
M competitions found hard to beat. A seasonal one takes off the usual difference of each time of the year before, and
puts it on again after; one in proportion takes it as a share instead, where all figures are above nought. Another unit
changes nothing but the scale.
"""

from collections.abc import Callable, Sequence
from itertools import product
from math import exp, log
from statistics import fmean
from typing import NamedTuple

History = Sequence[float | None]

_ALPHAS = tuple(step / 20 for step in range(1, 20))
_GRID = tuple(product((0.1, 0.3, 0.5, 0.7, 0.9), (0.02, 0.1, 0.3), (0.8, 0.9, 0.97)))
_FIRST = 5  # figures whose mean step is the trend to begin with
_CYCLES = 2  # of a season, before its times can be told apart
_STEPS = 3  # from year to year, before they have a usual one
_MOST_GROWTH = log(
    4
)  # beyond the largest figure so far: further, a proportion carried on is no forecast


class Outlook(NamedTuple):
    """The next figures, and how fast what is not known grows: the variance h ahead is 1 + (h - 1) × growth."""

    means: list[float]
    growth: float


Method = Callable[[History, int, int], Outlook | None]


def known(history: History) -> list[tuple[int, float]]:
    """The figures that there are, with their places."""
    return [(at, value) for at, value in enumerate(history) if value is not None]


def naive(history: History, horizon: int, _season: int) -> Outlook | None:
    """As the last one."""
    (*_, last) = known(history)
    return Outlook([last[1]] * horizon, 1.0)


def drift(history: History, horizon: int, _season: int) -> Outlook | None:
    """On along the line from the first to the last."""
    (first, *_, last) = known(history)
    slope = (last[1] - first[1]) / (last[0] - first[0])
    away = len(history) - last[0] - 1
    return Outlook([last[1] + slope * (away + h) for h in range(1, horizon + 1)], 1.0)


def smooth(history: History, horizon: int, _season: int) -> Outlook | None:
    """Simple exponential smoothing."""
    level, alpha = _smoothed(history)
    return Outlook([level] * horizon, alpha**2)


def _smoothed(history: History) -> tuple[float, float]:
    """The level at the end, by the weight that would have erred least."""
    best = min((_run(history, alpha), alpha) for alpha in _ALPHAS)
    return best[0][1], best[1]


def _run(history: History, alpha: float) -> tuple[float, float]:
    ((_at, level), *rest) = known(history)
    squares = 0.0
    for _place, value in rest:
        error = value - level
        squares += error * error
        level += alpha * error
    return squares, level


def theta(history: History, horizon: int, _season: int) -> Outlook | None:
    """The mean of the straight line through all, and of smoothing with the line taken twice."""
    start, slope = _line(known(history))
    doubled = [
        None if value is None else 2 * value - (start + slope * at)
        for at, value in enumerate(history)
    ]
    level, alpha = _smoothed(doubled)
    n = len(history)
    means = [(start + slope * (n - 1 + h) + level) / 2 for h in range(1, horizon + 1)]
    return Outlook(means, alpha**2)


def _line(points: Sequence[tuple[int, float]]) -> tuple[float, float]:
    """Least squares: where the line starts, and its slope."""
    middle, mean = fmean(at for at, _ in points), fmean(value for _, value in points)
    below = sum((at - middle) ** 2 for at, _ in points)
    slope = sum((at - middle) * (value - mean) for at, value in points) / below if below else 0.0
    return mean - slope * middle, slope


def damped(history: History, horizon: int, _season: int) -> Outlook | None:
    """Exponential smoothing with a trend that fades."""
    runs = ((_trended(history, *weights), weights) for weights in _GRID)
    (_squares, level, trend), (alpha, beta, fade) = min(runs)
    means, step = [], fade
    for _h in range(horizon):
        level += step * trend
        step *= fade
        means.append(level)
    return Outlook(means, (alpha * (1 + beta)) ** 2)


def _trended(
    history: History, alpha: float, beta: float, fade: float
) -> tuple[float, float, float]:
    points = known(history)
    end = points[min(_FIRST, len(points)) - 1]
    (first, level) = points[0]
    trend = (end[1] - level) / (end[0] - first)
    squares = 0.0
    for value in history[first + 1 :]:
        ahead = level + fade * trend
        if value is None:
            level, trend = ahead, fade * trend
            continue
        error = value - ahead
        squares += error * error
        level, trend = ahead + alpha * error, fade * trend + alpha * beta * error
    return squares, level, trend


def combined(history: History, horizon: int, season: int) -> Outlook | None:
    """The mean of smoothing, damped trend and theta."""
    found = [method(history, horizon, season) for method in (smooth, damped, theta)]
    parts = [part for part in found if part]
    means = [fmean(values) for values in zip(*(part.means for part in parts), strict=True)]
    return Outlook(means, fmean(part.growth for part in parts))


def seasonal_naive(history: History, horizon: int, season: int) -> Outlook | None:
    """As the last one of the same time of the year."""
    last = {at % season: value for at, value in known(history)}
    n = len(history)
    if season <= 1 or len(last) < season:
        return None
    return Outlook([last[(n + h) % season] for h in range(horizon)], 1 / season)


def seasonal_drift(history: History, horizon: int, season: int) -> Outlook | None:
    """As the last one of the same time of the year, and the usual step from year to year."""
    steps = [
        value - before
        for at, value in known(history)
        if at >= season and (before := history[at - season]) is not None
    ]
    flat = seasonal_naive(history, horizon, season)
    if flat is None or len(steps) < _STEPS:
        return None
    last = {at % season: at for at, _value in known(history)}
    step, n = fmean(steps), len(history)
    means = [
        mean + step * (n + h - last[(n + h) % season]) / season for h, mean in enumerate(flat.means)
    ]
    return Outlook(means, flat.growth)


def in_proportion(method: Method) -> Method:
    """The method on logarithms: what swings and grows as a share of the figure, where all are above nought."""

    def scaled(history: History, horizon: int, season: int) -> Outlook | None:
        if any(value is not None and value <= 0 for value in history):
            return None
        logs = [None if value is None else log(value) for value in history]
        found = method(logs, horizon, season)
        if found is None or max(found.means) > max(v for _, v in known(logs)) + _MOST_GROWTH:
            return None
        return Outlook([exp(mean) for mean in found.means], found.growth)

    return scaled


def seasonal(method: Method) -> Method:
    """The method on figures without the usual difference of their time of the year."""

    def adjusted(history: History, horizon: int, season: int) -> Outlook | None:
        differences = _differences(history, season)
        if differences is None:
            return None
        bare = [
            None if value is None else value - differences[at % season]
            for at, value in enumerate(history)
        ]
        found = method(bare, horizon, season)
        n = len(history)
        return found and Outlook(
            [mean + differences[(n + h) % season] for h, mean in enumerate(found.means)],
            found.growth,
        )

    return adjusted


def _differences(history: History, season: int) -> list[float] | None:
    """How far each time of the year usually lies from the middle of its year, summing to nought."""
    if season <= 1 or len(history) < _CYCLES * season:
        return None
    away: list[list[float]] = [[] for _ in range(season)]
    half = season // 2
    for at in range(half, len(history) - half):
        value, middle = history[at], _middle(history, at, season)
        if value is not None and middle is not None:
            away[at % season].append(value - middle)
    if not all(away):
        return None
    means = [fmean(values) for values in away]
    shift = fmean(means)
    return [mean - shift for mean in means]


def _middle(history: History, at: int, season: int) -> float | None:
    """The mean of the year around a place, its two ends half each where a year has an even number of times."""
    half = season // 2
    window = history[at - half : at + half + 1]
    values = [value for value in window if value is not None]
    if len(values) != len(window):
        return None
    if season % 2:
        return fmean(values)
    return (sum(values[1:-1]) + (values[0] + values[-1]) / 2) / season


# In the order of their simplicity: of two that do alike the first is taken.
METHODS: dict[str, Method] = {
    "naive": naive,
    "seasonal naive": seasonal_naive,
    "smoothing": smooth,
    "drift": drift,
    "seasonal drift": seasonal_drift,
    "theta": theta,
    "damped trend": damped,
    "mean of three": combined,
    "smoothing, seasonal": seasonal(smooth),
    "theta, seasonal": seasonal(theta),
    "damped trend, seasonal": seasonal(damped),
    "mean of three, seasonal": seasonal(combined),
    "theta, seasonal in proportion": in_proportion(seasonal(theta)),
    "damped trend, seasonal in proportion": in_proportion(seasonal(damped)),
}
