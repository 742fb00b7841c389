"""Reads for rating: who is to be rated, how far it is, the unit's level that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from pamong.access.scope import Scope
from pamong.people.calendar import workday_after
from pamong.people.models import Agency, Employee
from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.evaluation.suggestion import leads
from pamong.performance.levels.queries import levels_by_unit, line_of, nearest_level
from pamong.performance.models import Evaluation, EvaluationRead, Plan, PlanQuerySet, UnitLevel
from pamong.performance.rules import pack_on
from pamong.performance.windows.queries import Period, quarter_days
from pamong.policy.pack import Number, Pack

When = tuple[int, str]
PREDICATES = "predicate"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One plan to be rated in a period, with its evaluation when it was opened."""

    plan: Plan
    evaluation: Evaluation | None

    @property
    def is_rated(self) -> bool:
        """Whether both ratings are there."""
        return self.evaluation is not None and self.evaluation.is_complete

    @property
    def is_final(self) -> bool:
        """Whether the predicate is set."""
        return self.evaluation is not None and self.evaluation.is_final


def due_plans(year: int, period: str) -> PlanQuerySet:
    """Plans in force that are rated in the period; for the year only each person's last one."""
    first, last = quarter_days(year, period)
    plans = Plan.objects.in_force().filter(year=year, starts_on__lte=last, ends_on__gte=first)
    if period == Period.YEAR:
        later = Plan.objects.in_force().filter(
            employee_id=OuterRef("employee_id"), year=year, starts_on__gt=OuterRef("starts_on")
        )
        plans = plans.exclude(Exists(later))
    return plans


def worklist(rater_ids: Iterable[int], when: When, *, without: int = 0) -> list[WorkLine]:
    """The people of some raters in a period by name, in two queries; oneself is left out."""
    plans = list(
        due_plans(*when)
        .filter(rater_id__in=list(rater_ids))
        .exclude(employee_id=without)
        .select_related("employee", "position", "unit", "agency")
        .order_by("employee__name", "pk")
    )
    found = latest_of((plan.pk for plan in plans), when[1])
    return [WorkLine(plan, found.get(plan.pk)) for plan in plans]


def latest_of(plan_ids: Iterable[int], period: str) -> dict[int, Evaluation]:
    """The newest version of each plan's evaluation in the period, by plan."""
    rows = Evaluation.objects.filter(plan_id__in=list(plan_ids), period=period)
    return {row.plan_id: row for row in rows.order_by("number")}


def next_to_rate(lines: Iterable[WorkLine], after: Evaluation) -> Evaluation | None:
    """Whoever comes next and is not yet rated; from the beginning when nobody comes after."""
    ordered = list(lines)
    place = next(
        (n for n, line in enumerate(ordered) if line.plan.pk == after.plan_id), len(ordered)
    )
    for line in [*ordered[place + 1 :], *ordered[:place]]:
        if line.evaluation is not None and not line.is_rated and not line.is_final:
            return line.evaluation
    return None


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels set in a period for the units of some plans and those above them."""

    found: dict[int, UnitLevel]

    def for_rating(self, plan: Plan) -> UnitLevel | None:
        """What must be set before rating: a head's own unit, for others the nearest that has one."""
        if leads(plan):
            return self.found.get(plan.unit_id)
        return nearest_level(plan.unit, self.found)

    def for_pattern(self, plan: Plan) -> UnitLevel | None:
        """Whose pattern the person counts in: a head is one of the people of the unit above."""
        if not leads(plan):
            return nearest_level(plan.unit, self.found)
        return next(
            (self.found[key] for key in line_of(plan.unit)[1:] if key in self.found), None
        ) or self.found.get(plan.unit_id)


def levels_for(plans: Iterable[Plan], when: When) -> Levels:
    """The levels that some plans rest on, in one query."""
    keys = {key for plan in plans for key in line_of(plan.unit)}
    return Levels(levels_by_unit(keys, *when))


def group_of(lines: Iterable[WorkLine], levels: Levels, level: UnitLevel | None) -> list[WorkLine]:
    """Those of a rater's people who count in the pattern of one unit's level."""
    key = level.pk if level else None
    found = []
    for line in lines:
        own = levels.for_pattern(line.plan)
        if (own.pk if own else None) == key:
            found.append(line)
    return found


def distribution_in(
    lines: Iterable[WorkLine], levels: Levels, plan: Plan, pack: Pack
) -> Distribution:
    """The predicates given so far among the people that a plan's owner counts with."""
    level = levels.for_pattern(plan)
    group = group_of(lines, levels, level)
    given = [line.evaluation.predicate for line in group if line.evaluation]
    return distribution_of(pack, level.level if level else "", given, total=len(group))


def history_of(evaluation: Evaluation) -> list[Evaluation]:
    """The person's other final evaluations of the year and every version of this one, newest first."""
    plan = evaluation.plan
    rows = Evaluation.objects.final().filter(
        plan__employee_id=plan.employee_id, plan__year=plan.year
    )
    rows = rows.exclude(pk=evaluation.pk).select_related("rater", "replaced_by", "plan")
    return list(rows.order_by("-status_on", "-number", "-pk"))


def evaluations_of(employee: Employee, scope: Scope) -> list[Evaluation]:
    """A person's final evaluations that the reader may see, newest first, versions together."""
    rows = Evaluation.objects.visible_to(scope).final().filter(plan__employee=employee)
    rows = rows.select_related("plan__unit", "plan__position", "rater")
    return list(rows.order_by("-plan__year", "-plan__starts_on", "-period", "-number"))


def has_read(evaluation: Evaluation, user_id: int, on: date) -> bool:
    """Whether the account stated its purpose for this person's evaluations on the day."""
    rows = EvaluationRead.objects.filter(reader_id=user_id, on=on)
    return rows.filter(evaluation__plan__employee=evaluation.plan.employee_id).exists()


def reads_of(evaluation: Evaluation) -> list[EvaluationRead]:
    """Who looked at the person's evaluation with a purpose, newest first."""
    return list(evaluation.reads.select_related("reader"))


ANSWER_DAYS, SILENCE = "signed_return_days", "silence_is_acceptance"


def answer_days(pack: Pack) -> Number:
    """How long a person has to answer."""
    return pack.numbers[ANSWER_DAYS]


def answer_by(pack: Pack, set_on: date, agency: Agency) -> date:
    """The last day to answer, counted the way that the pack counts."""
    number = answer_days(pack)
    days = int(number.value)
    if number.unit == "working day":
        return workday_after(set_on, days, agency.workdays)
    return date.fromordinal(set_on.toordinal() + days)


def silence_counts(pack: Pack) -> bool:
    """Whether no answer in time is acceptance."""
    return SILENCE in pack.numbers and bool(pack.numbers[SILENCE].value)


def silence_is_open(pack: Pack) -> bool:
    """Whether that is marked as unconfirmed."""
    return pack.numbers[SILENCE].unconfirmed


def unanswered(on: date) -> list[Evaluation]:
    """Set evaluations whose time to answer is over on the day."""
    pack = pack_on(on)
    if not silence_counts(pack):
        return []
    # Working days are at least calendar days: this leaves out most rows before they are read.
    latest = date.fromordinal(on.toordinal() - int(answer_days(pack).value))
    rows = Evaluation.objects.filter(status=Evaluation.Status.SET, status_on__lt=latest)
    rows = rows.select_related(*Evaluation.AROUND)
    return [
        row for row in rows.order_by("pk") if answer_by(pack, row.status_on, row.plan.agency) < on
    ]
