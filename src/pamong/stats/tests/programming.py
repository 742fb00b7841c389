"""The least and the most of a sum of counts by exact linear programming: the simplex method over fractions, by Bland's rule.

Counts are not negative, and nothing else is known of them but sums. What floats would leave open is decided here.
"""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor

Sums = Mapping[Hashable, int]
Row = dict[Hashable, Fraction]
FIGURE = object()  # the right side of a row


class Impossible(Exception):
    """No counts have these sums."""


class Program:
    """All counts that have some sums; the sums are brought into such a form once, each question goes on from there."""

    def __init__(self, sums: Iterable[tuple[Sums, int]]) -> None:
        self.rows: list[Row] = []
        self.basis: list[Hashable] = []  # of each row the count that it gives
        for place, (times, figure) in enumerate(sums):
            sign = -1 if figure < 0 else 1
            row: Row = {name: Fraction(many * sign) for name, many in times.items() if many}
            self.rows.append(row | {FIGURE: Fraction(figure * sign)})
            self.basis.append(("lacking", place))
        self._find()

    def least(self, times: Sums) -> float:
        """Of a sum, in whole people; infinite where nothing bounds it."""
        found = self._best({name: Fraction(many) for name, many in times.items()})
        return float("-inf") if found is None else ceil(found)

    def most(self, times: Sums) -> float:
        """The same upwards."""
        found = self._best({name: Fraction(-many) for name, many in times.items()})
        return float("inf") if found is None else floor(-found)

    def _find(self) -> None:
        """Some counts that have the sums: what is lacking is brought to nought."""
        cost: Row = {}
        for row in self.rows:
            _add(cost, row, Fraction(-1))
        self._descend(cost)
        for place in reversed(range(len(self.rows))):
            if not _is_lacking(self.basis[place]):
                continue
            row = self.rows[place]
            if row.get(FIGURE):
                raise Impossible
            other = next((name for name in row if name is not FIGURE), None)
            if other is None:  # it follows from the others
                del self.rows[place], self.basis[place]
            else:
                self._turn(place, other, {})

    def _best(self, cost: Row) -> Fraction | None:
        cost = dict(cost)
        for name, row in zip(self.basis, self.rows, strict=True):
            if many := cost.get(name):
                _add(cost, row, -many)
        return -cost.get(FIGURE, Fraction(0)) if self._descend(cost) else None

    def _descend(self, cost: Row) -> bool:
        """Go on until nothing makes the cost less; False where it has no end."""
        while True:
            falling = [name for name, many in cost.items() if many < 0 and name is not FIGURE]
            if not falling:
                return True
            name = min(falling, key=repr)
            bound = [
                (row.get(FIGURE, Fraction(0)) / row[name], repr(self.basis[place]), place)
                for place, row in enumerate(self.rows)
                if row.get(name, 0) > 0
            ]
            if not bound:
                return False
            self._turn(min(bound)[2], name, cost)

    def _turn(self, place: int, name: Hashable, cost: Row) -> None:
        """Let a row give another count."""
        by = self.rows[place][name]
        row = {one: many / by for one, many in self.rows[place].items()}
        self.rows[place], self.basis[place] = row, name
        for other in (*self.rows[:place], *self.rows[place + 1 :], cost):
            if many := other.get(name):
                _add(other, row, -many)


def _is_lacking(name: Hashable) -> bool:
    return isinstance(name, tuple) and name[:1] == ("lacking",)


def _add(row: Row, other: Row, times: Fraction) -> None:
    for name, many in other.items():
        left = row.get(name, Fraction(0)) + many * times
        if left:
            row[name] = left
        else:
            row.pop(name, None)
