"""How sure a share is: Wilson's interval, the error of a census in part, the difference of two shares."""

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95


def z_of(level: float) -> float:
    """The normal quantile that encloses `level` (0 to 1, both ends open) from both sides."""
    if not 0 < level < 1:
        raise ValueError(f"level: expected a share between 0 and 1, got {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(count: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's score interval of the share count / n, as two shares between 0 and 1."""
    _check_count(count, n)
    z, share = z_of(level), count / n
    scale = 1 + z**2 / n
    centre = (share + z**2 / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / scale
    # At the ends the interval begins with the share itself, free of the last bit's noise.
    return (0.0 if count == 0 else centre - half), (1.0 if count == n else centre + half)


def share_error(count: int, n: int, population: int | None = None) -> float:
    """The standard error of a share (n - 1 below); smaller where n is a good part of a small population."""
    _check_count(count, n)
    if n <= 1:
        raise ValueError(f"n: expected at least 2 answers, got {n}")
    if population is not None and population < n:
        raise ValueError(f"population: expected at least the {n} who answered, got {population}")
    share = count / n
    left = 1.0 if population is None else (population - n) / population
    return sqrt(share * (1 - share) / (n - 1) * left)


def share_difference(
    first: tuple[int, int], second: tuple[int, int], level: float = LEVEL
) -> tuple[float, float]:
    """Newcombe's interval of second minus first, each (count, n): a change is said only when 0 lies outside."""
    one, two = first[0] / first[1], second[0] / second[1]
    low_one, high_one = wilson(*first, level)
    low_two, high_two = wilson(*second, level)
    gap = two - one
    low = gap - sqrt((two - low_two) ** 2 + (high_one - one) ** 2)
    high = gap + sqrt((high_two - two) ** 2 + (one - low_one) ** 2)
    return low, high


def _check_count(count: int, n: int) -> None:
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"expected a count from 0 to n and n of at least 1, got {count} of {n}")
