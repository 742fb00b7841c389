"""What is not there, is there twice, or no longer moves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from pamong.stats.periods import COUNT, DAY, TIME, last_over
from pamong.stats.quality.series import Finding, Point, Reading, Series

NOTHING: Mapping[int, Reading] = MappingProxyType({})
_WEEKEND = 5
_WEEK = 7
_REGULAR = 0.6  # the share of neighbours that lie one step apart, before a gap is a gap
_FEWEST = 3  # times of a series before one can miss others
_BEHIND = 2  # steps that a series lags before it is stale on its own
_SAME_RUN = 6  # figures in a row that are exactly alike
_OTHERS = 4  # figures outside the run that show how the series moves
_MOVES = 0.8  # the share of other neighbours that differ
_SAME_DECIMALS = 4  # alike to the last decimal from first to last


def missing(series: Series, left_out: Mapping[int, Reading] = NOTHING) -> Iterator[Finding]:
    """Times that have no figure: between the first and the last, and those that are listed without one.

    `left_out` are rows that are not counted, by their times: the series reaches as far as they do.
    """
    lines = {at: one for at, one in reversed(series.readings) if one.value is not None}
    listed = {at: one for at, one in reversed(series.readings) if at not in lines}
    known = sorted({*lines, *listed})
    lost = [range(at, at + 1) for at in listed]
    beyond = [at for at in left_out if known and not known[0] <= at <= known[-1]]
    reached = sorted({*known, *beyond})
    if _is_regular(series, known) and not _is_weekend(series, known):
        for before, after in pairwise(reached):
            if (after - before) % series.step == 0:
                lost.append(range(before + series.step, after, series.step))
    for first, last in _together(lost, series.step):
        after = next((at for at in reached if at > last), known[-1])
        about = listed.get(first) or lines.get(after) or listed.get(after) or left_out[after]
        at = first if first in listed else after
        count = (last - first) // series.step + 1
        told = {"first": series.time(first), "last": series.time(last), "count": count}
        yield series.finding("missing", about, at, **told)


def _together(spans: Iterable[range], step: int) -> Iterator[tuple[int, int]]:
    """The first and the last of places one step apart, run by run; never written out, as a gap may be of millions."""
    begun: tuple[int, int] | None = None
    for span in sorted((one for one in spans if one), key=lambda one: one[0]):
        if begun and span[0] - begun[1] != step:
            yield begun
            begun = None
        begun = (begun[0] if begun else span[0], span[-1])
    if begun:
        yield begun


def _is_regular(series: Series, known: Sequence[int]) -> bool:
    if series.kind == COUNT or len(known) < _FEWEST:
        return len(known) >= _FEWEST
    gaps = [after - before for before, after in pairwise(known)]
    return gaps.count(series.step) >= _REGULAR * len(gaps)


def _is_weekend(series: Series, known: Sequence[int]) -> bool:
    """Whether the series keeps working days alone: then a weekend and a feast are no gap."""
    is_daily = series.kind == DAY and series.step == 1
    return is_daily and all((at - 1) % _WEEK < _WEEKEND for at in known)


def stale(every: Sequence[Series], on: date | None = None) -> Iterator[Finding]:
    """Series that end before the others of their kind do, or before the last time that is over on a day."""
    ends: dict[tuple[str, int], list[Series]] = defaultdict(list)
    for series in every:
        if series.points and series.kind != TIME:
            ends[series.kind, series.step].append(series)
    for (kind, step), group in ends.items():
        until = max(one.points[-1].at for one in group)
        until = max(until, (on and last_over(kind, on)) or until)
        up_to_date = sum(one.points[-1].at >= until for one in group)
        for one in group:
            end = one.points[-1]
            behind = (until - max(at for at, _reading in one.readings)) // step
            most_are_there = 2 * up_to_date >= len(group) and len(group) >= _FEWEST
            if behind >= _BEHIND or (behind >= 1 and (most_are_there or on)):
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
        if points[0].value % 1:
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
