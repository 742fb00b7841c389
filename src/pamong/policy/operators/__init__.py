"""The closed set of operators a pack may name; a rule that none of them can say needs a new one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pamong.policy.operators import counts, goals, lists, lookups, numbers


@dataclass(frozen=True, slots=True)
class Operator:
    """A pure function with what may be referred to (`refs`) and what is said in words."""

    run: Callable[..., Any]
    refs: tuple[str, ...]
    words: tuple[str, ...]
    takes_missing: bool


# These look at what is missing themselves; every other operator answers "missing" to it.
_TAKE_MISSING = (
    numbers.add_given, numbers.first_given, numbers.needed, numbers.against, goals.attained_more,
    goals.attained_less, goals.progress, goals.nearness, goals.milestone, goals.ordinal,
)  # fmt: skip
_PLAIN = (
    numbers.half_up, numbers.product, numbers.add, numbers.deduct, numbers.difference,
    numbers.percent_of, numbers.times_each, numbers.ratio, numbers.mean, numbers.clamp,
    lookups.lookup, lookups.lookup_if_any, lookups.lookup_each, lookups.band,
    lookups.band_each, lookups.placement, counts.count_all, counts.shares, counts.broken,
    counts.none_of, counts.tally, counts.first_fit, lists.apply, lists.apply_each, lists.add_by,
    lists.mean_each, lists.column_means, lists.present, lists.weigh_printed,
    lists.weighted_mean, lists.match, numbers.finite_sample,
)  # fmt: skip


def _operator(function: Callable[..., Any], takes_missing: bool) -> Operator:
    parameters = inspect.signature(function).parameters.values()
    words = tuple(p.name for p in parameters if p.kind is p.KEYWORD_ONLY)
    refs = tuple(p.name for p in parameters if p.name not in words)
    return Operator(function, refs, words, takes_missing)


OPERATORS: dict[str, Operator] = {
    **{f.__name__: _operator(f, takes_missing=True) for f in _TAKE_MISSING},
    **{f.__name__: _operator(f, takes_missing=False) for f in _PLAIN},
}
