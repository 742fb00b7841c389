"""Operators over rows and columns of input."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from pamong.policy.operators.answers import Marked, Missing, Refused, Traced
from pamong.policy.operators.numbers import add, half_up, less, mean, minus, product, ratio
from pamong.policy.pack import Exact

Apply = Callable[[Mapping[str, Any]], Marked]


def apply(row: Mapping[str, Any], *, rule: Apply) -> Marked:
    """Another rule's exact result for one record."""
    return rule(row)


def apply_each(rows: Sequence[Mapping[str, Any]], *, rule: Apply) -> Marked:
    """Another rule's exact result for each row; each leaves one step with the row's number.

    Of rows of which one has no result there is none.
    """
    results = [rule(row) for row in rows]
    steps = tuple(
        Traced(f"{step.step}, row {place}", step.inputs, step.value, step.citation)
        for place, result in enumerate(results, start=1)
        for step in result.steps
    )
    clauses = tuple(clause for result in results for clause in result.clauses)
    values = [result.value for result in results]
    return Marked(None if any(v is None for v in values) else values, clauses, "", steps)


def add_by(
    rows: Sequence[Mapping[str, Any]], values: Sequence[Exact], *, field: str
) -> dict[str, Exact]:
    """Sums apart for each value of a field, in the order in which they first occur."""
    sums: dict[str, Exact] = {}
    for row, value in zip(rows, values, strict=True):
        sums[row[field]] = add((sums.get(row[field], 0), value))
    return sums


def mean_each(rows: Sequence[Mapping[str, Any]], *, field: str) -> list[Exact | None]:
    """The average of a list in each row, over the entries that are there."""
    present = [[value for value in row[field] if value is not None] for row in rows]
    return [mean(values) if values else None for values in present]


def column_means(rows: Sequence[Sequence[Exact | None]]) -> list[Exact | None]:
    """The average of each column over those who answered; all rows must be equally long."""
    for place, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise Refused("rows", f"expected {len(rows[0])} entries in row {place}")
    return mean_each([{"column": column} for column in zip(*rows, strict=True)], field="column")


def present(values: Sequence[Exact | None], *, clause: str) -> Marked | Missing:
    """The values that are there; leaving some out rests on a clause of its own."""
    there = [value for value in values if value is not None]
    if not there:
        return Missing("nothing was answered")
    if len(there) == len(values):
        return Marked(values)  # the very same list: whoever writes it does so once
    return Marked(there, (clause,))


def weigh_printed(values: Sequence[Exact], decimals: Exact) -> Exact:
    """Weight one over the number of elements as forms print it, rounded before it is used."""
    return add(values) * half_up(Fraction(1, len(values)), int(decimals))


def weighted_mean(rows: Sequence[Mapping[str, Any]], *, weight: str, value: str) -> Exact | Missing:
    """Weights count relative to their own sum."""
    total = add([row[weight] for row in rows])
    if total == 0:
        return Missing("the weights add up to 0")
    return ratio(add([product((row[weight], row[value])) for row in rows]), total)


def match(reached: Exact | Sequence[Exact], required: Exact | Sequence[Exact]) -> dict[str, Any]:
    """What was reached of what was required; with lists also each gap, below nought where short."""
    if isinstance(reached, int | Fraction) and isinstance(required, int | Fraction):
        return {"percent": 100 * ratio(reached, required), "capped_percent": None, "gaps": None}
    if not isinstance(reached, Sequence) or not isinstance(required, Sequence):
        raise Refused("reached", "expected two numbers or two lists, as in required")
    if len(reached) != len(required):
        raise Refused("reached", f"expected {len(required)} entries, as in required")
    pairs, total = list(zip(reached, required, strict=True)), add(required)
    capped = add([r if less(r, q) else q for r, q in pairs])
    return {
        "percent": 100 * ratio(add(reached), total),
        "capped_percent": 100 * ratio(capped, total),
        "gaps": [minus(r, q) for r, q in pairs],
    }
