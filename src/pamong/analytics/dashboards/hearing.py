"""What may be told to who sees some people of an office one by one: what is told less those is told of the others.

So the others are weighed as a row is, at each time and from one time to the next: what a reader was told is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pamong.analytics.dashboards.branches import JOINED, People
from pamong.analytics.dashboards.told import Said
from pamong.stats.rows import Counts, fits, in_blocks, is_mixed, may_follow


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reader was told last of a row, and how many of it he did not see then."""

    cells: Counts
    unseen: Counts
    said: Said  # of those, the last figure of each block


def hear(people: People, row: str, unseen: Counts, before: Heard | None) -> Heard | None:
    """What he has been told once the row is shown; nothing where it may not be shown."""
    told = people.of(row)
    cells = {state: count for state in people.states if (count := told.get(state)) is not None}
    blocks = tuple(tuple(state.split(JOINED)) for state in people.states)
    here = in_blocks(unseen, blocks)
    if not cells or not is_mixed(here):
        return None
    if before is None:
        return Heard(cells, unseen, dict(zip(blocks, here, strict=True)))
    if before.cells == cells:
        return before
    if not (may_follow(before.unseen, unseen, blocks) and fits(unseen, blocks, before.said)):
        return None
    return Heard(cells, unseen, {**before.said, **dict(zip(blocks, here, strict=True))})


def hear_all(
    people: People, unseen: Mapping[str, Counts], before: Mapping[str, Heard]
) -> dict[str, Heard | None]:
    """The same of each row of which he does not see all."""
    return {row: hear(people, row, counts, before.get(row)) for row, counts in unseen.items()}
