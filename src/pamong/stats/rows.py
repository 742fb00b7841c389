"""Rows of people told beside each other, so that whatever is added or subtracted counts nobody or many.

A row is a group of people by codes in their order. Rows share nobody, and in each the same codes are told together, as
a block. So all that follows from what is shown, totals among it, is a sum of blocks of rows; each of them is safe by itself.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from pamong.stats.suppression import MINIMUM

ALL = "all"  # the name of a total among the cells of a row
Counts = Mapping[str, int]
Block = tuple[str, ...]
Blocks = tuple[Block, ...]


def merges(codes: Sequence[str]) -> list[Blocks]:
    """Every way to tell neighbours together, the finest first."""
    found: list[Blocks] = []
    for many in range(len(codes) - 1, -1, -1):
        for cuts in combinations(range(1, len(codes)), many):
            ends = [0, *cuts, len(codes)]
            found.append(tuple(tuple(codes[a:b]) for a, b in pairwise(ends)))
    return found


def count_of(counts: Counts, block: Block) -> int:
    """The people of a block."""
    return sum(counts.get(code, 0) for code in block)


def in_blocks(counts: Counts, blocks: Blocks) -> list[int]:
    """The cells of a row."""
    return [count_of(counts, block) for block in blocks]


def is_many(count: int, minimum: int = MINIMUM) -> bool:
    """Nobody, or so many that none of them is found."""
    return count == 0 or abs(count) >= minimum


def is_mixed(cells: Sequence[int], minimum: int = MINIMUM) -> bool:
    """Nobody, or people of two cells at least, many in each: of one mind, what is told of all would be told of everybody."""
    filled = [cell for cell in cells if cell]
    return not filled or (len(filled) > 1 and all(is_many(cell, minimum) for cell in filled))


def may_follow(before: Counts, after: Counts, blocks: Blocks, minimum: int = MINIMUM) -> bool:
    """Whether what was added since, and what was taken away, is safe as a row is: who came may be known by name."""
    pairs = zip(in_blocks(before, blocks), in_blocks(after, blocks), strict=True)
    return is_mixed([later - earlier for earlier, later in pairs], minimum)


def fits(counts: Counts, blocks: Blocks, said: Mapping[Block, int], minimum: int = MINIMUM) -> bool:
    """Whether a row may be told in blocks after some were said of it, the last figure of each, also in other blocks.

    What can be compared has changed by many or not at all; and who knows that nothing changed learns by the parts of
    blocks that cross of nobody or of many.
    """
    codes = {code for block in blocks for code in block}
    for block, figure in said.items():
        crossed = [one for one in blocks if set(one) & set(block) and set(one) - set(block)]
        if (
            not crossed
            and set(block) <= codes
            and not is_many(count_of(counts, block) - figure, minimum)
        ):
            return False
        for one in crossed:
            inside = count_of(counts, tuple(code for code in one if code in block))
            if not (is_many(inside, minimum) and is_many(count_of(counts, one) - inside, minimum)):
                return False
    return True
