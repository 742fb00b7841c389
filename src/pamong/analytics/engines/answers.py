"""Figures of a snapshot for pages, reports and exports: asked by a cut, answered in plain values, in one order.

Nothing is suppressed here: who shows counts of people to anybody passes them through `stats.suppression` first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pamong.analytics.engines.cuts import Cut
from pamong.analytics.engines.opening import Engine, said_for
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.analytics.snapshot.tables import BUCKETS_A_POINT, DERIVED

if TYPE_CHECKING:
    import ibis.expr.types as ir

Key = tuple[str | int | None, ...]
STEP = Decimal("0.01")
# A value of a bucket is said by the bucket's middle, so it is off by half of it at most.
QUANTILE_ERROR = Fraction(1, 2 * BUCKETS_A_POINT)
QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


@dataclass(frozen=True, slots=True)
class Scored:
    """How many evaluations, and the mean of the attainments that there are in them; nothing is no nought."""

    count: int
    attainment_sum: Decimal | None
    attainments: int

    @property
    def mean(self) -> Decimal | None:
        """Rounded once, half up."""
        if self.attainment_sum is None or not self.attainments:
            return None
        return (self.attainment_sum / self.attainments).quantize(STEP, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Spread:
    """Of how many people, and the score that each share of them reaches at most."""

    count: int
    at: tuple[Decimal, ...]


class Answers:
    """One snapshot before one engine."""

    def __init__(self, engine: Engine, snapshot: Snapshot) -> None:
        self.engine, self.snapshot = engine, snapshot
        self._laid: set[str] = set()

    def counts(self, cut: Cut, by: Sequence[str] = ()) -> dict[Key, int]:
        """How many rows of each; of all together under the empty key."""
        from pamong.analytics.engines import expressions as say

        asked = self._ask(cut, lambda: say.counted(say.rows(cut), by))
        return {key: int(row[0]) for key, row in _by_key(asked, len(by))}

    def scores(self, cut: Cut, by: Sequence[str] = ()) -> dict[Key, Scored]:
        """Evaluations of each with the mean of their attainments; by year and period it is a trend."""
        from pamong.analytics.engines import expressions as say

        asked = self._ask(cut, lambda: say.scored(say.rows(cut), by))
        return {
            key: Scored(int(count), total, int(attained or 0))
            for key, (count, total, attained) in _by_key(asked, len(by))
        }

    def quantiles(
        self, cut: Cut, by: Sequence[str] = (), shares: Sequence[Fraction] = QUARTERS
    ) -> dict[Key, Spread]:
        """From the buckets that the snapshot keeps; off by QUANTILE_ERROR at most."""
        from pamong.analytics.engines import expressions as say

        if cut.table != DERIVED:
            raise ValueError(f"quantiles: expected a cut of {DERIVED}, got {cut.table}")
        asked = self._ask(cut, lambda: say.quantiles(say.rows(cut), by, shares))
        return {
            key: Spread(int(row[0]), tuple(_middle(bucket) for bucket in row[1:]))
            for key, row in _by_key(asked, len(by))
        }

    def rows(self, cut: Cut, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """The rows themselves, in the order of their columns; for tables of units, goals and cards."""
        from pamong.analytics.engines import expressions as say

        return self._ask(cut, lambda: say.listed(say.rows(cut), columns))

    def keys(self, cut: Cut, after: int = 0, most: int = 500) -> list[int]:
        """The keys of the rows that a figure of this cut rests on, in order."""
        from pamong.analytics.engines import expressions as say

        return [row[0] for row in self._ask(cut, lambda: say.keys(say.rows(cut), after, most))]

    def _ask(self, cut: Cut, expression: "Any") -> list[tuple[Any, ...]]:
        needed = [cut.table, "units"] if cut.below else [cut.table]
        if not all(self._lay(name) for name in needed):
            return []
        asked: ir.Table = expression()
        return self.engine.ask(said_for(self.engine, asked))

    def _lay(self, name: str) -> bool:
        files = self.snapshot.files(name)
        if files and name not in self._laid:
            self.engine.lay(name, files)
            self._laid.add(name)
        return bool(files)


def _by_key(rows: Iterable[tuple[Any, ...]], width: int) -> list[tuple[Key, tuple[Any, ...]]]:
    """Each answer under its key, what has no value last; a table without rows has no answer."""
    found = [(row[:width], row[width:]) for row in rows if row[width]]
    return sorted(found, key=lambda one: [(part is None, part) for part in one[0]])


def _middle(bucket: int) -> Decimal:
    return (Decimal(bucket) + Decimal("0.5")) / BUCKETS_A_POINT
