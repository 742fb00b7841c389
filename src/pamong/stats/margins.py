"""Whole tables with their totals: which cells to withhold so that nobody is counted out of all that is shown.

A table is cells and lines; of each line the whole is the sum of its parts. Rows and columns with totals, a tree of
units, and both crossed are all written so. Who reads a table may subtract; who reads two may subtract one from the
other. What is shown here withstands both: no hidden cell, and no group of them, is known by adding and subtracting
to have fewer people than the minimum.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar

from pamong.stats.knowing import Equation, known_groups, known_values
from pamong.stats.suppression import FLOOR, MINIMUM

ALL = "all"  # the name of a total among rows or columns
Cell = Hashable
K = TypeVar("K", bound=Hashable)
MOST_HIDDEN = 1000  # cells that hang together: of more, what can be known is not worked out, and all are hidden


@dataclass(frozen=True, slots=True)
class Line:
    """A whole and the parts that it is the sum of."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of them, the whole first."""
        return (self.whole, *self.parts)


def with_totals(counts: Mapping[tuple[str, str], int]) -> tuple[dict[Cell, int], list[Line]]:
    """The cells of a table of rows and columns with the totals of both, and its lines."""
    rows = list(dict.fromkeys(row for row, _column in counts))
    columns = list(dict.fromkeys(column for _row, column in counts))
    cells: dict[Cell, int] = {(r, c): counts.get((r, c), 0) for r in rows for c in columns}
    lines = [Line((row, ALL), tuple((row, c) for c in columns)) for row in rows]
    lines += [Line((ALL, column), tuple((r, column) for r in rows)) for column in columns]
    lines += [Line((ALL, ALL), tuple((row, ALL) for row in rows))]
    lines += [Line((ALL, ALL), tuple((ALL, column) for column in columns))]
    for line in lines:
        cells[line.whole] = sum(cells[part] for part in line.parts)
    return cells, lines


def withheld(
    counts: Mapping[Any, int], lines: Sequence[Line], minimum: int = MINIMUM
) -> frozenset[Cell]:
    """The cells to hide. An empty cell counts nobody and is shown."""
    if minimum < FLOOR:
        raise ValueError(f"minimum: expected at least {FLOOR}, got {minimum}")
    for line in lines:
        if counts[line.whole] != sum(counts[part] for part in line.parts):
            raise ValueError(f"{line.whole}: expected the sum of its parts")
    hidden = {cell for cell, count in counts.items() if 0 < count < minimum}
    table = _Table(counts, lines, minimum)
    while more := table.exposed(hidden):
        hidden |= more
    return frozenset(hidden)


def shown(
    counts: Mapping[K, int], lines: Sequence[Line], minimum: int = MINIMUM
) -> dict[K, int | None]:
    """The table as it may leave the house: nothing stands for what is withheld."""
    gone = withheld(counts, lines, minimum)
    return {cell: None if cell in gone else count for cell, count in counts.items()}


class _Table:
    """What stands fast while cells are hidden one after the other."""

    def __init__(self, counts: Mapping[Cell, int], lines: Sequence[Line], minimum: int) -> None:
        self.counts, self.lines, self.minimum = counts, lines, minimum
        self.of: dict[Cell, list[Line]] = defaultdict(list)
        for line in lines:
            for cell in line.cells:
                self.of[cell].append(line)

    def exposed(self, hidden: AbstractSet[Cell]) -> set[Cell]:
        """What else must go: first by each line alone, then by what all lines together tell."""
        if more := self._by_lines(hidden):
            return more
        for group in self._together(hidden):
            if len(group) > MOST_HIDDEN:
                more |= {cell for one in group for line in self.of[one] for cell in line.cells}
                more = {cell for cell in more if self.counts[cell]} - hidden
            else:
                more |= self._by_knowing(group, hidden)
        return more

    def _by_lines(self, hidden: AbstractSet[Cell]) -> set[Cell]:
        """A line whose hidden part is one cell, or a rest of too few people, hides its next smallest."""
        more: set[Cell] = set()
        for line in self.lines:
            gone = [cell for cell in line.cells if cell in hidden]
            rest = sum(self.counts[part] for part in line.parts if part in hidden)
            is_told = line.whole not in hidden and 0 < rest < self.minimum
            if len(gone) == 1 or (gone and is_told):
                more |= self._next(line.parts, hidden) or self._next(line.cells, hidden)
            if line.whole not in hidden:
                more |= self._nearly_all(line, hidden)
        return more

    def _nearly_all(self, line: Line, hidden: AbstractSet[Cell]) -> set[Cell]:
        """A part that leaves too few of the whole tells of the others."""
        whole = self.counts[line.whole]
        return {
            part
            for part in line.parts
            if part not in hidden and 0 < whole - self.counts[part] < self.minimum
        }

    def _next(self, cells: Iterable[Cell], hidden: AbstractSet[Cell]) -> set[Cell]:
        left = [cell for cell in cells if cell not in hidden and self.counts[cell]]
        return {min(left, key=lambda cell: (self.counts[cell], str(cell)))} if left else set()

    def _together(self, hidden: AbstractSet[Cell]) -> Iterator[set[Cell]]:
        """Hidden cells that lines join; what is known of one may tell of another."""
        left = set(hidden)
        while left:
            group, reached = set[Cell](), [left.pop()]
            while reached:
                cell = reached.pop()
                group.add(cell)
                near = {one for line in self.of[cell] for one in line.cells} & left
                left -= near
                reached.extend(near)
            yield group

    def _by_knowing(self, group: Collection[Cell], hidden: AbstractSet[Cell]) -> set[Cell]:
        """For each cell or small group that is known exactly, the next smallest in one of its lines."""
        lines = list(dict.fromkeys(line for cell in group for line in self.of[cell]))
        around = {cell for line in lines for cell in line.cells}
        equations = [self._equation(line, hidden) for line in lines]
        known = [set(one) for one in known_groups(equations, self.minimum)]
        known += [{cell} for cell, value in known_values(equations) if 0 < value < self.minimum]
        more: set[Cell] = set()
        for found in known:
            if more & {cell for one in found for line in self.of[one] for cell in line.cells}:
                continue  # one that goes already may be enough
            near = {cell for one in found for line in self.of[one] for cell in line.cells}
            more |= (
                self._next(near, hidden)
                or self._next(around, hidden)
                or self._next(self.counts, hidden)
            )
        return more

    def _equation(self, line: Line, hidden: AbstractSet[Cell]) -> Equation:
        """What a reader may write down of a line: hidden cells on one side, a figure on the other."""
        told: dict[Cell, int] = {part: 1 for part in line.parts if part in hidden}
        figure = -sum(self.counts[part] for part in line.parts if part not in hidden)
        if line.whole in hidden:
            told[line.whole] = -1
        else:
            figure += self.counts[line.whole]
        return told, figure


def clashing(cuts: Mapping[str, AbstractSet[int]], minimum: int = MINIMUM) -> frozenset[str]:
    """Which of several cuts of the same people to withhold, so that no two or more subtract to a few of them.

    A cut is who it counts. A cut of too few goes in any case.
    """
    gone = {name for name, people in cuts.items() if 0 < len(people) < minimum}
    while True:
        served = {name: people for name, people in cuts.items() if name not in gone and people}
        if not _is_told(served, minimum):
            return frozenset(gone)
        gone.add(min(served, key=lambda name: (len(served[name]), name)))


def _is_told(served: Mapping[str, AbstractSet[int]], minimum: int) -> bool:
    """Whether counts of these cuts together tell the count of a group of too few."""
    people = sorted({one for cut in served.values() for one in cut})
    kinds: dict[frozenset[str], int] = defaultdict(int)
    for one in people:
        kinds[frozenset(name for name, cut in served.items() if one in cut)] += 1
    equations: list[Equation] = [
        ({kind: 1 for kind in kinds if name in kind}, len(cut)) for name, cut in served.items()
    ]
    nested = (
        0 < len(larger - smaller) < minimum
        for larger in served.values()
        for smaller in served.values()
        if smaller < larger
    )
    return any(nested) or any(True for _group in known_groups(equations, minimum))


def may_show_both(
    before: AbstractSet[int], after: AbstractSet[int], minimum: int = MINIMUM
) -> bool:
    """Whether two waves of a group may be shown beside each other: not where only a few joined or left."""
    return not 0 < len(before ^ after) < minimum


def is_unanimous(options: Iterable[int]) -> bool:
    """Whether all people of a cell gave one answer: then the cell tells everybody's, and a band is shown instead."""
    return sum(count > 0 for count in options) == 1
