"""Which plans are rated in a period: those in force that touch it, of the people rated by such periods."""

from datetime import date

from django.db.models import Exists, OuterRef

from pamong.people.models import Employee
from pamong.people.models.employee import EmployeeQuerySet
from pamong.performance.models import Plan, PlanQuerySet
from pamong.performance.periods import Period, period_days
from pamong.performance.rhythm import Rhythms, When, Whose, rated_by


def due_plans(when: When, rhythms: Rhythms) -> PlanQuerySet:
    """Plans in force that are rated in the period; for the year only each person's last own one.

    Work in an acting post is rated within the year; the year's predicate is of the definitive post.
    """
    return due_in(when, rhythms.whose(when))


def due_in(when: When, whose: Whose | None) -> PlanQuerySet:
    """The same where it is known whose kinds are rated in the period."""
    year, period = when
    days = period_days(year, period)
    return due_between(year, *days, is_whole=period == Period.YEAR, whose=whose)


def due_between(
    year: int, first: date, last: date, *, is_whole: bool, whose: Whose | None
) -> PlanQuerySet:
    """The same from the days of the period; of a whole year only each person's last one."""
    plans = Plan.objects.in_force().filter(year=year, starts_on__lte=last, ends_on__gte=first)
    plans = rated_by(plans, whose)
    if is_whole:
        plans = plans.definitive()
        later = (
            Plan.objects.in_force()
            .definitive()
            .filter(
                employee_id=OuterRef("employee_id"), year=year, starts_on__gt=OuterRef("starts_on")
            )
        )
        plans = plans.exclude(Exists(later))
    return plans


def who_need_plans(people: EmployeeQuerySet) -> EmployeeQuerySet:
    """Everybody in office but political officials, who rate and have no plan."""
    return people.active().exclude(kind=Employee.Kind.POLITICAL)
