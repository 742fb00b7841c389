"""Everything on the page of one evaluation, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from pamong.access.prepared import prepared
from pamong.measurement.attainment import Attainment
from pamong.performance.evaluation.early import is_early, levels_on
from pamong.performance.evaluation.queries import (
    Levels,
    Seat,
    WorkLine,
    seat_of,
    worklist,
)
from pamong.performance.evaluation.suggestion import (
    Suggestion,
    attained,
    leads,
    suggest,
)
from pamong.performance.models import (
    BehaviourRating,
    Dialogue,
    Evaluation,
    EvidenceUse,
    Feedback,
    ResultRating,
    TeamInput,
    UnitLevel,
)
from pamong.performance.plan.content import PlanContent
from pamong.performance.progress.queries import results_of
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack

EVIDENCE, RESULT, VALUE, WORD = "evidence", "result", "value", "word"
INPUT, BETWEEN = "input", "\x1f"  # between parts of one text
EVALUATED, TALKED = "evaluated", "talked"


@dataclass(frozen=True, slots=True)
class Said:
    """A rating that was saved, with its word."""

    rating: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: a file of ours, or a link."""

    title: str
    link: str
    uuid: UUID
    dated_on: date = date.min
    looked: str = ""  # whether somebody else confirmed it or asked about it


@dataclass(frozen=True, slots=True)
class Word:
    """Feedback of the year about a result or a value, with the side it came from and who spoke."""

    side: str
    text: str
    by: str = ""
    rating: str = ""  # what a team's leader proposes, and for which work
    team: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The results, what was attained and saved, and what the rules suggest from it."""

    evaluation: Evaluation
    pack: Pack
    content: PlanContent
    parts: dict[int, Attainment]
    suggestion: Suggestion
    results: dict[int, Said]
    behaviour: dict[str, Said]
    evidence: dict[int, list[Piece]]
    level: UnitLevel | None
    seat: Seat
    levels: Levels
    words: dict[int | str, list[Word]]  # by the key of a result, or by the code of a value
    lines: list[WorkLine] = field(default_factory=list)
    is_alone: bool = False  # a plan that a move closed, rated before the others of the period


@dataclass(frozen=True, slots=True)
class Noted:
    """Something of the year worth knowing while rating."""

    kind: str
    text: str
    code: str
    on: date
    by: str = ""  # who rated, who may be a former rater
    said: str = ""  # what was recommended or agreed


@prepared
def rows_beside(*, plan: int, evaluation: int, period: str) -> Any:
    """Evidence, saved ratings, feedback and what team leaders propose as (kind, result, three texts), in one query."""
    evidence = EvidenceUse.objects.filter(
        plan_id=plan, result__isnull=False, evidence__withdrawn_on=None, evidence__purged_on=None
    )
    results = ResultRating.objects.filter(evaluation_id=evaluation)
    values = BehaviourRating.objects.filter(evaluation_id=evaluation)
    words = Feedback.objects.filter(plan_id=plan).order_by()
    told = TeamInput.objects.filter(plan_id=plan, period=period).order_by()
    parts = ("giver__name", "team__name", "rating", Cast("on", TextField()))
    joined = [x for part in parts for x in (part, Value(BETWEEN))][:-1]
    about = Coalesce(F("result_id"), 0)
    nothing = Value("")
    parts_of = (Cast(f"evidence__{name}", TextField()) for name in ("uuid", "dated_on", "looked"))
    uuid, day, looked = parts_of
    file = Concat(uuid, Value(" "), day, Value(" "), looked, output_field=TextField())
    return _texts(
        evidence, EVIDENCE, F("result_id"), "evidence__title", "evidence__link", file
    ).union(
        _texts(results, RESULT, F("result_id"), "rating", "feedback", nothing),
        _texts(values, VALUE, Value(0), "value", "rating", "feedback"),
        _texts(words, WORD, about, Concat("side", Value(" "), "giver__name"), "text", "value"),
        _texts(told, INPUT, about, Concat(*joined, output_field=TextField()), "text", "value"),
        all=True,
    )


def _texts(rows: Any, kind: str, key: Any, *texts: Any) -> Any:
    """The same columns for every kind of row: what a union needs."""
    told = {
        f"text_{place}": Cast(F(text) if isinstance(text, str) else text, TextField())
        for place, text in enumerate(texts)
    }
    marked = rows.annotate(
        of_kind=Value(kind, output_field=CharField()), of_result=Cast(key, IntegerField()), **told
    )
    return marked.values_list("of_kind", "of_result", *told)


def sheet_of(evaluation: Evaluation, on: date, *, without: int = 0) -> Sheet:
    """Read one evaluation with everything beside it, in seven queries."""
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    seat = seat_of(plan)
    when, rhythms = (plan.year, evaluation.period), rhythms_of(plan.agency)
    lines = worklist([evaluation.owed_by_id], when, rhythms, without=without)
    is_alone = is_early(plan, evaluation.period, on)
    if is_alone:  # only who moved as well: the others wait for the end of the period
        lines = [line for line in lines if line.ends_on < on]
    levels = levels_on([seat, *(line.seat for line in lines)], evaluation, on)
    level = levels.for_rating(seat)
    content = results_of(plan)
    parts, rows = attained(plan, evaluation.period, content)
    code = level.level if level else ""
    suggestion = suggest(pack, {"rows": rows, "level": code, "leads": leads(plan)})
    found = rows_beside(plan=plan.pk, evaluation=evaluation.pk, period=evaluation.period)
    results, behaviour, evidence, words = _sorted(found)
    return Sheet(
        *(evaluation, pack, content, parts, suggestion, results, behaviour, evidence),
        *(level, seat, levels, words, lines, is_alone),
    )


def _sorted(
    rows: Iterable[tuple[str, int, str, str, str]],
) -> tuple[dict[int, Said], dict[str, Said], dict[int, list[Piece]], dict[int | str, list[Word]]]:
    results: dict[int, Said] = {}
    behaviour: dict[str, Said] = {}
    evidence: dict[int, list[Piece]] = defaultdict(list)
    words: dict[int | str, list[Word]] = defaultdict(list)
    for kind, key, first, second, third in rows:
        if kind == EVIDENCE:
            uuid, day, looked = third.split(" ")
            piece = Piece(first, second, UUID(uuid), date.fromisoformat(day), looked)
            evidence[key].append(piece)
        elif kind == WORD:
            side, _space, giver = first.partition(" ")
            words[third or key].append(Word(side, second, giver))
        elif kind == INPUT:
            giver, team, rating, day = first.split(BETWEEN)
            side, on = Feedback.Side.TEAM_LEADER, date.fromisoformat(day)
            words[third or key].insert(0, Word(side, second, giver, rating, team, on))
        elif kind == RESULT:
            results[key] = Said(first, second)
        else:
            behaviour[first] = Said(second, third)
    return results, behaviour, evidence, words


def notes_of(evaluation: Evaluation) -> list[Noted]:
    """The year so far: predicates that were set and dialogues that were held, newest first."""
    plan = evaluation.plan
    of = {"employee": plan.employee_id, "year": plan.year, "plan": plan.pk}
    rows = _year_so_far(**of, without=evaluation.pk)
    return sorted((Noted(*row) for row in rows), key=lambda note: note.on, reverse=True)


@prepared
def _year_so_far(*, employee: int, year: int, plan: int, without: int) -> Any:
    rated = Evaluation.objects.final().filter(plan__employee_id=employee, plan__year=year)
    talks = Dialogue.objects.filter(plan_id=plan, held_on__isnull=False)
    named = Concat("period", Value(" "), "plan__held")  # which of several plans it was
    nothing = Value("")
    told = {"text_0": named, "text_1": F("predicate"), "of_day": F("status_on")}
    told |= {"text_2": Coalesce(F("rater__name"), nothing), "text_3": F("recommendation")}
    talked = {"text_0": F("topic"), "text_1": nothing, "of_day": F("held_on")}
    talked |= {"text_2": nothing, "text_3": nothing}
    rows = _noted(rated.exclude(pk=without), EVALUATED, told)
    return rows.union(_noted(talks, TALKED, talked), all=True)


def _noted(rows: Any, kind: str, told: dict[str, Any]) -> Any:
    """The same columns for both: what a union needs."""
    given = {
        name: value if name == "of_day" else Cast(value, TextField())
        for name, value in told.items()
    }
    marked = rows.annotate(of_kind=Value(kind, output_field=CharField()), **given)
    return marked.order_by().values_list(
        *("of_kind", "text_0", "text_1", "of_day", "text_2", "text_3")
    )
