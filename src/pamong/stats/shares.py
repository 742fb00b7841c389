"""Sums of parts, and how unevenly something is shared out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Rolled(NamedTuple):
    """A weighted mean of what is there, and the names of what is not."""

    value: float | None
    missing: tuple[str, ...]


def weighted_mean(parts: Mapping[str, float | None], weights: Mapping[str, float]) -> Rolled:
    """The mean of the parts that are there by weight; a missing part is listed, never counted as zero."""
    present = {name: value for name, value in parts.items() if value is not None}
    missing = tuple(name for name in parts if name not in present)
    total = sum(weights[name] for name in present)
    if total <= 0:
        return Rolled(None, missing)
    return Rolled(sum(weights[name] * value for name, value in present.items()) / total, missing)


def gini(counts: Sequence[float]) -> float | None:
    """Gini's coefficient of non-negative counts: 0 when all have the same, near 1 when one has all."""
    if any(count < 0 for count in counts):
        raise ValueError("counts: expected none under 0")
    total, n = sum(counts), len(counts)
    if total == 0:
        return None
    ranked = sum(rank * count for rank, count in enumerate(sorted(counts), start=1))
    return 2 * ranked / (n * total) - (n + 1) / n


def normalised_gain(before: float, after: float, most: float) -> float | None:
    """How much of what could still be gained was gained; none where nothing was left to gain."""
    return None if before >= most else (after - before) / (most - before)
