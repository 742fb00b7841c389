"""Reads of plans that a move closed within the running quarter or month, and that wait to be rated."""

from datetime import date

from django.db.models import Exists, OuterRef

from pamong.access.scope import Scope
from pamong.performance.evaluation.queries import When, WorkLine, worklist
from pamong.performance.models import Evaluation, Plan, PlanQuerySet
from pamong.performance.periods import period_days, period_of


def running(scope: Scope, on: date) -> When:
    """The quarter or month that holds the day: what ended in it is rated before it ends itself."""
    return on.year, period_of(on, scope.monthly_years)


def to_close(scope: Scope, when: When, first: date, on: date) -> PlanQuerySet:
    """Plans of others that ended in the part before the day, under oneself, without a predicate yet.

    The first day of the part is given apart: the first screen sends each value on its own.
    """
    year, period = when
    plans = Plan.objects.in_force().filter(year=year, ends_on__gte=first, ends_on__lt=on)
    mine: PlanQuerySet = plans.filter(rater_id__in=scope.rate_ids)
    final = Evaluation.objects.final().filter(plan=OuterRef("pk"), period=period)
    return mine.exclude(employee_id=scope.employee_id).exclude(Exists(final))


def plans_to_close(scope: Scope, on: date) -> PlanQuerySet:
    """The same for the part that holds the day."""
    when = running(scope, on)
    return to_close(scope, when, period_days(*when)[0], on)


def closing_lines(scope: Scope, on: date) -> list[WorkLine]:
    """The same people with how far their rating is, by name, in one query."""
    lines = worklist(scope.rate_ids, running(scope, on), without=scope.employee_id)
    return [line for line in lines if line.ends_on < on]
