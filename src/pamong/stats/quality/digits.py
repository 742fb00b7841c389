"""Last digits: what is measured ends in each digit about as often; what is guessed ends in favourites.

Pearson's chi-square against equal shares, for at least fifty figures (the project's measures, part 4).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import erfc, exp, pi, sqrt
from statistics import pstdev

from pamong.stats.quality.gaming import P_LIMIT, Group
from pamong.stats.quality.series import Finding, Point, Series

LEAST = 50
_LEAST_UNITS = 100  # figures of two digits and less do not spread over all endings by themselves
_LEAST_SMALL, _SPREAD, _HALVES = 10, 8.0, 5  # whole ones of two digits may where they vary so much
_ROUNDED = 0.9  # so many noughts: the figures are kept in tens
_TEN = 10


def digit_preference(groups: Sequence[Group]) -> Iterator[Finding]:
    """Last digits that are far from equally frequent, by how many decimals the figures have."""
    # Where many parts are looked at, one in a hundred of them would be odd by chance alone.
    limits = [P_LIMIT if not name else P_LIMIT / (len(groups) - 1) for name, _every in groups]
    found = [
        one
        for group, limit in zip(groups, limits, strict=True)
        for one in _preferences(group, limit)
    ]
    parts = {one.figures["places"] for one in found if one.series}
    yield from (one for one in found if one.series or one.figures["places"] not in parts)


def _preferences(group: Group, limit: float) -> Iterator[Finding]:
    name, every = group
    for places, found in sorted(_by_places(every).items()):
        digits, tens = _endings([_in_units(point, places) for _series, point in found])
        kinds = 10 if digits.get(0) else 9
        n = digits.total()
        chi = chi_square(digits, kinds)
        if n < LEAST or (p := chi_square_tail(chi, kinds)) >= limit:
            continue
        series, point = max(found, key=lambda pair: pair[1].reading.line)
        liked = [digit for digit, _count in digits.most_common(2)]
        told = {"n": n, "chi_square": chi, "p": p, "places": places - tens, "liked": sorted(liked)}
        yield Finding(
            point.reading.line,
            "digits",
            name,
            series.time(point.at),
            {**told, "share": sum(digits[digit] for digit in liked) / n},
        )


def chi_square(digits: Counter[int], kinds: int) -> float:
    """Pearson's statistic of digit counts against equal shares; digits that never came count too."""
    expected = digits.total() / kinds
    if not expected:
        return 0.0
    every = range(10) if kinds == _TEN else range(1, 10)
    return sum((digits[digit] - expected) ** 2 / expected for digit in every)


def chi_square_tail(chi: float, kinds: int) -> float:
    """How likely so large a statistic is by chance: nine degrees of freedom for ten digits, eight for nine."""
    half = chi / 2
    if kinds == _TEN:
        rest = sqrt(2 * chi / pi) * exp(-half) * (1 + chi / 3 + chi**2 / 15 + chi**3 / 105)
        return erfc(sqrt(half)) + rest
    return exp(-half) * (1 + half + half**2 / 2 + half**3 / 6)


def _by_places(every: Sequence[Series]) -> dict[int, list[tuple[Series, Point]]]:
    """Figures of each series that are measurements of their own, by their decimals.

    A whole figure that stays is no second measurement; one with decimals that comes again may be a share of few. So
    may whole ones of two digits, a percentage of thirty: those are asked about where most end in 0 or 5.
    """
    found: dict[int, list[tuple[Series, Point]]] = defaultdict(list)
    small: list[tuple[Series, Point]] = []
    for series in every:
        seen: set[float] = set()
        for point in series.points:
            places = point.reading.places
            units = _in_units(point, places)
            if point.value not in seen and not _is_full(point):
                if units >= _LEAST_UNITS:
                    found[places].append((series, point))
                elif not places and units >= _LEAST_SMALL:
                    small.append((series, point))
            seen = {point.value} if not places else {*seen, point.value}
    values = [point.value for _series, point in small]
    halves = sum(value % _HALVES == 0 for value in values)
    if 2 * halves > len(values) and pstdev(values) >= _SPREAD:
        found[0] += small
    return found


def _is_full(point: Point) -> bool:
    return point.value == 100.0  # noqa: PLR2004 — all there is, however it is written


def _in_units(point: Point, places: int) -> int:
    return round(abs(point.value) * float(10**places))


def _endings(units: Sequence[int]) -> tuple[Counter[int], int]:
    """The last digits, and how many noughts at the end were only the unit that figures are kept in."""
    tens = 0
    while units and sum(one % _TEN == 0 for one in units) >= _ROUNDED * len(units):
        units = [one // _TEN for one in units if one % _TEN == 0 and one >= _LEAST_UNITS * _TEN]
        tens += 1
    return Counter(one % _TEN for one in units), tens
