"""Reads for rating: who is to be rated, how far it is, the unit's level that it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.ledger.actions import ON_BEHALF
from pamong.ledger.models import Entry
from pamong.people.models import Agency, Assignment, Contract, Employee
from pamong.people.models.employee import full_name_of
from pamong.people.person_days import PersonDays, days_of_many
from pamong.performance.due import due_between
from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.evaluation.stated import stated_for
from pamong.performance.levels.queries import levels_by_unit, line_of, nearest_level
from pamong.performance.models import (
    CalibrationPeer,
    Evaluation,
    EvaluationRead,
    ImprovementPlan,
    Objection,
    Plan,
    ResultRating,
    Sanction,
    UnitLevel,
    post_held,
)
from pamong.performance.periods import Period, in_order, period_days
from pamong.performance.rhythm import Rhythms, When, Whose
from pamong.performance.rules import pack_on
from pamong.policy.pack import Number, Pack

PREDICATES = "predicate"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person sits in the tree, and whether at the head of the unit."""

    unit_id: int
    path: str
    leads: bool


def seat_of(plan: Plan) -> Seat:
    """The seat that a plan is made for."""
    return Seat(plan.unit_id, plan.unit.path, plan.leads)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One plan to be rated in a period, with its newest evaluation when it was opened."""

    plan_id: int
    rater_uuid: UUID
    employee_id: int
    name: str
    post: str
    unit: str
    seat: Seat
    pack: str = ""
    starts_on: date = date.min
    ends_on: date = date.max
    evaluation_id: int = 0
    evaluation_uuid: UUID | None = None
    number: int = 0
    version: int = 0
    status: str = ""
    results_suggested: str = ""
    results_rating: str = ""
    behaviour_rating: str = ""
    predicate: str = ""
    answered_on: date | None = None
    is_silent: bool = False
    answer: str = ""  # what the person wrote when accepting
    is_acting: bool = False  # a person counts in a pattern once, in the own post

    @property
    def is_rated(self) -> bool:
        """Whether both ratings are there."""
        return bool(self.predicate)

    @property
    def is_final(self) -> bool:
        """Whether the predicate is set."""
        return self.status in Evaluation.FINAL


PERSON = ("employee__title_before", "of_name", "employee__title_after")
PLACE = (
    *("held", "position__name", "unit__name", "unit_id", "unit__path", "position__is_head"),
    *("duty__is_head", "pack", "starts_on", "ends_on"),
)
RATED = (
    *("rating__pack", "rating__pk", "rating__uuid", "of_number", "rating__version"),
    *("rating__status", "rating__results_suggested"),
    *("rating__results_rating", "rating__behaviour_rating", "rating__predicate"),
    *("rating__acknowledged_on", "rating__is_silent", "rating__acknowledged_note"),
)


def worklist(
    rater_ids: Iterable[int], when: When, rhythms: Rhythms, *, without: int = 0
) -> list[WorkLine]:
    """The people of some raters in a period by name, in one query; oneself is left out.

    A rating that stayed with a former rater is in that one's list, and in nobody else's.
    """
    year, period = when
    first, last = period_days(year, period)
    given = {"raters": list(rater_ids), "without": without, "year": year, "period": period}
    is_whole = period == Period.YEAR
    whose = rhythms.whose(when)
    rows = _due_of(**given, first=first, last=last, is_whole=is_whole, whose=whose)
    return list({row[0]: _work_line(*row) for row in rows}.values())


@prepared
def _due_of(  # noqa: PLR0913 — what a prepared read is given, it is given apart
    *,
    raters: list[int],
    without: int,
    year: int,
    period: str,
    first: date,
    last: date,
    is_whole: bool,
    whose: Whose | None,
) -> QuerySet[Plan, tuple[Any, ...]]:
    newest = FilteredRelation("evaluations", condition=Q(evaluations__period=period))
    due = due_between(year, first, last, is_whole=is_whole, whose=whose)
    due = due.exclude(employee_id=without)
    rows: Any = due.annotate(rating=newest)
    own = _lines(rows.filter(rater_id__in=raters, rating__keeper__isnull=True), "rater__uuid")
    kept = _lines(rows.filter(rating__keeper_id__in=raters), "rating__keeper__uuid")
    return own.union(kept, all=True).order_by("of_name", "pk", "of_number")


def lines_of(evaluations: list[int], period: str) -> list[WorkLine]:
    """The lines of some evaluations of one period by name, in one query."""
    newest = FilteredRelation("evaluations", condition=Q(evaluations__period=period))
    rows: Any = Plan.objects.annotate(rating=newest).filter(rating__in=evaluations)
    rows = rows.annotate(owes=Coalesce("rating__keeper__uuid", "rater__uuid"))
    return [_work_line(*row) for row in _lines(rows, "owes").order_by("of_name", "pk")]


def _lines(rows: Any, rater: str) -> QuerySet[Plan, tuple[Any, ...]]:
    """The columns of a line; two are named, to bring those of a union in order."""
    named = rows.annotate(of_name=F("employee__name"), of_number=F("rating__number"))
    lines: QuerySet[Plan, tuple[Any, ...]] = named.values_list(
        "pk", rater, "employee_id", *PERSON, *PLACE, *RATED
    )
    return lines


def _work_line(*row: Any) -> WorkLine:
    pk, rater, employee, before, name, after, held, post, unit, *rest = row
    unit_id, path, leads, leads_besides, pack, starts_on, ends_on, rated_by, *opened = rest
    evaluation, evaluation_uuid, *rated = opened
    number, version, status, suggested, results, behaviour, predicate, *answered = rated
    answered_on, is_silent, answer = answered
    whole_name = full_name_of(before, name, after)
    seat = Seat(unit_id, path, leads or bool(leads_besides))
    version_of = (evaluation or 0, evaluation_uuid, number or 0, version or 0)
    return WorkLine(
        *(pk, rater, employee, whole_name, post_held(held, post), unit, seat),
        *(rated_by or pack, starts_on, ends_on, *version_of),
        *(status or "", suggested or "", results or "", behaviour or "", predicate or ""),
        *(answered_on, bool(is_silent), answer or "", held != Assignment.Kind.DEFINITIVE),
    )


def latest_of(plan_ids: Iterable[int], period: str) -> dict[int, Evaluation]:
    """The newest version of each plan's evaluation in the period, by plan."""
    rows = Evaluation.objects.filter(plan_id__in=list(plan_ids), period=period)
    return {row.plan_id: row for row in rows.order_by("number")}


def next_to_rate(lines: Sequence[WorkLine], after: Evaluation) -> WorkLine | None:
    """Whoever comes next and is not yet rated; from the beginning when nobody comes after."""
    place = place_of(lines, after)
    for line in [*lines[place:], *lines[: max(place - 1, 0)]]:
        if line.evaluation_id and not line.is_rated and not line.is_final:
            return line
    return None


def place_of(lines: Sequence[WorkLine], evaluation: Evaluation) -> int:
    """The place of an evaluation among the people to be rated, from 1; 0 when it is not there."""
    return next((n for n, line in enumerate(lines, 1) if line.plan_id == evaluation.plan_id), 0)


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels set in a period for the units of some plans and those above them."""

    found: dict[int, UnitLevel]

    def for_rating(self, seat: Seat) -> UnitLevel | None:
        """What must be set before rating: a head's own unit, for others the nearest that has one."""
        if seat.leads:
            return self.found.get(seat.unit_id)
        return nearest_level(seat.path, self.found)

    def for_pattern(self, seat: Seat) -> UnitLevel | None:
        """Whose pattern the person counts in: a head is one of the people of the unit above."""
        if not seat.leads:
            return nearest_level(seat.path, self.found)
        above = (self.found[key] for key in line_of(seat.path)[1:] if key in self.found)
        return next(above, None) or self.found.get(seat.unit_id)


def levels_for(seats: Iterable[Seat], when: When) -> Levels:
    """The levels that some people's ratings rest on, in one query."""
    keys = {key for seat in seats for key in line_of(seat.path)}
    return Levels(levels_by_unit(keys, *when))


def group_of(lines: Iterable[WorkLine], levels: Levels, level: UnitLevel | None) -> list[WorkLine]:
    """Those of a rater's people who count in the pattern of one unit's level."""
    found = []
    for line in lines:
        own = levels.for_pattern(line.seat)
        if (own.pk if own else None) == (level.pk if level else None):
            found.append(line)
    return found


def counted(lines: Iterable[WorkLine]) -> list[WorkLine]:
    """Those who count in a pattern: a plan of an acting post is rated and counts nobody twice."""
    return [line for line in lines if not line.is_acting]


def distribution_in(
    lines: Iterable[WorkLine], levels: Levels, seat: Seat, pack: Pack
) -> Distribution:
    """The predicates given so far among the people that one counts with."""
    level = levels.for_pattern(seat)
    group = counted(group_of(lines, levels, level))
    given = [line.predicate for line in group]
    return distribution_of(pack, level.level if level else "", given, total=len(group))


def history_of(evaluation: Evaluation) -> list[Evaluation]:
    """The person's other final evaluations of the year and every version of this one, newest first."""
    plan = evaluation.plan
    return _history(employee=plan.employee_id, year=plan.year, without=evaluation.pk)


@prepared
def _history(*, employee: int, year: int, without: int) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.final().filter(plan__employee_id=employee, plan__year=year)
    rows = rows.exclude(pk=without).select_related(
        "rater", "replaced_by", "plan__position", "plan__duty"
    )
    return rows.order_by("-status_on", "-number", "-pk")


def rated_for(evaluation: Evaluation) -> str:
    """Who rated in the rater's place, with both names as the record has them; empty for the rater."""
    name = getattr(evaluation, "rated_name", None)
    if name is None:
        name = _raters(evaluation.uuid).first() or ""
    return name if ON_BEHALF in name else ""


def _raters(uuid: Any) -> QuerySet[Entry, str]:
    rows = Entry.objects.filter(subject_uuid=uuid, verb="performance.evaluation_rated")
    return rows.order_by("-sequence").values_list("actor_name", flat=True)


def evaluations_of(employee: Employee, scope: Scope) -> list[Evaluation]:
    """A person's final evaluations that the reader may see, newest first, versions together."""
    rows = Evaluation.objects.visible_to(scope).final().filter(plan__employee=employee)
    rows = rows.select_related("plan__unit", "plan__position", "plan__duty", "rater")
    return list(rows.order_by("-plan__year", "-plan__starts_on", in_order().desc(), "-number"))


def has_read(evaluation: Evaluation, user_id: int, on: date) -> bool:
    """Whether the account stated its purpose for this person's evaluations on the day."""
    return bool(stated_for(user_id, [evaluation.plan.employee_id], on))


def reads_of(evaluation: Evaluation) -> list[EvaluationRead]:
    """Who looked at the person's evaluation with a purpose, newest first."""
    return _reads(evaluation=evaluation.pk)


@prepared
def _reads(*, evaluation: int) -> QuerySet[EvaluationRead]:
    return EvaluationRead.objects.filter(evaluation_id=evaluation).select_related("reader")


@prepared
def results_rated(*, evaluation: int) -> QuerySet[ResultRating]:
    """The ratings of results, in the order of the plan."""
    rows = ResultRating.objects.filter(evaluation_id=evaluation)
    rows = rows.select_related("result__carried_to")
    return rows.order_by("-result__kind", "result__place", "pk")


AROUND = (*Evaluation.AROUND, "plan__rater", "plan__superior", "rater", "setting")


@prepared
def visible_evaluations(*, scope: Scope, uuid: UUID) -> QuerySet[Evaluation]:
    """The one with this address, when the person may know of it, with people and places around it."""
    rows = Evaluation.objects.visible_to(scope).select_related(*AROUND)
    rated = Coalesce(Subquery(_raters(OuterRef("uuid"))[:1]), Value(""))
    days: Any = OuterRef("plan__starts_on"), OuterRef("plan__ends_on")
    worked = Contract.objects.within(*days)
    worked = worked.filter(employee_id=OuterRef("plan__employee_id")).order_by("-valid_from")
    calibrated = CalibrationPeer.objects.filter(
        evaluation__plan_id=OuterRef("plan_id"), evaluation__period=OuterRef("period")
    )
    sanctioned = Sanction.objects.filter(employee_id=OuterRef("plan__employee_id"))
    improved = ImprovementPlan.objects.filter(evaluation_id=OuterRef("pk"))
    return rows.filter(uuid=uuid).annotate(
        was_calibrated=Exists(calibrated),
        was_sanctioned=Exists(sanctioned.order_by()),
        was_improved=Exists(improved.order_by()),
        rated_name=rated,
        contract_from=Subquery(worked.values("valid_from")[:1]),
        contract_share=Subquery(worked.values("hours_share")[:1]),
    )


def contract_of(evaluation: Any) -> Contract | None:
    """The contract of the plan's days as it was read with the evaluation."""
    if evaluation.contract_from is None:
        return None
    return Contract(valid_from=evaluation.contract_from, hours_share=evaluation.contract_share)


WORKING = "working day"  # as packs name the unit
ANSWER_DAYS, SILENCE = "signed_return_days", "silence_is_acceptance"


def answer_days(pack: Pack) -> Number:
    """How long a person has to answer."""
    return pack.numbers[ANSWER_DAYS]


def last_day(number: Number, since: date, days: PersonDays) -> date:
    """The end of a time of the pack, in its days; the person's leave does not count in it."""
    return days.day_after(since, int(number.value), is_working=number.unit == WORKING)


def answer_by(pack: Pack, set_on: date, days: PersonDays) -> date:
    """The last day to answer, counted the way that the pack counts."""
    return last_day(answer_days(pack), set_on, days)


def silence_counts(pack: Pack) -> bool:
    """Whether no answer in time is acceptance."""
    return SILENCE in pack.numbers and bool(pack.numbers[SILENCE].value)


def silence_is_open(pack: Pack) -> bool:
    """Whether that is marked as unconfirmed."""
    return pack.numbers[SILENCE].unconfirmed


def unanswered(agency: Agency, on: date) -> list[Evaluation]:
    """Set evaluations of an agency whose time to answer is over on its day."""
    pack = pack_on(on, local=agency.local_packs)
    if not silence_counts(pack):
        return []
    # Working days are at least calendar days: this leaves out most rows before they are read.
    latest = date.fromordinal(on.toordinal() - int(answer_days(pack).value))
    rows = Evaluation.objects.filter(status=Evaluation.Status.SET, status_on__lt=latest)
    # Whoever objected has answered: that is never silence.
    rows = rows.exclude(objections__status__in=Objection.SPOKEN).filter(objection_behind=None)
    rows = rows.filter(plan__agency=agency).select_related(*Evaluation.AROUND)
    found = list(rows.order_by("pk"))
    paths = {row.plan.employee_id: row.plan.unit.path for row in found}
    since = min((row.status_on for row in found), default=on)
    days = days_of_many(agency, paths, since) if found else {}
    return [row for row in found if answer_by(pack, row.status_on, days[row.plan.employee_id]) < on]
