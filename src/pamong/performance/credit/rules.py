"""The rules of angka kredit as pages ask for them: the functions that `pamong policy eval` runs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.performance.models import CreditEntry
from pamong.performance.rules import Local, pack_on
from pamong.policy.choose import NoPack
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.load import builtin
from pamong.policy.local import MARK
from pamong.policy.pack import Pack

LEVELS, RANKS, PREDICATES = "credit_level", "rank", "predicate"  # scales of the pack
CREDIT, PROGRESS = "credit", "credit_progress"
INTEGRATION, TRANSFER, DIPLOMA = "credit_integration", "credit_transfer", "credit_diploma"
PROGRESS_INPUTS = ("level", "rank", "held", "rows", "entry_rank", "diplomas")
PROMOTION = "credit_promotion"  # by kind of employee
PERCENTS, STEPS = "credit_percent", "credit_levels"  # tables of the pack
WHOLE = 100
Kind = CreditEntry.Kind


def credit_pack(day: date, kind: str, local: Local) -> Pack | None:
    """The pack by which predicates of the day are converted; none before there were conversions."""
    try:
        pack = pack_on(day, kind, local=local)
    except NoPack:
        return None
    period = pack.head.rules.get(CREDIT)
    return pack if period and period.start <= day else None


def first_day(pack: Pack) -> date:
    """The first day whose predicate is converted: of the official pack, for an agency's own begins later."""
    return builtin(pack.id.partition(MARK)[0]).head.rules[CREDIT].start


def raises(pack: Pack, kind: str) -> bool:
    """Whether credit raises the rank and the level of this kind of employee."""
    table = pack.tables.get(PROMOTION)
    row = table.rows.get(kind) if table else None
    return row is None or bool(row.cells["raises"])


def level_in(pack: Pack, text: str) -> str:
    """The level that a post names, as a code; nothing where the rules know none by it."""
    return pack.scales[LEVELS].find(text) or "" if text else ""


def rank_in(pack: Pack, text: str) -> str:
    """The rank by its name, as a code; nothing for one that the rules do not know."""
    return pack.scales[RANKS].find(text) or "" if text else ""


def inputs_of_conversion(level: str, predicate: str, months: int) -> dict[str, Any]:
    """One conversion as the rule takes it."""
    return {"level": level, "predicate": predicate, "months": months}


def convert(pack: Pack, row: Mapping[str, Any]) -> Outcome:
    """The angka kredit of one conversion."""
    return evaluate(pack, CREDIT, row)


def progress(pack: Pack, told: Mapping[str, Any]) -> Outcome:
    """The total of a level, exact until it is rounded, beside the thresholds of level and rank."""
    given = {name: told[name] for name in PROGRESS_INPUTS if told.get(name) not in (None, "", [])}
    return evaluate(pack, PROGRESS, given | {"held": Decimal(told["held"])})


def carried(pack: Pack, kind: str, level: str, given: Mapping[str, Any]) -> Outcome | None:
    """What a rule makes of a balance; nothing where its document states the figure itself."""
    told = {name: _read(value) for name, value in given.items()}
    if kind == Kind.INTEGRATION and "conventional" in told:
        return evaluate(pack, INTEGRATION, {"level": level, **told})
    if kind == Kind.DIPLOMA:
        return evaluate(pack, DIPLOMA, {"level": level})
    if kind == Kind.TRANSFER and "credit" not in told:
        return evaluate(pack, TRANSFER, {"to_level": level, **told})
    return None


def figure_of(outcome: Outcome) -> Decimal:
    """The main figure of a balance, unrounded."""
    shown = outcome.value.get("credit", outcome.value.get("total"))
    return Decimal(outcome.exact if outcome.exact is not None else shown)


def _read(value: Any) -> Any:
    """Numbers are kept as text; codes are not numbers."""
    try:
        return Decimal(value)
    except ArithmeticError:
        return value


def usual_predicate(pack: Pack) -> str:
    """The predicate that gives the coefficient itself."""
    rows = pack.tables[PERCENTS].rows.items()
    return next(str(code) for code, row in rows if row.cells["percent"] == WHOLE)
