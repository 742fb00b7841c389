"""The rules of a performance year by name, for callers that hold values rather than JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.pack import Pack

# Decimal, int or Fraction; a float is refused.
Figure = Any


def predicate(pack: Pack, *, results: str, behaviour: str) -> Outcome:
    """The predicate that two ratings give, by code or label."""
    return evaluate(pack, "predicate", {"results": results, "behaviour": behaviour})


def leader_rating(pack: Pack, level: str) -> Outcome:
    """The rating of results that a unit's level gives to the one who leads it."""
    return evaluate(pack, "leader_rating_of", {"level": level})


def distribution(pack: Pack, *, level: str, counts: Mapping[str, int]) -> Outcome:
    """Whether a unit's predicates follow the pattern of its level; a guide, not a quota."""
    return evaluate(pack, "distribution", {"level": level, "counts": counts})


def attainment(pack: Pack, *, on: date | None = None, **inputs: Any) -> Outcome:
    """How far a target was reached: `attainment` capped for sums, `uncapped` for the page."""
    return evaluate(pack, "attainment", inputs, on=on)


def credit(pack: Pack, *, level: str, predicate: str, months: int | None = None) -> Outcome:
    """The credit of one conversion."""
    inputs = {"level": level, "predicate": predicate, "months": months}
    return evaluate(pack, "credit", inputs)
