"""A stratified sample that anybody can draw again from its seed, and the error rate that it points to."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import NamedTuple

from pamong.stats.distributions import beta_quantile
from pamong.stats.intervals import LEVEL, wilson

LEAST = 2  # of a stratum, so that its own spread can be told; all of it where it has no more


class Stratum(NamedTuple):
    """What was looked at: how many there are, how many were drawn, how many of those were wrong."""

    size: int
    drawn: int
    errors: int


class Rate(NamedTuple):
    """A share of errors with its interval, all between 0 and 1; `n` looked at of `population`."""

    rate: float
    low: float
    high: float
    n: int
    population: int
    standard_error: float | None = None


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many to draw of each stratum: in proportion, two at least, never more than there are.

    What the proportion leaves over goes to the largest remainders, of equal ones to the first by name. Where two of
    each are more than n, that is what is drawn.
    """
    if n < 0 or any(size < 0 for size in sizes.values()):
        raise ValueError(f"expected no number under 0, got {n} of {dict(sizes)}")
    total = sum(sizes.values())
    n = min(n, total)
    share = {name: n * size / total if total else 0.0 for name, size in sizes.items()}
    found = {
        name: min(sizes[name], max(floor(part), min(LEAST, sizes[name])))
        for name, part in share.items()
    }
    while (left := n - sum(found.values())) > 0:
        open_ones = [name for name in found if found[name] < sizes[name]]
        open_ones.sort(key=lambda name: (found[name] - share[name], name))
        for name in open_ones[:left]:
            found[name] += 1
    while sum(found.values()) > n:
        over = [name for name in found if found[name] > max(LEAST, 1)]
        if not over:
            break
        found[max(over, key=lambda name: (found[name] - share[name], name))] -= 1
    return found


def size_for(margin: float, population: int, level: float = LEVEL) -> int:
    """How many of a population tell any share within the margin either way: the least sure share is one half."""
    if not 0 < margin < 1 or population < 0:
        raise ValueError(f"expected a margin between 0 and 1, got {margin} of {population}")
    free = NormalDist().inv_cdf((1 + level) / 2) ** 2 / (4 * margin**2)
    return min(population, ceil(free * population / (free + population - 1))) if population else 0


def draw(strata: Mapping[str, Sequence[str]], n: int, seed: str) -> dict[str, list[str]]:
    """The sample: in each stratum those whose digest with the seed comes first.

    The digest is SHA-256 of "seed:stratum:id" in UTF-8, as hexadecimal: no order of rows, version or machine matters,
    and whoever has the list and the seed draws the same.
    """
    wanted = allocate({name: len(set(ids)) for name, ids in strata.items()}, n)
    return {
        name: sorted(set(ids), key=lambda one, name=name: _place(seed, name, one))[: wanted[name]]  # type: ignore[misc]
        for name, ids in sorted(strata.items())
    }


def _place(seed: str, stratum: str, one: str) -> str:
    return sha256(f"{seed}:{stratum}:{one}".encode()).hexdigest()


def clopper_pearson(count: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """The exact interval of a share, which holds at least as often as it says; also of effective numbers."""
    if n <= 0 or not 0 <= count <= n:
        raise ValueError(f"expected a count from 0 to n and n above 0, got {count} of {n}")
    tail = (1 - level) / 2
    low = beta_quantile(count, n - count + 1, tail) if count > 0 else 0.0
    high = beta_quantile(count + 1, n - count, 1 - tail) if count < n else 1.0
    return low, high


def stratum_rate(stratum: Stratum, level: float = LEVEL) -> Rate:
    """The share of one stratum with Wilson's interval; one that was looked at whole is known."""
    _check(stratum)
    share = stratum.errors / stratum.drawn
    if stratum.drawn == stratum.size:
        return Rate(share, share, share, stratum.drawn, stratum.size, 0.0)
    low, high = wilson(stratum.errors, stratum.drawn, level)
    return Rate(share, low, high, stratum.drawn, stratum.size)


def stratified_rate(strata: Sequence[Stratum], level: float = LEVEL) -> Rate:
    """The share of the whole population, each stratum by its size.

    The interval is Clopper and Pearson's over the effective number of cases (Korn and Graubard 1998): as many cases
    of a simple sample would be as sure. It does not fail where few or no errors were found, as mean ± two standard
    errors does. Where no stratum varies, the weights alone say how many cases the sample is worth. A population of
    one stratum is as sure as that stratum.
    """
    looked = [stratum for stratum in strata if stratum.size]
    for stratum in looked:
        _check(stratum)
    population, n = sum(s.size for s in looked), sum(s.drawn for s in looked)
    if not population:
        raise ValueError("strata: expected one with cases")
    rate = sum(s.size * s.errors / s.drawn for s in looked) / population
    variance = sum(_variance(s, population) for s in looked)
    if all(s.drawn == s.size for s in looked):
        return Rate(rate, rate, rate, n, population, 0.0)
    if len(looked) == 1:
        alone = stratum_rate(looked[0], level)
        return Rate(rate, alone.low, alone.high, n, population, sqrt(variance))
    worth = 1 / sum((s.size / population) ** 2 / s.drawn for s in looked)
    worth /= 1 - n / population
    if variance > 0:
        worth = min(worth, rate * (1 - rate) / variance)
    low, high = clopper_pearson(min(rate * worth, worth), worth, level)
    return Rate(rate, low, high, n, population, sqrt(variance))


def _variance(stratum: Stratum, population: int) -> float:
    """What a stratum adds to the variance of the whole, less where it was looked at in good part."""
    if stratum.drawn <= 1:
        return 0.0
    share, left = stratum.errors / stratum.drawn, 1 - stratum.drawn / stratum.size
    weight = stratum.size / population
    return weight**2 * left * share * (1 - share) / (stratum.drawn - 1)


def _check(stratum: Stratum) -> None:
    if not 0 < stratum.drawn <= stratum.size or not 0 <= stratum.errors <= stratum.drawn:
        raise ValueError(f"expected errors ≤ drawn ≤ size and one drawn, got {stratum}")
