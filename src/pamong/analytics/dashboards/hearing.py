"""What may be told to who sees some people of an office one by one: what is told less those is told of the others.

So the others are weighed as a row is, at each time and from one time to the next: what a reader was told is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pamong.analytics.dashboards.offices import JOINED, People
from pamong.analytics.dashboards.told import OTHERS, Said
from pamong.stats.rows import Counts, fits, in_blocks, is_mixed, may_follow

LATER = "+"  # after the name of a row, of each side but the first


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
    people: People, sides: Sequence[Mapping[str, Counts]], before: Mapping[str, Heard]
) -> dict[str, Heard | None]:
    """The same of each row of which he does not see all, under its name; a row is told where each side allows it.

    A side is whom he does not see by one of his duties: what he saw while he had another he still knows.
    """
    found = {
        row + LATER * place: hear(people, row, counts, before.get(row + LATER * place))
        for place, unseen in enumerate(sides)
        for row, counts in unseen.items()
    }
    gone = refused(found)
    return {name: None if name.rstrip(LATER) in gone else one for name, one in found.items()}


def refused(found: Mapping[str, Heard | None]) -> set[str]:
    """The rows that are not told, and with one of them the others: all of them less the rest would tell of it."""
    gone = {name.rstrip(LATER) for name, one in found.items() if one is None}
    return gone | {OTHERS} if gone else gone
