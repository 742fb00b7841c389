"""A person's years side by side, and how much of each earlier year is there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.db.models.functions import ExtractYear

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.performance.models import Evaluation, PastResult, Plan
from pamong.performance.periods import Period
from pamong.performance.timeline.missing import with_missing

YEARS_SHOWN = 10
YEARS = "history_years"  # gathered in a large agency


def past_of(scope: Scope, employee: Employee) -> list[PastResult]:
    """What files said of the person, the earliest first."""
    rows = PastResult.objects.visible_to(scope).filter(employee=employee)
    return list(rows.order_by("starts_on"))


def yearly_of(scope: Scope, employee: Employee) -> list[Evaluation]:
    """The yearly predicates that were set here, the earliest first."""
    rows = Evaluation.objects.visible_to(scope).standing().final()
    own = rows.filter(plan__employee=employee, period=Period.YEAR)
    around = own.select_related("plan__unit", "plan__position", "plan__agency", "rater")
    return list(around.order_by("plan__starts_on", "pk"))


def unrated_of(employee: Employee, yearly: Sequence[Evaluation]) -> dict[int, list[str]]:
    """For the years with a predicate the parts for which no plan was rated, in two queries."""
    years = {one.plan.year for one in yearly}
    if not years:
        return {}
    plans = list(Plan.objects.in_force().definitive().filter(employee=employee, year__in=years))
    rows = Evaluation.objects.standing().final().filter(plan__in=plans)
    given: dict[int, set[str]] = defaultdict(set)
    for key, period in rows.exclude(period=Period.YEAR).values_list("plan_id", "period"):
        given[key].add(period)
    found: dict[int, list[str]] = defaultdict(list)
    for plan in sorted(plans, key=lambda one: one.starts_on):
        plan.employee, plan.agency = employee, employee.agency
        parts = with_missing(plan, given[plan.pk])
        found[plan.year] += [period for period, is_given in parts if not is_given]
    return found


@dataclass(frozen=True, slots=True)
class YearHeld:
    """How many people have an earlier result in a year, and when the last file came."""

    year: int
    people: int
    sourced_on: date


def years_counted(scope: Scope, on: date) -> list[YearHeld]:  # noqa: ARG001 — figures share one signature
    """What is gathered of a large agency."""
    return years_held(scope)


def years_held(scope: Scope) -> list[YearHeld]:
    """Years of which files told anything, the newest first, in one query."""
    rows = PastResult.objects.visible_to(scope).annotate(year=ExtractYear("starts_on"))
    told = rows.values_list("year").annotate(Count("employee", distinct=True), Max("sourced_on"))
    return [YearHeld(*row) for row in told.order_by("-year")[:YEARS_SHOWN]]
