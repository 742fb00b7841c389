"""What follows from sums: the part of linear algebra that a reader with a pencil may use.

Exact, over fractions. Hidden cells hold at least one person each, for an empty cell is shown.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Equation = tuple[
    Mapping[Hashable, int], int
]  # the sum of some unknowns, each so many times, is a figure
Row = tuple[dict[Hashable, Fraction], Fraction]
ROUNDS = 50


def reduced(equations: Sequence[Equation]) -> list[Row]:
    """The same equations, solved as far as they go: each begins with an unknown that no other holds."""
    rows: list[tuple[Hashable, dict[Hashable, Fraction], Fraction]] = []
    for told, figure in equations:
        left = {name: Fraction(times) for name, times in told.items() if times}
        value = Fraction(figure)
        for pivot, own, known in rows:
            if times := left.get(pivot):
                _take(left, own, times)
                value -= times * known
        if not left:
            continue
        pivot = min(left, key=str)
        times = left[pivot]
        left, value = {name: one / times for name, one in left.items()}, value / times
        for place, (first, own, known) in enumerate(rows):
            if held := own.get(pivot):
                _take(own, left, held)
                rows[place] = (first, own, known - held * value)
        rows.append((pivot, left, value))
    return [(own, known) for _pivot, own, known in rows]


def _take(
    row: dict[Hashable, Fraction], other: Mapping[Hashable, Fraction], times: Fraction
) -> None:
    for name, one in other.items():
        left = row.get(name, Fraction(0)) - times * one
        if left:
            row[name] = left
        else:
            row.pop(name, None)


def known_groups(equations: Sequence[Equation], below: int) -> Iterator[frozenset[Hashable]]:
    """Groups of unknowns whose sum is known, is more than nought and is below a figure.

    Looked for in single solved equations, in the ones that were told, and in the sum and difference of any two.
    """
    given: list[Row] = [
        ({name: Fraction(times) for name, times in told.items() if times}, Fraction(figure))
        for told, figure in equations
    ]
    for own, value in _sums(reduced(equations) + given, below):
        if set(own.values()) == {Fraction(1 if value > 0 else -1)}:
            yield frozenset(own)


def _sums(rows: Sequence[Row], below: int) -> Iterator[Row]:
    """Each row, and each sum or difference of two, whose figure is small and no nought."""
    yield from (row for row in rows if 0 < abs(row[1]) < below)
    for (one, first), (other, second) in combinations(rows, 2):
        for times in (1, -1):
            figure = first - times * second
            if 0 < abs(figure) < below and one.keys() & other.keys():
                both = dict(one)
                _take(both, other, Fraction(times))
                yield both, figure


def known_values(equations: Sequence[Equation]) -> Iterator[tuple[Hashable, int]]:
    """Unknowns that can be one whole number only, as none of them is below 1."""
    low = {name: 1 for told, _figure in equations for name in told}
    high: dict[Hashable, float] = dict.fromkeys(low, float("inf"))
    for _round in range(ROUNDS):
        before = (dict(low), dict(high))
        for told, figure in equations:
            _narrow(told, figure, low, high)
        if (low, high) == before:
            break
    yield from ((name, low[name]) for name in low if low[name] == high[name])


def _narrow(
    told: Mapping[Hashable, int],
    figure: int,
    low: dict[Hashable, int],
    high: dict[Hashable, float],
) -> None:
    """Bounds of each unknown of one equation by those of the others; each stands once, added or taken away."""
    least = {n: low[n] if times > 0 else -high[n] for n, times in told.items()}
    most = {n: high[n] if times > 0 else -low[n] for n, times in told.items()}
    for name, times in told.items():
        others_least = sum(value for one, value in least.items() if one != name)
        others_most = sum(value for one, value in most.items() if one != name)
        bounds = (figure - others_most, figure - others_least)
        if times < 0:
            bounds = (-bounds[1], -bounds[0])
        if bounds[0] > low[name]:
            low[name] = int(bounds[0])
        high[name] = min(high[name], bounds[1])
