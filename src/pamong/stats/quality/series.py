"""Readings put in order: series with a kind of period and a step, each time once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from pamong.stats.periods import CYCLES, DAY, TIME, Period, coarsened, say_styled, styled

_MOST_GAPS = 10  # places for every figure, before a series has no regular step at all
_SHORT = 100  # places that are always too few to say so


class Reading(NamedTuple):
    """One figure with where it stands (`line`: a line of a file, or the key of a row)."""

    line: int
    series: tuple[str, ...]
    period: Period
    value: float | None
    places: int = 0
    unit: str = ""
    target: float | None = None
    entered: date | None = None
    words: tuple[str, ...] = ()
    is_guess: bool = False
    less: bool = False  # whether less is better


class Finding(NamedTuple):
    """A question about a line: the rule that asks, the series and time, and the figures it rests on."""

    line: int
    rule: str
    series: tuple[str, ...]
    time: str
    figures: Mapping[str, object]


class Point(NamedTuple):
    """A figure of a series at a place in time."""

    at: int
    value: float
    reading: Reading


@dataclass(frozen=True)
class Series:
    """Readings of one name in the order of time."""

    name: tuple[str, ...]
    kind: str
    step: int  # how far one period is from the next
    readings: tuple[tuple[int, Reading], ...]  # all, by place in time
    points: tuple[Point, ...]  # one a time; none where the same time has different figures
    style: str = ""  # which day the file wrote for a month, quarter or year, where it wrote days

    @property
    def values(self) -> list[float]:
        """The figures in the order of time."""
        return [point.value for point in self.points]

    @property
    def cycle(self) -> int:
        """After how many steps the same time of the year comes back; 1 where there is no such time."""
        most = CYCLES[self.kind]
        is_whole = self.step and most % self.step == 0 and self._places() is not None
        return most // self.step if is_whole else 1

    def regular(self) -> list[float | None]:
        """The figures one step apart from first to last, None where one is missing; in order where no step fits."""
        places = self._places()
        if not places:
            return [*self.values]
        return [places.get(at) for at in range(max(places) + 1)]

    def _places(self) -> dict[int, float] | None:
        """The figures by how many steps they are from the first, to the nearest; None where that loses some."""
        if not self.points:
            return {}
        first, last = self.points[0].at, self.points[-1].at
        found = {round((point.at - first) / self.step): point.value for point in self.points}
        is_sparse = (last - first) // self.step > _SHORT + _MOST_GAPS * len(self.points)
        return None if is_sparse or len(found) < len(self.points) else found

    def time(self, at: int) -> str:
        """A place in time as text."""
        return say_styled(self.kind, at, self.style)

    def finding(self, rule: str, reading: Reading, at: int, **figures: object) -> Finding:
        """A question about a reading of this series."""
        return Finding(reading.line, rule, self.name, self.time(at), figures)


def series_of(readings: Iterable[Reading]) -> tuple[list[Series], list[Reading]]:
    """The series by name, and the readings whose time is of another kind than most of their series."""
    grouped: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for reading in readings:
        grouped[reading.series].append(reading)
    found, odd = [], []
    for name, group in sorted(grouped.items()):
        counts = Counter(reading.period.kind for reading in group)
        kind = min(counts, key=lambda one: (-counts[one], one))
        odd += [reading for reading in group if reading.period.kind != kind]
        kept = [reading for reading in group if reading.period.kind == kind]
        found.append(_series(name, kind, kept))
    return found, odd


def _series(name: tuple[str, ...], kind: str, group: list[Reading]) -> Series:
    places = [reading.period.at for reading in group]
    style = ""
    if kind == DAY:
        kind, places = coarsened(days := places)
        style = styled(days) if kind != DAY else ""
    ordered = sorted(zip(places, group, strict=True), key=lambda pair: (pair[0], pair[1].line))
    by_time: dict[int, list[Reading]] = defaultdict(list)
    for at, reading in ordered:
        if reading.value is not None:
            by_time[at].append(reading)
    points = [
        Point(at, first.value, first)
        for at, (first, *rest) in by_time.items()
        if first.value is not None and all(other.value == first.value for other in rest)
    ]
    return Series(name, kind, _step(kind, places), tuple(ordered), tuple(points), style)


def _step(kind: str, places: list[int]) -> int:
    """The step; of days and instants that keep none, the middle distance."""
    step = step_of(places)
    gaps = [after - before for before, after in pairwise(sorted(set(places)))]
    is_kept = kind not in (DAY, TIME) or 2 * gaps.count(step) >= len(gaps)
    return step if is_kept else median_low(gaps)


def step_of(places: list[int]) -> int:
    """The most frequent distance between neighbours, the smallest of several; 1 where there is none."""
    gaps = Counter(after - before for before, after in pairwise(sorted(set(places))))
    return min(gaps, key=lambda gap: (-gaps[gap], gap), default=1)
