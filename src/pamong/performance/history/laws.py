"""The law of a period and what it makes of the parts that a file gives; figures stay exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from pamong.performance.rules import PREDICATE_RULE, pack_named
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.inputs import BadInput
from pamong.policy.load import builtin, builtin_heads
from pamong.policy.pack import Exact, Field, Pack

JOINING_RULE = "joined_score"
FIRST_HALF, SECOND_HALF = "first_converted", "second_score"
PREDICATES = "predicate"
ONE_DAY = timedelta(days=1)
PLACES = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law makes of the parts, beside what was given; differences are named, never mended."""

    pack: Pack
    outcome: Outcome | None
    score: Decimal | None
    predicate: str
    score_differs: bool = False
    predicate_differs: bool = False


def inputs_of(pack: Pack) -> dict[str, Field]:
    """What the law of a period asks for."""
    return {field.name: field for field in pack.rules[PREDICATE_RULE].fields}


def has_scores(pack: Pack) -> bool:
    """Whether the law adds up scores, rather than reading a matrix of ratings."""
    return any(output.name == "score" for output in pack.rules[PREDICATE_RULE].outputs)


def judge(pack: Pack, given: Mapping[str, Any], *, score: Decimal | None, predicate: str) -> Judged:
    """Recompute from the parts where they are all there."""
    outcome = _outcome(pack, given)
    if outcome is None:
        return Judged(pack, None, score, predicate)
    computed: Decimal | None = outcome.value.get("score")
    found: str = outcome.value[PREDICATES]
    return Judged(
        pack,
        outcome,
        computed if score is None else score,
        predicate or found,
        score_differs=None not in (score, computed) and not _same(score, outcome),
        predicate_differs=bool(predicate) and predicate != found,
    )


def _same(score: Decimal | None, outcome: Outcome) -> bool:
    """Equal as printed, to however many places the file printed it."""
    exact = Decimal(outcome.value.get("exact", outcome.value["score"]))
    assert score is not None
    return abs(exact - score) <= Decimal(5).scaleb(-PLACES - 1)


def _outcome(pack: Pack, given: Mapping[str, Any]) -> Outcome | None:
    fields = inputs_of(pack)
    if any(not field.optional and name not in given for name, field in fields.items()):
        return None
    told = {name: read_input(fields[name], value) for name, value in given.items()}
    try:
        return evaluate(pack, PREDICATE_RULE, told)
    except BadInput:
        return None


def read_input(field: Field, value: Any) -> Any:
    """As the rule takes it: numbers were kept as text."""
    return Decimal(value) if field.kind == "number" else value


def score_bound(pack: Pack) -> Exact | None:
    """The highest score that weighing the inputs of a law can give; nothing where one has no bound."""
    highs = [field.high for field in inputs_of(pack).values() if field.kind == "number"]
    known = [high for high in highs if high is not None]
    return max(known) if known and len(known) == len(highs) else None


def joining_bound(half: str) -> Exact | None:
    """The highest value that the joined year takes of a half."""
    pack = joining_pack()
    fields = pack.rules[JOINING_RULE].fields if pack else ()
    return next((field.high for field in fields if field.name == half), None)


@cache
def joining_pack() -> Pack | None:
    """The law that joins the year in which it begins with the half before it."""
    heads = [head for head in builtin_heads() if JOINING_RULE in head.rules]
    return builtin(heads[0].id) if heads else None


def half_of(starts_on: date, ends_on: date) -> str:
    """Which half of the joined year a period is; nothing for every other period."""
    pack = joining_pack()
    begins = pack.head.period.start if pack else None
    if begins is None or starts_on.year != begins.year:
        return ""
    if ends_on == begins - ONE_DAY:
        return FIRST_HALF
    return SECOND_HALF if starts_on == begins else ""


def join(converted: Decimal | None, second: Decimal | None) -> Outcome | None:
    """The joined year, or why there is none."""
    pack = joining_pack()
    return (
        evaluate(pack, JOINING_RULE, {FIRST_HALF: converted, SECOND_HALF: second}) if pack else None
    )


def law_of(mark: str) -> Pack:
    """The pack that a result keeps."""
    return pack_named(mark)
