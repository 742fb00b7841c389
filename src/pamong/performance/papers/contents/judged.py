"""What stands behind some evaluations on the day on which each was set, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pamong.ledger.actions import ON_BEHALF
from pamong.ledger.models import Entry
from pamong.measurement.attainment import Standing
from pamong.measurement.models import Reading
from pamong.people.models import Contract, Employee
from pamong.performance.models import (
    BehaviourRating,
    Evaluation,
    EvidenceUse,
    Feedback,
    Objection,
    Plan,
    ResultRating,
    TeamInput,
)
from pamong.performance.papers.contents.frozen import contents_on
from pamong.performance.papers.contents.persons import Held, know_ranks, posts_of, units_of
from pamong.performance.periods import Period, in_order, period_days
from pamong.performance.plan.content import PlanContent
from pamong.performance.plan.part_time import contracts_of
from pamong.ui.dates import day_of

RATED, CLOSED = "performance.evaluation_rated", "performance.evaluation_closed"
AROUND = (
    *Evaluation.AROUND,
    *("plan__employee__agency", "plan__rater", "plan__superior"),
    *("rater", "setting", "replaced_by"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A figure as of a day, the day on which it was entered, and whether another replaced it."""

    as_of: date
    value: Decimal
    entered_on: date
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word about a result or a value, by whom and from which side."""

    side: str
    text: str
    by_id: int
    by: str
    on: date
    team: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence of a result."""

    title: str
    dated_on: date
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A rating of one result or value, with the leader's word."""

    rating: str
    feedback: str


@dataclass(slots=True)
class Behind:
    """Everything about some evaluations, by the keys that they are asked by."""

    contents: dict[int, PlanContent] = field(default_factory=dict)  # by evaluation
    results: dict[tuple[int, str], Given] = field(default_factory=dict)  # evaluation, result
    values: dict[tuple[int, str], Given] = field(default_factory=dict)  # evaluation, value
    readings: dict[str, list[Read]] = field(default_factory=dict)  # by the plan's indicator
    proofs: dict[str, list[Proof]] = field(default_factory=dict)  # by result
    words: dict[tuple[int, str], list[Spoken]] = field(default_factory=dict)  # plan, about
    inputs: dict[tuple[int, str, str], list[Spoken]] = field(default_factory=dict)  # with period
    acted: dict[UUID, str] = field(default_factory=dict)  # who rated in the rater's place
    decided: dict[int, Objection] = field(default_factory=dict)  # by the version that it made
    set_on: dict[int, date] = field(default_factory=dict)  # by evaluation
    posts: Held = field(default_factory=dict)
    contracts: dict[int, Contract] = field(default_factory=dict)  # by plan, of part time
    years: dict[tuple[int, int], list[Any]] = field(default_factory=dict)  # person, year


def standing_evaluations() -> QuerySet[Evaluation]:
    """Evaluations whose predicate is set, with the people and places around each."""
    return Evaluation.objects.final().select_related(*AROUND)


def behind(evaluations: Sequence[Evaluation]) -> Behind:
    """Read it all, whatever their number."""
    keys = [one.pk for one in evaluations]
    plans = {one.plan_id: one.plan for one in evaluations}
    found = Behind()
    found.results = _results(keys)
    found.values = _values(keys)
    found.readings = _readings(plans)
    found.proofs = _proofs(plans)
    found.words = _words(plans)
    found.inputs = _inputs(plans)
    found.decided = _decided(keys)
    closed_on: dict[UUID, date] = {}
    _read_ledger([one.uuid for one in evaluations], found.acted, closed_on)
    found.set_on = {one.pk: _set_on(one, found, closed_on) for one in evaluations}
    found.contents = contents_on({one.pk: (one.plan, found.set_on[one.pk]) for one in evaluations})
    found.posts = _posts(evaluations, found)
    found.years = _years(evaluations)
    found.contracts = contracts_of(plans.values())
    units_of(plans.values())
    return found


def signed(evaluations: Sequence[Evaluation]) -> Behind:
    """Only who rated, in which post, and when it was set: for papers that say no more of it."""
    found, closed_on = Behind(), dict[UUID, date]()
    found.decided = _decided([one.pk for one in evaluations])
    _read_ledger([one.uuid for one in evaluations], found.acted, closed_on)
    found.set_on = {one.pk: _set_on(one, found, closed_on) for one in evaluations}
    found.posts = _posts(evaluations, found)
    units_of({one.plan_id: one.plan for one in evaluations}.values())
    return found


def _set_on(one: Evaluation, found: Behind, closed_on: dict[UUID, date]) -> date:
    """The day on which its predicate was set: accepting it later moved the day of its state."""
    decided = found.decided.get(one.pk)
    if decided and decided.decided_on:
        return decided.decided_on
    if one.setting:
        return one.setting.set_on
    return closed_on.get(one.uuid, one.status_on)


def _results(keys: Sequence[int]) -> dict[tuple[int, str], Given]:
    rows = ResultRating.objects.filter(evaluation_id__in=keys)
    told = rows.values_list("evaluation_id", "result__uuid", "rating", "feedback")
    return {(key, str(uuid)): Given(rating, word) for key, uuid, rating, word in told}


def _values(keys: Sequence[int]) -> dict[tuple[int, str], Given]:
    rows = BehaviourRating.objects.filter(evaluation_id__in=keys)
    told = rows.values_list("evaluation_id", "value", "rating", "feedback")
    return {(key, value): Given(rating, word) for key, value, rating, word in told}


def _readings(plans: Iterable[int]) -> dict[str, list[Read]]:
    """Every reading, also one that was replaced since, the newest first."""
    found: dict[str, list[Read]] = defaultdict(list)
    line = "indicator__in_plans"
    rows = Reading.objects.filter(**{f"{line}__result__plan_id__in": list(plans)})
    told = rows.order_by("-as_of", "-pk").values_list(
        f"{line}__uuid", "as_of", "value", "entered_at", "replaced_by_id"
    )
    for uuid, as_of, value, entered_at, replaced in told:
        read = Read(as_of, value, day_of(entered_at), replaced is not None)
        found[str(uuid)].append(read)
    return found


def _proofs(plans: Iterable[int]) -> dict[str, list[Proof]]:
    rows = EvidenceUse.objects.filter(
        plan_id__in=list(plans), result__isnull=False, evidence__purged_on=None
    )
    told = rows.order_by("evidence__dated_on", "evidence_id").values_list(
        "result__uuid", "evidence__title", "evidence__dated_on", "evidence__withdrawn_on"
    )
    found: dict[str, list[Proof]] = defaultdict(list)
    for uuid, title, dated_on, withdrawn_on in told:
        found[str(uuid)].append(Proof(title, dated_on, withdrawn_on))
    return found


def _words(plans: Iterable[int]) -> dict[tuple[int, str], list[Spoken]]:
    rows = Feedback.objects.filter(plan_id__in=list(plans)).select_related("giver", "result")
    found: dict[tuple[int, str], list[Spoken]] = defaultdict(list)
    for row in rows.order_by("on", "pk"):
        about = row.value or str(row.result.uuid if row.result else "")
        said = Spoken(row.side, row.text, row.giver_id, row.giver.full_name, row.on)
        found[row.plan_id, about].append(said)
    return found


def _inputs(plans: Iterable[int]) -> dict[tuple[int, str, str], list[Spoken]]:
    rows = TeamInput.objects.filter(plan_id__in=list(plans))
    rows = rows.select_related("giver", "result", "team").order_by("on", "pk")
    found: dict[tuple[int, str, str], list[Spoken]] = defaultdict(list)
    side = Feedback.Side.TEAM_LEADER
    for row in rows:
        about = row.value or str(row.result.uuid if row.result else "")
        named = (row.giver_id, row.giver.full_name, row.on, row.team.name)
        found[row.plan_id, row.period, about].append(Spoken(side, row.text, *named))
    return found


def _decided(keys: Sequence[int]) -> dict[int, Objection]:
    rows = Objection.objects.filter(new_version_id__in=keys)
    rows = rows.select_related("decided_by", "evaluation__rater")
    return {row.new_version_id: row for row in rows if row.new_version_id}


def _read_ledger(
    uuids: Sequence[UUID], acted: dict[UUID, str], closed_on: dict[UUID, date]
) -> None:
    rows = Entry.objects.filter(subject_uuid__in=uuids, verb__in=(RATED, CLOSED))
    told = rows.order_by("sequence").values_list(
        "subject_uuid", "verb", "actor_name", "effective_on"
    )
    for uuid, verb, name, on in told:
        if verb == CLOSED:
            closed_on[uuid] = on
        else:
            acted[uuid] = name if ON_BEHALF in name else ""


def _posts(evaluations: Sequence[Evaluation], found: Behind) -> Held:
    """The posts of all who rate; and the ranks of all."""
    raters: list[Employee] = []
    for one in evaluations:
        decided = found.decided.get(one.pk)
        before = decided.evaluation.rater if decided else None
        told = (one.rater, one.plan.rater, one.plan.superior, before)
        raters += [person for person in told if person]
    know_ranks([*raters, *(one.plan.employee for one in evaluations)])
    days = [one.last_day for one in evaluations]
    return posts_of((one.pk for one in raters), min(days), max(days)) if days else {}


def _years(evaluations: Sequence[Evaluation]) -> dict[tuple[int, int], list[Any]]:
    """For yearly ones all plans of each person and year, with the predicates under each."""
    asked = {
        (one.plan.employee_id, one.plan.year): one.plan.employee
        for one in evaluations
        if one.period == Period.YEAR
    }
    if not asked:
        return {}
    people, years = zip(*asked, strict=True)
    rows = Plan.objects.in_force().filter(employee_id__in=people, year__in=set(years))
    rows = rows.select_related("position", "duty", "unit", "rater").order_by("starts_on", "pk")
    plans = [row for row in rows if (row.employee_id, row.year) in asked]
    units_of(plans)
    given = Evaluation.objects.final().standing().filter(plan__in=plans).exclude(period=Period.YEAR)
    told: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for key, *row in given.order_by(in_order()).values_list(
        "plan_id", "period", "predicate", "pack"
    ):
        told[key].append((row[0], row[1], row[2]))
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for plan in plans:
        plan.employee = asked[plan.employee_id, plan.year]
        plan.agency = plan.employee.agency
        found[plan.employee_id, plan.year].append((plan, told.get(plan.pk, [])))
    return found


def reading_then(
    readings: Sequence[Read], *, until: date, set_on: date, was_counted: bool | None
) -> Standing | None:
    """The newest figure that was known when the predicate was set.

    What was entered afterwards (a figure taken over from elsewhere) is shown only where the rating
    counted one; the first of its chain is nearest to what was seen.
    """
    own = [one for one in readings if date(until.year, 1, 1) <= one.as_of <= until]
    known = next((one for one in own if one.entered_on <= set_on), None)
    if known is None and was_counted is not False:
        known = next((one for one in own if not one.is_replaced), None)
    return Standing(known.value, known.as_of) if known else None


def said_in(words: Iterable[Spoken], year: int, period: str) -> list[Spoken]:
    """Those that fall into the period."""
    first, last = period_days(year, period)
    return [word for word in words if first <= word.on <= last]
