"""Chooses a method by what it would have done so far, and gives intervals as wide as its misses were.

From each earlier origin every method forecasts what is known by now. At each origin the method and the width are
chosen from the misses known *then*: so coverage and error of the backtest are those of the whole procedure.
"""

from collections.abc import Sequence
from math import ceil, inf, sqrt
from statistics import fmean
from typing import NamedTuple

from pamong.stats.distributions import t_quantile
from pamong.stats.forecasts.methods import METHODS, History, Outlook, known

LEVEL = 0.95
LEAST_POINTS = 5
_LEAST_TRAINING = 4
_MOST_ORIGINS = 24
_MOST_PLACES = 520  # older figures than ten years of weeks say little about the next
_ALIKE = 0.3  # divided by the root of how many misses tell: so far from the best a simpler method is taken
_WIDEST, _WIDENING_FROM = (
    2.0,
    8,
)  # the factor on intervals that were too narrow, from so many misses on
_AT_FIRST = "smoothing"  # before anything is known about misses
_FEWEST_MISSES = 3
_NOISE = 1e-9  # of the figures: misses under it are the last bits of a float
_PART = 4  # a method that starts later is compared where at least this part of the misses can be


class Step(NamedTuple):
    """One time ahead (1 is the next); None where nothing can be said."""

    ahead: int
    mean: float | None
    low: float | None
    high: float | None


class Backtest(NamedTuple):
    """How the procedure would have done: the share within its intervals, the mean miss, and that against naive."""

    coverage: float | None
    mae: float | None
    mase: float | None
    origins: int
    misses: int


class Forecast(NamedTuple):
    """The steps ahead, by which method, and the backtest; `reason` says why there is none."""

    steps: list[Step]
    method: str | None
    level: float
    backtest: Backtest
    reason: str | None = None


class _Miss(NamedTuple):
    """One forecast against what came: from which origin, how far ahead, and in which unit it is judged."""

    origin: int
    ahead: int
    error: float
    growth: float
    scale: float  # what naive missed in the history so many steps ahead

    @property
    def width(self) -> float:
        """The miss as one step ahead would have had it."""
        return abs(self.error) / sqrt(1 + (self.ahead - 1) * self.growth)


def forecast(history: History, horizon: int, *, season: int = 1, level: float = LEVEL) -> Forecast:
    """The next figures of a regular history (None where one is missing); all None where it is too short."""
    if horizon < 1 or not 0 < level < 1:
        raise ValueError(
            f"expected a horizon of 1 or more and a level in 0 to 1, got {horizon}, {level}"
        )
    trimmed = _trimmed(history)
    count = len(known(trimmed))
    if count < LEAST_POINTS:
        return _none(horizon, level, "short")
    misses = _misses(trimmed, min(horizon, max(1, count // 3)), season)
    name = _best(misses)
    outlook = METHODS[name](trimmed, horizon, season)
    assert outlook is not None
    replayed = _replayed(misses, level)
    width = _width(misses.get(name, []), level)
    reason = "no_interval" if width is None else None
    if width is not None:
        width *= _widening(replayed)
        if width <= _NOISE * max(abs(value) for _at, value in known(trimmed)):
            width, reason = None, "no_miss"  # what never missed says nothing about how it will
    steps = []
    for ahead, mean in enumerate(outlook.means, start=1):
        half = None if width is None else width * sqrt(1 + (ahead - 1) * outlook.growth)
        low, high = (None, None) if half is None else (mean - half, mean + half)
        steps.append(Step(ahead, mean, low, high))
    return Forecast(steps, name, level, _backtest(replayed), reason)


def _trimmed(history: History) -> list[float | None]:
    """From the first figure to the last, the newest of very many."""
    places = [at for at, _value in known(history)]
    if not places:
        return []
    kept = list(history[places[0] : places[-1] + 1])[-_MOST_PLACES:]
    first = next(at for at, value in enumerate(kept) if value is not None)
    return kept[first:]


def _none(horizon: int, level: float, reason: str) -> Forecast:
    steps = [Step(ahead, None, None, None) for ahead in range(1, horizon + 1)]
    return Forecast(steps, None, level, Backtest(None, None, None, 0, 0), reason)


def _misses(history: History, horizon: int, season: int) -> dict[str, list[_Miss]]:
    """What each method would have missed from each origin; methods that a season needs start later."""
    found: dict[str, list[_Miss]] = {name: [] for name in METHODS}
    places = [at for at, _value in known(history)]
    origins = [after + 1 for after in places[_LEAST_TRAINING - 1 : -1]][-_MOST_ORIGINS:]
    for origin in origins:
        before = history[:origin]
        scales = [_naive_error(before, ahead) for ahead in range(1, horizon + 1)]
        for name, method in METHODS.items():
            outlook = method(before, horizon, season)
            if outlook:
                found[name] += _missed(history, origin, outlook, scales)
    return {name: misses for name, misses in found.items() if misses}


def _missed(
    history: History, origin: int, outlook: Outlook, scales: Sequence[float]
) -> list[_Miss]:
    return [
        _Miss(origin, ahead, value - mean, outlook.growth, scale)
        for ahead, (mean, scale) in enumerate(zip(outlook.means, scales, strict=True), start=1)
        if origin + ahead <= len(history) and (value := history[origin + ahead - 1]) is not None
    ]


def _naive_error(history: History, ahead: int) -> float:
    """What naive errs within the history so many steps ahead (one ahead: Hyndman and Koehler 2006), 0 if unknown."""
    pairs = zip(history, history[ahead:], strict=False)
    return fmean([abs(b - a) for a, b in pairs if a is not None and b is not None] or [0.0])


def _best(misses: dict[str, list[_Miss]], until: int | None = None) -> str:
    """The method that missed least where all that are compared could be; the simpler of two alike."""
    seen = {
        name: {
            (m.origin, m.ahead): abs(m.error)
            for m in found
            if until is None or m.origin + m.ahead <= until
        }
        for name, found in misses.items()
    }
    most = max((len(found) for found in seen.values()), default=0)
    least = max(_FEWEST_MISSES, most / _PART)
    enough = {name: found for name, found in seen.items() if len(found) >= least}
    if not enough:
        return _AT_FIRST
    common = set.intersection(*(set(found) for found in enough.values()))
    if len(common) < _FEWEST_MISSES:
        return _AT_FIRST
    scores = {name: sum(found[one] for one in common) for name, found in enough.items()}
    most_allowed = (1 + _ALIKE / sqrt(len(common))) * min(scores.values())
    return next(name for name, score in scores.items() if score <= most_allowed)


def _width(misses: Sequence[_Miss], level: float) -> float | None:
    """Half the interval one step ahead: Student's t over the misses, by how many origins they come from."""
    if len(misses) < _FEWEST_MISSES:
        return None
    spread = sqrt(fmean(miss.width**2 for miss in misses))
    origins = len({miss.origin for miss in misses})
    return spread * t_quantile(level, origins) * sqrt(1 + 1 / origins)


class _Then(NamedTuple):
    """A miss as it stood when it was forecast: against the width of that time, None where none could be given."""

    miss: _Miss
    ratio: float | None
    sure: float | None  # the same against the width of LEVEL


def _replayed(misses: dict[str, list[_Miss]], level: float) -> list[_Then]:
    """The procedure from each origin, with what was known then."""
    found: list[_Then] = []
    for origin in sorted({miss.origin for every in misses.values() for miss in every}):
        name = _best(misses, origin)
        past = [m for m in misses[name] if m.origin + m.ahead <= origin]
        width, sure = _width(past, level), _width(past, LEVEL)
        now = [m for m in misses[name] if m.origin == origin]
        found += [_Then(m, _ratio(m.width, width), _ratio(m.width, sure)) for m in now]
    return found


def _ratio(miss: float, width: float | None) -> float | None:
    if width is None:
        return None
    return miss / width if width else (inf if miss else 0.0)


def _widening(past: Sequence[_Then]) -> float:
    """By how much intervals were too narrow so far, by the conformal quantile of miss against width.

    The same for every level, or a surer interval could be the narrower one.
    """
    ratios = sorted(then.sure for then in past if then.sure is not None)
    if len(ratios) < _WIDENING_FROM:
        return 1.0
    place = min(len(ratios), ceil((len(ratios) + 1) * LEVEL)) - 1
    return min(_WIDEST, max(1.0, ratios[place]))


def _backtest(replayed: Sequence[_Then]) -> Backtest:
    """Coverage and error of what the procedure would have said, its widening included."""
    within = []
    for then in replayed:
        if then.ratio is not None:
            origin = then.miss.origin
            past = [one for one in replayed if one.miss.origin + one.miss.ahead <= origin]
            within.append(then.ratio <= _widening(past))
    errors = [abs(then.miss.error) for then in replayed]
    scaled = [abs(t.miss.error) / t.miss.scale for t in replayed if t.miss.scale > 0]
    return Backtest(
        fmean(within) if within else None,
        fmean(errors) if errors else None,
        fmean(scaled) if scaled else None,
        len({then.miss.origin for then in replayed}),
        len(errors),
    )
