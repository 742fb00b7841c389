"""Plans and evaluations as rows of the national form, in a fixed number of queries for each block."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q
from django.db.models.functions import Coalesce

from pamong.access.scope import Scope
from pamong.measurement.attainment import Standing, standings
from pamong.people.models import Agency, Unit, recall_names
from pamong.performance.evaluation.suggestion import until_of
from pamong.performance.models import (
    ActionStep,
    Evaluation,
    EvidenceUse,
    Plan,
    PlanQuerySet,
)
from pamong.performance.models.evaluation import EvaluationQuerySet
from pamong.performance.papers.queries import printable_plans
from pamong.performance.periods import Period, in_order, quarter_in
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine, contents_of
from pamong.performance.progress.queries import span_in

BLOCK = 300
PEOPLE = ("agency", "employee", "position", "duty", "unit", "rater__position", "rater__unit")
BY_NAME = ("employee__name", "employee_id", "starts_on", "pk")
Texts = Mapping[int, Sequence[str]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done for a plan in a period: by result, and the last figure by indicator."""

    steps: Texts = field(default_factory=dict)
    evidence: Texts = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)
    actuals: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One indicator of a result, or a result that has none, in its place on the form."""

    number: int
    result: ResultLine
    line: IndicatorLine | None


def form_rows(content: PlanContent) -> Iterator[FormRow]:
    """Main results first, then additional ones, each numbered from one."""
    for results in (content.main, content.additional):
        for number, result in enumerate(results, start=1):
            for line in result.indicators or (None,):
                yield FormRow(number, result, line)


def unit_of(agency: Agency, code: str) -> Unit | None:
    """The unit with the code."""
    return Unit.objects.filter(agency=agency, code=code).first()


def plans_out(scope: Scope, agency: Agency, year: int, unit: Unit | None) -> PlanQuerySet:
    """Agreed plans of a year that the account may print, of a unit and those below it."""
    rows = Plan.objects.all() if scope.is_shell else printable_plans(scope)
    rows = rows.filter(agency=agency, year=year).in_force()
    return rows.filter(unit__path__startswith=unit.path) if unit else rows


def evaluations_out(
    scope: Scope, agency: Agency, year: int, unit: Unit | None
) -> EvaluationQuerySet:
    """Set evaluations of those plans, the last version of each."""
    rows = Evaluation.objects.visible_to(scope).final().standing()
    return rows.filter(plan__in=plans_out(scope, agency, year, unit))


def blocks_of_plans(rows: PlanQuerySet, year: int) -> Iterator[tuple[Plan, PlanContent]]:
    """Each plan with its content, by name."""
    ordered = rows.select_related(*PEOPLE).order_by(*BY_NAME)
    for block in _blocks(ordered.iterator(chunk_size=BLOCK)):
        contents = contents_of([plan.pk for plan in block], year)
        recall_names(plan.unit for plan in block)
        yield from ((plan, contents[plan.pk]) for plan in block)


def blocks_of_evaluations(
    rows: EvaluationQuerySet, year: int
) -> Iterator[tuple[Evaluation, PlanContent, Done]]:
    """Each evaluation with the content of its plan and what was done, by name and period."""
    around = [f"plan__{name}" for name in PEOPLE]
    ordered = rows.select_related(*around, "rater").prefetch_related("results", "behaviour")
    ordered = ordered.order_by(*(f"plan__{name}" for name in BY_NAME), in_order())
    for block in _blocks(ordered.iterator(chunk_size=BLOCK)):
        plans = {row.plan_id for row in block}
        contents = contents_of(plans, year)
        recall_names(row.plan.unit for row in block)
        done = {
            period: done_of(contents, [row for row in block if row.period == period], period)
            for period in {row.period for row in block}
        }
        for row in block:
            yield row, contents[row.plan_id], _with_words(done[row.period], row)


def _blocks(rows: Iterable[T]) -> Iterator[list[T]]:
    block: list[T] = []
    for row in rows:
        block.append(row)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def done_of(
    contents: Mapping[int, PlanContent], evaluations: Sequence[Evaluation], period: str
) -> Done:
    """Steps, evidence and figures of some plans up to the end of a period, in three queries."""
    plans = {row.plan_id: row.plan for row in evaluations}
    until = {pk: until_of(plan, period) for pk, plan in plans.items()}
    found: dict[int, Decimal] = {}
    for year, day in {(plan.year, until[pk]) for pk, plan in plans.items()}:
        own = [plan for pk, plan in plans.items() if until[pk] == day]
        keys = [line.indicator_id for plan in own for line in contents[plan.pk].indicators]
        told = standings(keys, year=year, until=day)
        for plan in own:
            found |= _actuals(plan, contents[plan.pk], period, told, day)
    return Done(_steps(plans, period), _evidence(plans, until), {}, found)


def _actuals(
    plan: Plan, content: PlanContent, period: str, told: dict[int, Standing], until: date
) -> dict[int, Decimal]:
    """The figures that count for the period; an older one is none of it."""
    span = span_in(period, plan.starts_on, plan.ends_on, until)
    read = {
        line.indicator_id: span.counted(line, told.get(line.indicator_id))
        for line in content.indicators
    }
    return {key: standing.value for key, standing in read.items() if standing}


def _steps(plans: Iterable[int], period: str) -> dict[int, list[str]]:
    rows = ActionStep.objects.filter(result__plan__in=plans)
    if period != Period.YEAR:
        rows = rows.filter(quarter=quarter_in(period))
    found: dict[int, list[str]] = defaultdict(list)
    for result, text in rows.order_by("quarter", "pk").values_list("result_id", "text"):
        found[result].append(text)
    return found


def _evidence(plans: Iterable[int], until: Mapping[int, date]) -> dict[int, list[str]]:
    """Links as they are, files by their title: the national form takes links."""
    rows = EvidenceUse.objects.filter(plan__in=plans, evidence__withdrawn_on=None)
    rows = rows.filter(Q(result__isnull=False) | Q(entry__step__isnull=False))
    told = rows.annotate(of=Coalesce("result_id", "entry__step__result_id")).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for plan, result, title, link, day in told.values_list(
        "plan_id", "of", "evidence__title", "evidence__link", "evidence__dated_on"
    ):
        said = f"{title}: {link}" if link else title
        if day <= until[plan] and said not in found[result]:
            found[result].append(said)
    return found


def _with_words(done: Done, evaluation: Evaluation) -> Done:
    words = {row.result_id: row.feedback for row in evaluation.results.all() if row.feedback}
    return Done(done.steps, done.evidence, words, done.actuals)


def done_for(evaluation: Evaluation, content: PlanContent) -> Done:
    """What was done for one evaluation."""
    done = done_of({evaluation.plan_id: content}, [evaluation], evaluation.period)
    return _with_words(done, evaluation)
