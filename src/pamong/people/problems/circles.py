"""Circles in the line of raters, found over pairs of keys alone."""

from collections.abc import Iterable


def circles_in(raters: dict[int, int]) -> list[list[int]]:
    """Each circle once, in the order person → rater, beginning with the smallest key."""
    seen: set[int] = set()
    found = []
    for start in raters:
        path: list[int] = []
        places: dict[int, int] = {}
        here = start
        while here in raters and here not in seen and here not in places:
            places[here] = len(path)
            path.append(here)
            here = raters[here]
        if here in places:
            found.append(_from_smallest(path[places[here] :]))
        seen.update(path)
    return found


def _from_smallest(circle: list[int]) -> list[int]:
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]


def as_pairs(rows: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Person → rater, without those who have none."""
    return {person: rater for person, rater in rows if rater}
