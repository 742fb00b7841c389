"""Who still owes the step of a stage: the people of an agency in service, never those with nothing to do."""

from collections.abc import Callable
from datetime import date

from django.db.models import BigIntegerField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from pamong.measurement.models import Reading
from pamong.people.models import Contract, Employee
from pamong.people.models.employee import EmployeeQuerySet
from pamong.performance.due import due_plans, who_need_plans
from pamong.performance.models import (
    Evaluation,
    FollowUp,
    Plan,
    PlanIndicator,
    PlanQuerySet,
    Window,
)
from pamong.performance.periods import period_days
from pamong.performance.rhythm import rhythms_of

Stage = Window.Stage
NOT_HANDED_IN = (Plan.Status.DRAFTED, Plan.Status.RETURNED, Plan.Status.WITHDRAWN)


def who_owe(window: Window, on: date) -> EmployeeQuerySet:
    """The people whose step of the window's stage is not done on the day."""
    people = Employee.objects.active().filter(agency_id=window.agency_id)
    return STEPS[Stage(window.stage)](people, window, on)


def _plans_owed(people: EmployeeQuerySet, window: Window, on: date) -> EmployeeQuerySet:
    """Who needs a plan of the year and has handed none in; nobody whose service ends before it."""
    begins = max(date(window.year, 1, 1), on)
    plans = Plan.objects.definitive().filter(employee=OuterRef("pk"), year=window.year)
    handed_in = plans.exclude(status__in=NOT_HANDED_IN)
    contracts = Contract.objects.filter(employee=OuterRef("pk"))
    holding = contracts.exclude(valid_to__lte=begins)
    rows = who_need_plans(people).exclude(leaves_on__lte=begins).filter(~Exists(handed_in))
    return rows.filter(~Exists(contracts) | Exists(holding))


def _figures_owed(people: EmployeeQuerySet, window: Window, on: date) -> EmployeeQuerySet:
    """Whose plan has an indicator without a figure of the period."""
    first, last = period_days(window.year, window.period)
    read = Reading.objects.standing().filter(indicator=OuterRef("indicator"))
    read = read.filter(as_of__gte=first, as_of__lte=min(last, on))
    lacking = PlanIndicator.objects.filter(~Exists(read), result__plan=OuterRef("pk"))
    plans = _due(window).filter(Exists(lacking))
    return people.filter(pk__in=plans.order_by().values("employee_id"))


def _ratings_owed(people: EmployeeQuerySet, window: Window, _on: date) -> EmployeeQuerySet:
    """Who rates somebody whose predicate of the period is not set: the rater, or whoever kept the rating."""
    own = Evaluation.objects.filter(plan=OuterRef("pk"), period=window.period)
    kept = own.filter(keeper__isnull=False).order_by("-number")
    plans = _due(window).filter(~Exists(own.final()))
    whose = Coalesce(
        Subquery(kept.values("keeper_id")[:1]), F("rater_id"), output_field=BigIntegerField()
    )
    owing = plans.order_by().annotate(owed_by=whose).exclude(owed_by=None)
    return people.filter(pk__in=owing.values("owed_by"))


def _steps_owed(people: EmployeeQuerySet, window: Window, _on: date) -> EmployeeQuerySet:
    """Who is to do what follows from a rating of the period."""
    rows = FollowUp.objects.filter(
        done_on=None, evaluation__plan__year=window.year, evaluation__period=window.period
    )
    return people.filter(pk__in=rows.order_by().values("owner_id"))


def _due(window: Window) -> PlanQuerySet:
    plans = due_plans((window.year, window.period), rhythms_of(window.agency))
    return plans.filter(agency_id=window.agency_id)


STEPS: dict[Stage, Callable[[EmployeeQuerySet, Window, date], EmployeeQuerySet]] = {
    Stage.PLANNING: _plans_owed,
    Stage.READINGS: _figures_owed,
    Stage.EVALUATION: _ratings_owed,
    Stage.FOLLOW_UP: _steps_owed,
}
