"""What follows from sums that are known, exactly: whoever adds and subtracts them finds no more."""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

Times = Mapping[Hashable, Fraction]
NONE = Fraction(0)


class Rest(NamedTuple):
    """A sum as a figure and so many of counts that nothing is known of."""

    free: Times
    figure: Fraction


def found_of(rests: Iterable[Rest]) -> Fraction | None:
    """What several sums must be together; nothing where that does not follow, be it that each alone does not."""
    free: dict[Hashable, Fraction] = {}
    figure = NONE
    for rest in rests:
        figure += rest.figure
        for name, many in rest.free.items():
            _add(free, name, many)
    return None if free else figure


class Known:
    """Sums of unknown counts, each so many times, kept solved: one count of each by counts that nothing is known of.

    So another sum is looked for by putting each solved count in once, however many sums are known.
    """

    def __init__(self) -> None:
        self._solved: dict[Hashable, tuple[dict[Hashable, Fraction], Fraction]] = {}
        self._within: dict[
            Hashable, set[Hashable]
        ] = {}  # by which solved counts a free one is named

    def learn(self, times: Times, figure: Fraction) -> None:
        """The sum of these is a figure; one that follows already adds nothing, nor does one that contradicts."""
        left, value = self._left(times, figure)
        if not left:
            return
        name, by = next(iter(left.items()))
        del left[name]
        rest, value = {one: many / by for one, many in left.items()}, value / by
        for solved in self._within.pop(name, ()):
            row, known = self._solved[solved]
            many = row.pop(name)
            self._solved[solved] = row, known - many * value
            for one, part in rest.items():
                self._put(solved, row, one, -many * part)
        self._solved[name] = rest, value
        for one in rest:
            self._within.setdefault(one, set()).add(name)

    def find(self, times: Times) -> Fraction | None:
        """What a sum must be; nothing where it does not follow."""
        return found_of([self.rest(times)])

    def rest(self, times: Times) -> Rest:
        """What is left of a sum once all that is known is taken from it."""
        left, value = self._left(times, NONE)
        return Rest(left, -value)

    def _put(
        self, solved: Hashable, row: dict[Hashable, Fraction], name: Hashable, many: Fraction
    ) -> None:
        """So many more of a free count into the row of a solved one."""
        _add(row, name, many)
        if name in row:
            self._within.setdefault(name, set()).add(solved)
        else:
            self._within[name].discard(solved)

    def _left(self, times: Times, figure: Fraction) -> tuple[dict[Hashable, Fraction], Fraction]:
        """The same sum by free counts alone."""
        left: dict[Hashable, Fraction] = {}
        for name, many in times.items():
            row, known = self._solved.get(name, (None, NONE))
            if row is None:
                _add(left, name, many)
                continue
            figure -= many * known
            for one, part in row.items():
                _add(left, one, -many * part)
        return left, figure


def _add(row: dict[Hashable, Fraction], name: Hashable, many: Fraction) -> None:
    """So many more of one; what comes to none is not named."""
    if total := row.get(name, NONE) + many:
        row[name] = total
    else:
        row.pop(name, None)
