"""How varied a process runs, and how well it follows its model."""

from collections.abc import Sequence
from math import log2
from typing import NamedTuple


class Entropy(NamedTuple):
    """In bits, and as a share of the most that so many variants can have; 0 for one variant."""

    bits: float
    relative: float


def variant_entropy(cases: Sequence[int]) -> Entropy:
    """Shannon's entropy of the numbers of cases a variant."""
    filled = [count for count in cases if count > 0]
    total = sum(filled)
    if not filled or any(count < 0 for count in cases):
        raise ValueError("cases: expected counts of 0 or more, one of them above")
    bits = -sum(count / total * log2(count / total) for count in filled)
    return Entropy(abs(bits), abs(bits) / log2(len(filled)) if len(filled) > 1 else 0.0)


def replay_fitness(*, missing: int, consumed: int, remaining: int, produced: int) -> float:
    """Token replay: 1 when the log runs through the model with no token missing and none left over."""
    if consumed < 1 or produced < 1:
        raise ValueError("expected at least one token consumed and one produced")
    return (1 - missing / consumed) / 2 + (1 - remaining / produced) / 2
