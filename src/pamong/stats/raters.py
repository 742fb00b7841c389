"""How far ratings rest on the rater: reliability of several, and a rater's own mildness, drawn to the mean."""

from collections.abc import Mapping, Sequence
from math import inf, sqrt
from statistics import fmean
from typing import NamedTuple


class Spread(NamedTuple):
    """The one-way analysis of variance behind rater effects."""

    mean: float
    between: float  # mean square between raters
    within: float  # mean square within
    shrinkage: float  # within ÷ between variance, in ratings; infinite where raters do not differ


def reliability_of_several(single: float, raters: int) -> float:
    """Spearman and Brown: the reliability of the mean of so many raters, from that of one."""
    if raters < 1:
        raise ValueError(f"raters: expected at least 1, got {raters}")
    return raters * single / (1 + (raters - 1) * single)


def score_error(deviation: float, reliability: float) -> float:
    """The standard error of one score, from the scores' standard deviation and their reliability."""
    return deviation * sqrt(1 - reliability)


def shrunk(raw: float, n: int, shrinkage: float) -> float:
    """A raw departure drawn to zero: the fewer ratings, the more."""
    return raw * n / (n + shrinkage)


def spread_of(groups: Mapping[str, Sequence[float]]) -> Spread:
    """Variance between and within raters; at least two raters, and one with two ratings or more."""
    values = [value for group in groups.values() for value in group]
    n, count = len(values), len(groups)
    if count <= 1 or n <= count or any(not group for group in groups.values()):
        raise ValueError("groups: expected two raters or more, each with ratings, one with several")
    mean = fmean(values)
    means = {name: fmean(group) for name, group in groups.items()}
    between = sum(len(groups[name]) * (means[name] - mean) ** 2 for name in groups) / (count - 1)
    squares = sum((value - means[name]) ** 2 for name, group in groups.items() for value in group)
    within = squares / (n - count)
    # The size of a group as it counts here: all alike when they are, else a little less than the mean.
    size = (n - sum(len(group) ** 2 for group in groups.values()) / n) / (count - 1)
    variance = max(0.0, (between - within) / size)
    return Spread(mean, between, within, within / variance if variance else inf)


def rater_effects(groups: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """How far each rater stands from all, drawn to the mean; 0 for everybody where raters do not differ."""
    spread = spread_of(groups)
    if spread.shrinkage == inf:
        return dict.fromkeys(groups, 0.0)
    return {
        name: shrunk(fmean(group) - spread.mean, len(group), spread.shrinkage)
        for name, group in groups.items()
    }
