"""What is about to be set: the people of a rater by unit, the pattern beside it, who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.evaluation.queries import (
    Levels,
    WorkLine,
    counted,
    group_of,
    levels_for,
    worklist,
)
from pamong.performance.models import UnitLevel
from pamong.performance.periods import period_days
from pamong.performance.rhythm import Rhythms, When
from pamong.performance.rules import Local, mark_of, pack_on


@dataclass(frozen=True, slots=True)
class Group:
    """People who count in the pattern of one unit."""

    level: UnitLevel | None
    lines: tuple[WorkLine, ...]
    distribution: Distribution
    pack: str  # the mark of the rules that the pattern is of

    @property
    def to_set(self) -> list[WorkLine]:
        """Rated and not yet set."""
        return [line for line in self.lines if line.is_rated and not line.is_final]

    @property
    def marks(self) -> dict[str, str]:
        """How each of those stands, by name: another version or level of the unit makes another mark."""
        level = self.level.level if self.level else ""
        return {f"{line.evaluation_uuid}~{line.version}~{level}": line.name for line in self.to_set}

    @property
    def missing(self) -> list[WorkLine]:
        """Not yet rated."""
        return [line for line in self.lines if not line.is_rated]


def groups_of(
    rater_ids: Iterable[int], when: When, rhythms: Rhythms, *, without: int = 0
) -> list[Group]:
    """The groups of a period, in two queries."""
    lines = worklist(rater_ids, when, rhythms, without=without)
    return grouped(lines, levels_for((line.seat for line in lines), when), when, rhythms.local)


def grouped(lines: list[WorkLine], levels: Levels, when: When, local: Local = ()) -> list[Group]:
    """The same from rows at hand."""
    pack = pack_on(period_days(*when)[0], local=local)
    found: dict[int, UnitLevel | None] = {}
    for line in lines:
        level = levels.for_pattern(line.seat)
        found.setdefault(level.pk if level else 0, level)
    groups = []
    for level in found.values():
        people = tuple(group_of(lines, levels, level))
        given = [line.predicate for line in counted(people)]
        code = level.level if level else ""
        pattern = distribution_of(pack, code, given, total=len(given))
        groups.append(Group(level, people, pattern, mark_of(pack)))
    return groups
