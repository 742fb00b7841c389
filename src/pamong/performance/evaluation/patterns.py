"""The pattern of each level in which some people are counted, beside what was given so far."""

from collections.abc import Sequence
from typing import Any

from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.evaluation.presentation import distribution_context
from pamong.performance.evaluation.queries import Levels, WorkLine, counted, group_of
from pamong.policy.pack import Pack


def patterns_shown(lines: Sequence[WorkLine], levels: Levels, pack: Pack) -> list[dict[str, Any]]:
    """One part of the page a level that is set; a person alone makes no pattern."""
    found = {one.pk: one for line in lines if (one := levels.for_pattern(line.seat))}
    shown = []
    for level in found.values():
        group = counted(group_of(lines, levels, level))
        given = [line.predicate for line in group]
        if len(group) > 1:
            spread = distribution_of(pack, level.level, given, total=len(group))
            shown.append(distribution_context(spread, pack) | {"mark": level.unit.name})
    return shown
