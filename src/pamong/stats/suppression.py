"""Which cells of a table may be shown so that nobody is counted out of it."""

from collections.abc import Mapping

FLOOR = 5
MINIMUM = 10


def hidden_cells(
    cells: Mapping[str, int], minimum: int = MINIMUM, parent: int | None = None
) -> set[str]:
    """The children of one parent to hide, by name; `cells` are how many people each counts.

    A cell under the minimum is hidden, so is one whose rest of the parent is under it; and never one alone, for
    the parent less the others would give it back: then the next smallest goes with it. What the parent less all that
    is shown gives back counts nobody or the minimum at least: until then the next smallest goes too. An empty cell
    counts nobody.
    """
    if minimum < FLOOR:
        raise ValueError(f"minimum: expected at least {FLOOR}, got {minimum}")
    total = sum(cells.values()) if parent is None else parent
    if total < sum(cells.values()):
        raise ValueError(f"parent: expected at least the sum of its cells, got {total}")
    filled = {name: count for name, count in cells.items() if count > 0}
    hidden = {
        name for name, count in filled.items() if count < minimum or 0 < total - count < minimum
    }
    left = sorted((count, name) for name, count in filled.items() if name not in hidden)
    rest = total - sum(count for count, _name in left)
    while left and (len(hidden) == 1 or 0 < rest < minimum):
        count, name = left.pop(0)
        hidden.add(name)
        rest += count
    return hidden
