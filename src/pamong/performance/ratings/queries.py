"""The people of a rater who are still to be set, with the work behind each, on one screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.evaluation.queries import (
    Levels,
    WorkLine,
    counted,
    group_of,
    levels_for,
    worklist,
)
from pamong.performance.evaluation.standing import Work, works_of
from pamong.performance.evaluation.suggestion import predicate_of
from pamong.performance.models import UnitLevel
from pamong.performance.periods import period_days
from pamong.performance.rhythm import Rhythms, When
from pamong.performance.rules import Local, pack_named, pack_on
from pamong.performance.team_input.queries import plans_with_input


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody of some raters in a period, those who can be rated here, and their work."""

    when: When
    lines: list[WorkLine]
    rows: list[WorkLine]
    works: Mapping[int, Work]
    levels: Levels
    local: Local = ()
    told: frozenset[int] = frozenset()  # plans about which a team's leader gave input

    def line(self, key: UUID) -> WorkLine | None:
        """The row of an evaluation."""
        return next((line for line in self.rows if line.evaluation_uuid == key), None)


def board_of(rater_ids: Iterable[int], when: When, rhythms: Rhythms, *, without: int = 0) -> Board:
    """Seven queries for four people or for sixty; who was not opened, is set or has no level is no row."""
    lines = worklist(rater_ids, when, rhythms, without=without)
    levels = levels_for((line.seat for line in lines), when)
    rows = [
        line
        for line in lines
        if line.evaluation_id and not line.is_final and levels.for_rating(line.seat)
    ]
    told = frozenset(plans_with_input(plans=[line.plan_id for line in rows], period=when[1]))
    return Board(when, lines, rows, works_of(rows, when, levels), levels, rhythms.local, told)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One unit's people with what was given and chosen, beside the pattern of its level."""

    level: UnitLevel | None
    distribution: Distribution


Chosen = Mapping[int, tuple[str, str]]  # by evaluation: ratings of results and of behaviour


def patterns_of(board: Board, chosen: Chosen) -> list[Pattern]:
    """What would be given with the ratings chosen now; nothing is saved."""
    pack = pack_on(period_days(*board.when)[0], local=board.local)
    found: dict[int, UnitLevel | None] = {}
    for line in board.lines:
        level = board.levels.for_pattern(line.seat)
        found.setdefault(level.pk if level else 0, level)
    patterns = []
    for level in found.values():
        people = counted(group_of(board.lines, board.levels, level))
        given = [predicate_with(line, chosen) for line in people]
        code = level.level if level else ""
        patterns.append(Pattern(level, distribution_of(pack, code, given, total=len(people))))
    return patterns


def predicate_with(line: WorkLine, chosen: Chosen) -> str:
    """The predicate of a row under what is chosen now; the saved one where nothing is."""
    results, behaviour = chosen.get(line.evaluation_id, ("", ""))
    results, behaviour = results or line.results_rating, behaviour or line.behaviour_rating
    if not results or not behaviour:
        return ""
    return str(predicate_of(pack_named(line.pack), results, behaviour).value["predicate"])
