"""Heads counted by term, and the limits a regulation sets to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from pamong.policy.operators.answers import Marked, Missing
from pamong.policy.operators.numbers import scaled_half_up
from pamong.policy.pack import Exact, Limit, Pattern

Counts = Mapping[str, int]


class Finding(NamedTuple):
    """A limit that does not hold, with all that a sentence about it needs."""

    bound: str
    of: tuple[str, ...]
    limit: int
    heads: int
    total: int
    percent: Exact | None
    scale: str


def count_all(counts: Counts) -> int:
    """How many heads there are."""
    return sum(counts.values())


def shares(counts: Counts) -> dict[str, Fraction | None]:
    """Each term's share in hundredths; of nobody there are no shares."""
    total = sum(counts.values())
    return {code: Fraction(100 * n, total) if total else None for code, n in counts.items()}


def whole(value: Exact, direction: str) -> int:
    """A limit as a number of heads, rounded the way the pack says."""
    if direction == "nearest":
        return scaled_half_up(value, 1)
    return value.__floor__() if direction == "down" else value.__ceil__()


def limit_of(limit: Limit, total: int, pattern: Pattern) -> tuple[int, bool]:
    """The limit in heads, and whether it had to be rounded to become one."""
    if limit.percent is None:
        return limit.count or 0, False
    exact = Fraction(limit.percent * total) / 100
    if limit.bound == "more_than":
        return exact.__floor__(), False
    heads = whole(exact, pattern.rounds[limit.bound])
    return heads, heads != exact


def keeps(limit: Limit, count: int, heads: int) -> bool:
    """Whether so many heads respect the limit."""
    if limit.bound == "at_most":
        return count <= heads
    return count > heads if limit.bound == "more_than" else count >= heads


def broken(pattern: Pattern, key: str, counts: Counts) -> Marked:
    """The limits under this key that the counts do not keep."""
    total, findings, rounded = sum(counts.values()), [], False
    for limit in pattern.limits[key] if total else ():  # of nobody there is nothing to compare
        count = sum(counts[code] for code in limit.of)
        heads, was_rounded = limit_of(limit, total, pattern)
        rounded = rounded or was_rounded
        if not keeps(limit, count, heads):
            found = Finding(
                limit.bound, limit.of, heads, count, total, limit.percent, pattern.counted
            )
            findings.append(found)
    marks = (f"{pattern.name}.rounds",) if rounded and pattern.rounding_unconfirmed else ()
    return Marked(tuple(findings), marks)


def none_of(findings: Sequence[Finding]) -> bool:
    """Whether nothing was found."""
    return not findings


def tally(
    rows: Sequence[Mapping[str, Any]], codes: Sequence[str | None], *, by: str
) -> dict[str, dict[str, int]]:
    """How often each code occurs, over all rows and apart for each value of a field."""
    result: dict[str, dict[str, int]] = {"all": {}}
    for row, code in zip(rows, codes, strict=True):
        for part in ("all", row[by]):
            counts = result.setdefault(part, {})
            name = code or "unassessed"
            counts[name] = counts.get(name, 0) + 1
    return result


def first_fit(pattern: Pattern, tallied: Mapping[str, Counts]) -> str | Missing:
    """The first term all of whose limits hold; an unassessed row counts in the total only."""

    def fits(limit: Limit) -> bool:
        counts = tallied.get(limit.among, {})
        count = sum(counts.get(code, 0) for code in limit.of)
        return keeps(limit, count, limit_of(limit, sum(counts.values()), pattern)[0])

    for code, limits in pattern.limits.items():
        if all(fits(limit) for limit in limits):
            return code
    return Missing("no rule fits these rows")
