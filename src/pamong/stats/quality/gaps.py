"""What is not there, is there twice, or no longer moves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pamong.stats.periods import COUNT, DAY, TIME
from pamong.stats.quality.series import Finding, Point, Reading, Series

_WEEKEND = 5
_WEEK = 7
_REGULAR = 0.6  # the share of neighbours that lie one step apart, before a gap is a gap
_FEWEST = 3  # times of a series before one can miss others
_BEHIND = 2  # steps that a series lags before it is stale on its own
_SAME_RUN = 6  # figures in a row that are exactly alike
_OTHERS = 4  # figures outside the run that show how the series moves
_MOVES = 0.8  # the share of other neighbours that differ
_SAME_DECIMALS = 4  # alike to the last decimal from first to last


def missing(series: Series) -> Iterator[Finding]:
    """Times between the first and the last that have no figure."""
    for at, reading in series.readings:
        if reading.value is None:
            yield series.finding("missing", reading, at, first=series.time(at), count=1)
    known = {at for at, _reading in series.readings}
    if not _is_regular(series, known):
        return
    lines = {at: reading for at, reading in reversed(series.readings)}
    for before, after in pairwise(sorted(known)):
        lost = (after - before) // series.step - 1
        if lost > 0 and (after - before) % series.step == 0 and not _is_weekend(series, known):
            yield series.finding(
                "missing",
                lines[after],
                after,
                first=series.time(before + series.step),
                last=series.time(after - series.step),
                count=lost,
            )


def _is_regular(series: Series, known: set[int]) -> bool:
    if series.kind == COUNT or len(known) < _FEWEST:
        return len(known) >= _FEWEST
    gaps = [after - before for before, after in pairwise(sorted(known))]
    return gaps.count(series.step) >= _REGULAR * len(gaps)


def _is_weekend(series: Series, known: set[int]) -> bool:
    """Whether the series keeps working days alone: then a weekend and a feast are no gap."""
    is_daily = series.kind == DAY and series.step == 1
    return is_daily and all((at - 1) % _WEEK < _WEEKEND for at in known)


def stale(every: Sequence[Series], last: dict[str, int] | None = None) -> Iterator[Finding]:
    """Series that end before the others of their kind do, or before the day asked for (`last` by kind)."""
    ends: dict[tuple[str, int], list[Series]] = defaultdict(list)
    for series in every:
        if series.points and series.kind != TIME:
            ends[series.kind, series.step].append(series)
    for (kind, step), group in ends.items():
        until = (last or {}).get(kind, max(one.points[-1].at for one in group))
        up_to_date = sum(one.points[-1].at >= until for one in group)
        for one in group:
            end = one.points[-1]
            behind = (until - end.at) // step
            most_are_there = 2 * up_to_date >= len(group) and len(group) >= _FEWEST
            if behind >= _BEHIND or (behind >= 1 and (most_are_there or last)):
                yield one.finding(
                    *("stale", end.reading, end.at), until=one.time(until), count=behind
                )


def duplicates(series: Series) -> Iterator[Finding]:
    """The same time more than once: with the same figure, or with different ones."""
    by_time: dict[int, list[Reading]] = defaultdict(list)
    for at, reading in series.readings:
        if reading.value is not None:
            by_time[at].append(reading)
    for at, (first, *rest) in by_time.items():
        if not rest:
            continue
        values = [first.value, *(one.value for one in rest)]
        rule = "duplicate" if len(set(values)) == 1 else "contradiction"
        lines = [first.line, *(one.line for one in rest)]
        yield series.finding(rule, rest[-1], at, lines=lines, values=values)


def unmoved(series: Series) -> Iterator[Finding]:
    """A run of figures exactly alike in a series that otherwise moves, or one with decimals that never did."""
    points = series.points
    if len(points) >= _SAME_DECIMALS and len({p.value for p in points}) == 1:
        if not points[0].value.is_integer():
            yield _alike(series, points)
        return
    for run in _runs(points):
        outside = [(a, b) for a, b in pairwise(points) if a not in run or b not in run]
        others = len(points) - len(run)
        moved = sum(a.value != b.value for a, b in outside)
        is_long = len(run) >= _SAME_RUN and others >= _OTHERS
        if is_long and not _is_end(run[0].value) and moved >= _MOVES * len(outside):
            yield _alike(series, run)


def _is_end(value: float) -> bool:
    """Nought and a hundred are where figures may well stay."""
    return value in (0.0, 1.0, 100.0)


def _alike(series: Series, run: Sequence[Point]) -> Finding:
    end = run[-1]
    return series.finding(
        *("unmoved", end.reading, end.at),
        value=end.value,
        count=len(run),
        first=series.time(run[0].at),
    )


def _runs(points: Sequence[Point]) -> Iterator[Sequence[Point]]:
    start = 0
    for at in range(1, len(points) + 1):
        if at == len(points) or points[at].value != points[start].value:
            yield points[start:at]
            start = at
