"""Every figure as one expression over tables that are only described; which engine reads them is not known here.

Sums and counts are answered, never means: a mean is one exact division afterwards, equal on every engine.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import ibis
from ibis import _

from pamong.analytics.engines.cuts import Cut, Tree

if TYPE_CHECKING:
    import ibis.expr.types as ir

WHOSE = {"year": "int16", "employee_id": "int64", "unit_id": "int64"}
EVALUATIONS, SCORES, STEPS, RESULTS, UNITS = "evaluations", "scores", "steps", "results", "units"
AIMS = {"due_on": "date", **dict.fromkeys(("q1", "q2", "q3"), "decimal(20,6)")}
SHAPES: dict[str, dict[str, str]] = {
    "plans": {
        **WHOSE,
        "id": "int64",
        "rater_id": "int64",
        "held": "string",
        "form": "string",
        "status": "string",
        "proposed_on": "date",
        "agreed_on": "date",
    },
    EVALUATIONS: {
        **WHOSE,
        "id": "int64",
        "rater_id": "int64",
        "period": "string",
        "held": "string",
        "status": "string",
        "predicate": "string",
        "attainment_sum": "decimal(18,4)",
        "attainments": "int32",
    },
    SCORES: {
        "year": "int16",
        "unit_id": "int64",
        "period": "string",
        "held": "string",
        "bucket": "int32",
        "people": "int64",
    },
    STEPS: {
        **WHOSE,
        "id": "int64",
        "quarter": "int16",
        "amount": "decimal(14,2)",
        "due_on": "date",
        "entries": "int32",
        "done": "decimal(18,2)",
    },
    RESULTS: {
        **WHOSE,
        "id": "int64",
        "kind": "string",
        "serves_id": "int64",
        "goal_id": "int64",
        "evidence": "int32",
        "indicators": "int32",
    },
    "levels": {
        "year": "int16",
        "unit_id": "int64",
        "period": "string",
        "level": "string",
    },
    "goals": {"year": "int16", "id": "int64", "budget": "decimal(20,2)"},
    "card_figures": {
        "year": "int16",
        "id": "int64",
        "indicator_id": "int64",
        "unit_id": "int64",
        "value": "decimal(38,12)",
        "as_of": "date",
        "parts": "int16",
        "missing": "int16",
        "withheld": "boolean",
        "read": "int32",
        "confirmed": "int32",
    },
    **{
        f"{whose}_{what}": {
            "year": "int16",
            "id": "int64",
            "indicator_id": "int64",
            f"{whose}_id": "int64",
            "unit_id": "int64",
            "value": "decimal(20,6)",
            **more,
        }
        for whose in ("goal", "card")
        for what, more in (("targets", AIMS), ("readings", {"as_of": "date"}))
    },
    UNITS: {"year": "int16", "month": "int16", "unit_id": "int64", "path": "string"},
}


def _is_due(cut: Cut) -> "ir.BooleanValue":
    if cut.day is None:
        raise ValueError(f"{cut.condition}: expected a day")
    return _.due_on < ibis.literal(cut.day)


def _is_late(cut: Cut) -> "ir.BooleanValue":
    """Past its quarter, and less was entered than was planned, or nothing."""
    done = _.done.fill_null(0)
    return _is_due(cut) & ((_.entries == 0) | (_.amount.notnull() & (done < _.amount)))


CONDITIONS: Mapping[str, Callable[[Cut], "ir.BooleanValue"]] = {
    "set": lambda _cut: _.predicate.notnull(),
    "not_set": lambda _cut: _.predicate.isnull(),
    "due": _is_due,
    "late": _is_late,
    "carried": lambda _cut: _.serves_id.notnull() | _.goal_id.notnull(),
    "loose": lambda _cut: _.serves_id.isnull() & _.goal_id.isnull(),
    "without_evidence": lambda _cut: _.evidence == 0,
    "without_indicator": lambda _cut: _.indicators == 0,
}


def rows(cut: Cut, more: Mapping[str, str] | None = None) -> "ir.Table":
    """The rows of a cut; `more` are columns of files that hold several agencies."""
    found = ibis.table({**SHAPES[cut.table], **(more or {})}, name=cut.table)
    if cut.years:
        found = found.filter(_.year.isin(cut.years))
    for column, values in cut.among:
        found = found.filter(_[column].isin(values))
    if cut.below:
        found = found.filter(_.unit_id.isin(_units(cut.below).unit_id))
    if cut.condition:
        found = found.filter(CONDITIONS[cut.condition](cut))
    return found


def _units(tree: Tree) -> "ir.Table":
    held = ibis.table(SHAPES[UNITS], name=UNITS)
    then = held.filter((_.year == tree.year) & (_.month == tree.month))
    return then.filter(_.path.contains(f"/{tree.unit}/")).select("unit_id")


def counted(found: "ir.Table", by: Sequence[str]) -> "ir.Table":
    """How many rows there are of each."""
    return found.aggregate([_.count().name("rows")], by=list(by))


def scored(found: "ir.Table", by: Sequence[str]) -> "ir.Table":
    """How many evaluations there are of each, and the sum and count of their attainments."""
    said = {
        "rows": _.count(),
        "attainment_sum": _.attainment_sum.sum(),
        "attainments": _.attainments.sum(),
    }
    return found.aggregate(by=list(by), **said)


def quantiles(found: "ir.Table", by: Sequence[str], shares: Sequence[Fraction]) -> "ir.Table":
    """The bucket in which each share of the people is reached."""
    merged = found.group_by(*by, "bucket").agg(people=_.people.sum())
    reached = merged.mutate(
        upto=_.people.sum().over(ibis.cumulative_window(group_by=by, order_by="bucket")),
        all=_.people.sum().over(ibis.window(group_by=by)),
    )
    asked = {
        f"q{place}": _.bucket.min(where=_.upto * share.denominator >= _.all * share.numerator)
        for place, share in enumerate(shares)
    }
    return reached.aggregate(by=list(by), people=_.people.sum(), **asked)


def listed(found: "ir.Table", columns: Sequence[str]) -> "ir.Table":
    """The rows themselves, of tables that hold no person."""
    return found.select(*columns).order_by(*columns)


def keys(found: "ir.Table", after: int, most: int) -> "ir.Table":
    """The keys of the rows, so many after one."""
    return found.filter(_.id > after).select("id").order_by("id").limit(most)
