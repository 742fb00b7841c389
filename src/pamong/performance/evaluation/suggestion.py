"""What the rules say before the leader decides: attainment by result, the suggestion, the predicate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pamong.measurement.attainment import Attainment
from pamong.performance.levels.queries import (
    LEADER_TABLE,
    leader_rating,
    leader_rating_is_open,
)
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import period_days
from pamong.performance.plan.content import PlanContent, ResultLine
from pamong.performance.progress.queries import attainments_of
from pamong.performance.rules import pack_named
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.pack import Pack

ROWS_RULE, PREDICATE_RULE = "results_rating", "predicate"
STATES, LIMITS = "row_state", "results_limits"
PLACES = Decimal("0.0001")
Inputs = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One result with what was attained: the mean of the indicators that have a figure."""

    result: ResultLine
    parts: Mapping[int, Attainment]  # by the key of the plan's indicator
    mean: Decimal | None = None
    state: str = ""  # code of the pack; empty when nothing was read


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rating for the leader to consider; empty when no rule fits."""

    rating: str = ""
    outcome: Outcome = field(default_factory=lambda: Outcome({}))
    states: tuple[str, ...] = ()
    means: tuple[Decimal | None, ...] = ()
    parts: tuple[tuple[Decimal | None, ...], ...] = ()  # each row's indicators
    level: str = ""  # set when the rating follows from the unit's level
    unconfirmed: tuple[str, ...] = ()

    def count(self, state: str) -> int:
        """How many rows are in a state; "" counts those without a reading."""
        return self.states.count(state)


def leads(plan: Plan) -> bool:
    """Whether the plan is that of a unit's head: then the unit's level is the rating of results."""
    return plan.leads


def until_of(plan: Plan, period: str) -> date:
    """The last day whose readings count."""
    return min(period_days(plan.year, period)[1], plan.ends_on)


def row_inputs(content: PlanContent, parts: Mapping[int, Attainment]) -> list[dict[str, Any]]:
    """The rows as the rule takes them and as an evaluation keeps them: figures as text."""
    return [
        {
            "classification": result.kind,
            "attainments": [_kept(parts.get(line.pk)) for line in result.indicators],
        }
        for result in content.results
    ]


def _kept(part: Attainment | None) -> str | None:
    return None if part is None or part.uncapped is None else str(part.uncapped)


def attained(
    plan: Plan, period: str, content: PlanContent
) -> tuple[dict[int, Attainment], list[dict[str, Any]]]:
    """Each indicator's attainment by the end of the period, and the rows for the rule."""
    parts = attainments_of(plan, content, until=until_of(plan, period), period=period)
    return parts, row_inputs(content, parts)


def suggest(pack: Pack, inputs: Inputs) -> Suggestion:
    """The rating that the rules suggest from kept inputs: by the unit's level, or by the rows."""
    by_rows = _by_rows(pack, inputs.get("rows") or [])
    level = str(inputs.get("level") or "")
    rating = leader_rating(pack, level) if inputs.get("leads") and level else ""
    if not rating:
        return by_rows
    marks = (LEADER_TABLE,) if leader_rating_is_open(pack, level) else ()
    return replace(by_rows, rating=rating, level=level, unconfirmed=marks)


def _by_rows(pack: Pack, rows: Sequence[Mapping[str, Any]]) -> Suggestion:
    if not rows:
        return Suggestion()
    read = [_read(row) for row in rows]
    outcome = evaluate(pack, ROWS_RULE, {"rows": read})
    steps = {step.step: step.value for step in outcome.because}
    return Suggestion(
        rating=outcome.value["rating"] or "",
        outcome=outcome,
        states=tuple(state or "" for state in steps["states"]),
        means=tuple(_decimal(mean) for mean in steps["attainments"]),
        parts=tuple(tuple(row["attainments"]) for row in read),
        unconfirmed=outcome.unconfirmed,
    )


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    figures = [None if text is None else Decimal(text) for text in row["attainments"]]
    return {"classification": row["classification"], "attainments": figures}


def _decimal(mean: Any) -> Decimal | None:
    if mean is None:
        return None
    return (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(PLACES, ROUND_HALF_UP)


def predicate_of(pack: Pack, results: str, behaviour: str) -> Outcome:
    """The predicate that two ratings give, with its steps."""
    return evaluate(pack, PREDICATE_RULE, {"results": results, "behaviour": behaviour})


def rerun(evaluation: Evaluation) -> Outcome:
    """Run the rules again on what was kept: the same predicate, whenever it is asked."""
    kept = evaluation.inputs
    return predicate_of(pack_named(evaluation.pack), kept["results"], kept["behaviour"])


def suggest_again(evaluation: Evaluation) -> Suggestion:
    """The suggestion from what was kept."""
    return suggest(pack_named(evaluation.pack), evaluation.inputs)
