"""Somebody who adds and subtracts everything that is shown, written apart from what he attacks.

He writes down each shown figure as a sum of unknown counts, solves all of it together, and asks of any group of people
whether its count follows. He reckons modulo a large prime, so that he need not carry fractions. Of what does not follow he
finds the exact bounds between which it lies, as nobody is fewer than nought.
"""

from collections.abc import Hashable, Iterable, Mapping

from pamong.stats.tests.programming import Program

PRIME = 2**61 - 1
FREE = -1  # the part of a count that no known sum holds
Sums = Mapping[Hashable, int]


class Attacker:
    """Knows some sums, and what follows from them."""

    def __init__(self) -> None:
        self.rows: dict[Hashable, tuple[dict[Hashable, int], int]] = {}
        self.told: list[tuple[Sums, int]] = []

    def learn(self, names: Iterable[Hashable] | Sums, figure: int) -> None:
        """The sum of these, each so many times, is a figure."""
        self.told.append((_times(names), figure))
        left, value = self._left(_times(names), figure)
        if not left:
            return
        pivot = next(iter(left))
        inverse = pow(left[pivot], PRIME - 2, PRIME)
        left = {name: many * inverse % PRIME for name, many in left.items()}
        self.rows[pivot] = left, value * inverse % PRIME

    def know(self, names: Iterable[Hashable] | Sums) -> int | None:
        """What the sum must be; nothing where it does not follow."""
        left, value = self._left(_times(names), 0)
        if left:
            return None
        known = -value % PRIME
        return known if known < PRIME // 2 else known - PRIME

    def between(self, asked: Iterable[Iterable[Hashable] | Sums]) -> list[tuple[float, float]]:
        """The exact least and most of each sum: no bound is closer that holds for all counts that have the known sums."""
        parts, of = self._apart()
        programs: dict[int, Program] = {}
        found = []
        for times in map(_times, asked):
            split: dict[int, dict[Hashable, int]] = {}
            for name, many in times.items():
                split.setdefault(of.get(name, FREE), {})[name] = many
            least, most = 0.0, 0.0
            for part, own in split.items():  # what nothing connects has its bounds apart
                if part not in programs:
                    programs[part] = Program(parts.get(part, ()))
                least, most = least + programs[part].least(own), most + programs[part].most(own)
            found.append((least, most))
        return found

    def _apart(self) -> tuple[dict[int, list[tuple[Sums, int]]], dict[Hashable, int]]:
        """The known sums in parts that share no count, and the part of each count."""
        of: dict[Hashable, int] = {}
        parts: dict[int, list[tuple[Sums, int]]] = {}
        for place, (times, figure) in enumerate(self.told):
            joined = {of[name] for name in times if name in of}
            own = [(times, figure), *(one for part in joined for one in parts.pop(part))]
            parts[place] = own
            of |= {name: place for sums, _figure in own for name in sums}
        return parts, of

    def _left(self, times: Sums, figure: int) -> tuple[dict[Hashable, int], int]:
        """What is not known of a sum yet, and the figure of that."""
        left = {name: many % PRIME for name, many in times.items() if many % PRIME}
        value = figure % PRIME
        while found := next((name for name in left if name in self.rows), None):
            own, known = self.rows[found]
            many = left[found]
            for name, one in own.items():
                rest = (left.get(name, 0) - many * one) % PRIME
                if rest:
                    left[name] = rest
                else:
                    left.pop(name, None)
            value = (value - many * known) % PRIME
        return left, value


def _times(names: Iterable[Hashable] | Sums) -> Sums:
    return names if isinstance(names, Mapping) else dict.fromkeys(names, 1)
