"""What one line comes to: the one way from its figures to rupiah, by the rules of the pack.

The same functions answer `pamong policy eval`; nothing is multiplied here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Pack

NOTHING, WHOLE = Decimal(0), Decimal(100)
Counts = Mapping[str, Any]
# What an agency settles of the allowance alone.
CLAUSES = frozenset(
    {
        "allowance_shares",
        "allowance_predicates",
        "allowance_attendance",
        "allowance_basis",
        "allowance_decimals",
    }
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """All figures that a line rests on; what is missing is None and never nought."""

    base_month: int | None
    days: int
    of_days: int
    attendance_share: Decimal
    performance_share: Decimal
    attendance_percent: Decimal | None
    predicate_percent: Decimal | None
    cut_percent: Decimal = NOTHING
    hours_share: Decimal | None = WHOLE


@dataclass(frozen=True, slots=True)
class Pay:
    """Whole rupiah, and the steps that lead there; None is a part that cannot be computed."""

    base: int | None = None
    attendance: int | None = None
    performance: int | None = None
    cut: int = 0
    total: int | None = None
    outcomes: tuple[Outcome, ...] = field(default=(), compare=False)


def pay_of(pack: Pack, grounds: Grounds) -> Pay:
    """Compute a line; without base or hours, or with neither part, there is no total."""
    if grounds.base_month is None or grounds.hours_share is None:
        return Pay()
    days = {
        "base": grounds.base_month,
        "days": grounds.days,
        "of_days": grounds.of_days,
        "hours_percent": grounds.hours_share,
    }
    based = evaluate(pack, "allowance_base", days)
    base: int = based.value["base"]
    parts = _parts(grounds)
    if not parts:
        return Pay(base, outcomes=(based,))
    shares = evaluate(pack, "allowance", {"base": base, **_inputs(grounds)})
    exact = {part: shares.value.get(f"{part}_exact", shares.value[part]) for part in parts}
    paid = evaluate(pack, "allowance_pay", {**exact, "cut_percent": grounds.cut_percent})
    outcomes = (based, _without(shares, parts), paid)
    return Pay(
        base,
        paid.value.get("attendance"),
        paid.value.get("performance"),
        paid.value["cut"],
        paid.value["total"],
        outcomes,
    )


def _parts(grounds: Grounds) -> list[str]:
    percents = {
        "attendance": grounds.attendance_percent,
        "performance": grounds.predicate_percent,
    }
    return [part for part, percent in percents.items() if percent is not None]


def _inputs(grounds: Grounds) -> dict[str, Decimal]:
    """A part that is missing takes no share, so that the rule computes the other one alone."""
    attended, rated = grounds.attendance_percent, grounds.predicate_percent
    return {
        "attendance_share": NOTHING if attended is None else grounds.attendance_share,
        "performance_share": NOTHING if rated is None else grounds.performance_share,
        "attendance_percent": attended or NOTHING,
        "predicate_percent": rated or NOTHING,
    }


def _without(outcome: Outcome, parts: list[str]) -> Outcome:
    """The steps of the parts that are there; a missing one has none."""
    steps = tuple(
        step
        for step in outcome.because
        if step.step.partition("_")[0] in parts and step.step != "total"
    )
    return Outcome(outcome.value, steps, outcome.unconfirmed)


def attendance_percent(pack: Pack, counts: Counts) -> tuple[Decimal | None, Outcome | None, str]:
    """The percentage: as given, or by the agency's table of deductions; else why there is none."""
    if counts.get("percent") is not None:
        return Decimal(str(counts["percent"])), None, ""
    table = pack.tables["allowance_attendance"]
    weights = {code: row.cells.get("percent") for code, row in table.rows.items()}
    if any(weight is None for weight in weights.values()):
        return None, None, "deductions"
    if not counts:
        return None, None, "attendance"
    absent = [code for code, weight in weights.items() if weight and counts.get(code) is None]
    if absent:
        return None, None, f"counts.{absent[0]}"
    rows = [
        {"item": code, "count": Decimal(str(counts[code]))}
        for code in weights
        if counts.get(code) is not None
    ]
    outcome = evaluate(pack, "attendance_percent", {"rows": rows})
    return outcome.value["percent"], outcome, ""


def shares_of(pack: Pack) -> dict[str, Decimal]:
    """How the agency splits the allowance between its parts; nothing before it says so."""
    table = pack.tables["allowance_shares"]
    cells = {code: row.cells.get("percent") for code, row in table.rows.items()}
    return {code: written(share) for code, share in cells.items() if share is not None}


def source_of(pack: Pack) -> str:
    """What the performance part rests on."""
    found: str = pack.tables["allowance_basis"].cell("performance", "allowance_source")
    return found


def predicate_percent(pack: Pack, predicate: str) -> Outcome:
    """The percent that the agency gives a predicate."""
    return evaluate(pack, "predicate_percent", {"predicate": predicate})


def daily_percent(pack: Pack, confirmed: int, lines: int) -> Outcome:
    """The percent that a month's confirmed daily lines are."""
    return evaluate(pack, "daily_percent", {"confirmed": confirmed, "lines": lines})
