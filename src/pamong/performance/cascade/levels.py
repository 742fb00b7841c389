"""The order of the levels, and the lines between goals as plain pairs: circles and ancestors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pamong.performance.models import Goal

Line = tuple[int, int]  # parent, child

LEVELS = [str(kind) for kind in Goal.Kind.values]


def level_of(kind: str) -> int:
    """0 for a vision, rising towards the work."""
    return LEVELS.index(kind)


def children_of(lines: Iterable[Line]) -> dict[int, list[int]]:
    """Children by parent, in the order given."""
    found: dict[int, list[int]] = defaultdict(list)
    for parent, child in lines:
        found[parent].append(child)
    return found


def way_between(lines: Iterable[Line], start: int, goal: int) -> list[int]:
    """A way down from start to goal, both included; empty when there is none."""
    below = children_of(lines)
    came_from: dict[int, int] = {start: 0}
    queue = [start]
    for here in queue:
        if here == goal:
            break
        for child in below.get(here, ()):
            if child not in came_from:
                came_from[child] = here
                queue.append(child)
    if goal not in came_from:
        return []
    way = [goal]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def circles_in(lines: Iterable[Line]) -> list[list[int]]:
    """Each circle once, from its smallest key; what is left when leaves are taken off again and again."""
    pairs = set(lines)
    while True:
        parents = {parent for parent, _ in pairs}
        children = {child for _, child in pairs}
        left = {(p, c) for p, c in pairs if c in parents and p in children}
        if left == pairs:
            break
        pairs = left
    return list(_rounds(pairs))


def _rounds(pairs: set[Line]) -> Iterator[list[int]]:
    seen: set[int] = set()
    for parent, child in sorted(pairs):
        if parent in seen:
            continue
        way = way_between(sorted(pairs), child, parent)
        if way:
            seen.update(way)
            yield [parent, *way]
