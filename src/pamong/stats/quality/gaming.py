"""Shapes that targets leave in figures: heaped at the target, a target that follows, all at the last hour, copied.

The limits are those of the project's measures (its page of formulas, part 4); the forms are Hood's and Bevan's:
ratchet, threshold, output without outcome.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, comb

from pamong.stats.periods import day_of
from pamong.stats.quality.kinds import is_percent
from pamong.stats.quality.series import Finding, Point, Series

P_LIMIT = 0.01
HEAP_WINDOW, HEAP_LEAST = 0.02, 20  # within two per cent of the target, at least twenty of them
RATCHET_SHARE, RATCHET_LEAST = 0.8, 5  # of the indicators; under five a share says nothing
BURST_SHARE, BURST_PART, BURST_LEAST = 0.5, 0.05, 10  # more than half in the last twentieth
COPY_LEAST, COPY_DIGITS = 4, 8  # times in common, and digits in all: rounder ones meet by chance
_FULL = 100.0
_NEAR = 1e-9

Group = tuple[tuple[str, ...], Sequence[Series]]


def groups_of(every: Sequence[Series]) -> list[Group]:
    """All series together, and those that share one part of their name, where that parts them."""
    width = max((len(series.name) for series in every), default=0)
    found: list[Group] = [((), every)]
    for column in range(width):
        parts: dict[str, list[Series]] = defaultdict(list)
        for series in every:
            parts[series.name[column]].append(series)
        if len(parts) > 1:
            found += [((name,), group) for name, group in sorted(parts.items())]
    return found


def heaping(groups: Sequence[Group], *, less: bool = False) -> Iterator[Finding]:
    """More figures just on the good side of their target than just short of it."""
    found = [one for group in groups if (one := _heap(group, less=less))]
    # Where a part shows it, the part is asked, not the whole as well.
    yield from [one for one in found if one.series] or found


def _heap(group: Group, *, less: bool) -> Finding | None:
    name, every = group
    good, short = [], []
    for series, point in _with_targets(every):
        target = point.reading.target or 0.0
        is_turned = less or point.reading.less
        away = (target - point.value if is_turned else point.value - target) / abs(target)
        if abs(away) > HEAP_WINDOW + _NEAR:
            continue
        if away >= 0:
            good.append((series, point))
        else:
            short.append(point)
    n = len(good) + len(short)
    if n < HEAP_LEAST or (p := binomial_tail(len(good), n)) >= P_LIMIT:
        return None
    series, point = max(good, key=lambda pair: pair[1].reading.line)
    return _about(series, point, "heaping", name, reached=len(good), short=len(short), p=p)


def binomial_tail(count: int, n: int) -> float:
    """How likely so many or more of n are by a fair coin."""
    every: int = 2**n
    return sum(comb(n, k) for k in range(count, n + 1)) / every


def ratchet(every: Sequence[Series]) -> Iterator[Finding]:
    """Targets that are the last figure: whoever does better is asked for more, and learns not to."""
    asked: dict[tuple[str, int], list[tuple[Series, Point, bool]]] = defaultdict(list)
    for series in every:
        places = {point.at: point.value for point in series.points}
        for point in series.points:
            before, target = places.get(point.at - series.step), point.reading.target
            if before is None or not target or _is_ceiling(series, point, target):
                continue  # a target of nought is an end, as all there is
            is_same = abs(target - before) <= _NEAR * max(1.0, abs(before))
            asked[series.kind, point.at].append((series, point, is_same))
    for found in asked.values():
        same = [(series, point) for series, point, is_same in found if is_same]
        if len(found) >= RATCHET_LEAST and len(same) > RATCHET_SHARE * len(found):
            series, point = max(same, key=lambda pair: pair[1].reading.line)
            before_time = series.time(point.at - series.step)
            yield _about(
                *(series, point, "ratchet", ()),
                same=len(same),
                n=len(found),
                before_time=before_time,
            )


def _with_targets(every: Iterable[Series]) -> Iterator[tuple[Series, Point]]:
    for series in every:
        for point in series.points:
            target = point.reading.target
            if target and not _is_ceiling(series, point, target):
                yield series, point


def _is_ceiling(series: Series, point: Point, target: float) -> bool:
    """A target of all there is: figures heap there because nothing lies above."""
    return target == _FULL and is_percent(point.reading.unit, series.name)


def bursts(groups: Sequence[Group]) -> Iterator[Finding]:
    """More than half of what was entered within its time came in the last twentieth of it."""
    found = [one for group in groups if (one := _burst(group))]
    yield from [one for one in found if one.series] or found


def _burst(group: Group) -> Finding | None:
    name, every = group
    inside, late = 0, []
    for series in every:
        for at, reading in series.readings:
            days = day_of(series.kind, at)
            if not days or not reading.entered or not days[0] <= reading.entered <= days[1]:
                continue
            length = (days[1] - days[0]).days + 1
            if length * BURST_PART < 1:
                continue  # its last twentieth is less than a day: nobody can be late in it
            inside += 1
            if (days[1] - reading.entered).days < ceil(length * BURST_PART):
                late.append((series, at, reading))
    if inside < BURST_LEAST or len(late) <= BURST_SHARE * inside:
        return None
    series, at, reading = max(late, key=lambda one: one[2].line)
    told = {"late": len(late), "n": inside}
    return Finding(reading.line, "burst", name, series.time(at), told)


def copies(every: Sequence[Series]) -> Iterator[Finding]:
    """Two series or more that are alike, figure by figure."""
    alike: dict[tuple[object, ...], list[Series]] = defaultdict(list)
    for series in every:
        shown = tuple((point.at, point.value) for point in series.points)
        if len(shown) >= COPY_LEAST and sum(map(_digits, set(series.values))) >= COPY_DIGITS:
            alike[series.kind, *shown].append(series)
    for group in alike.values():
        first, *others = sorted(group, key=lambda one: one.points[0].reading.line)
        for other in others:
            end = other.points[-1]
            yield other.finding(
                *("copies", end.reading, end.at),
                other=list(first.name),
                count=len(other.points),
                lines=sorted({point.reading.line for point in first.points}),
            )


def _digits(value: float) -> int:
    """How many digits say something: not the noughts around them."""
    return len(f"{abs(value):.11e}".partition("e")[0].replace(".", "").strip("0"))


def _about(
    series: Series, point: Point, rule: str, name: tuple[str, ...], **figures: object
) -> Finding:
    """A question about many series, which stands at the last line that gave rise to it."""
    return Finding(point.reading.line, rule, name, series.time(point.at), figures)
