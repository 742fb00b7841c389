"""Reads of plans that a move closed within the running quarter or month, and that wait to be rated."""

from datetime import date

from django.db.models import Exists, OuterRef

from pamong.access.scope import Scope
from pamong.performance.evaluation.queries import WorkLine, worklist
from pamong.performance.models import Evaluation, Plan, PlanQuerySet
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When, Whose, rated_by, rhythms_of


def running(scope: Scope, on: date) -> list[When]:
    """The quarter or month that holds the day: what ended in it is rated before it ends itself.

    First that of most people, then that of those who are rated the other way.
    """
    rhythms = rhythms_of(scope)
    return [when for when in (rhythms.running(on), rhythms.running_other(on)) if when]


def to_close(
    scope: Scope, when: When, first: date, on: date, whose: Whose | None = None
) -> PlanQuerySet:
    """Plans of others that ended in the part before the day, under oneself, without a predicate yet.

    The first day of the part is given apart: the first screen sends each value on its own.
    """
    year, period = when
    plans = Plan.objects.in_force().filter(year=year, ends_on__gte=first, ends_on__lt=on)
    plans = rated_by(plans, whose)
    mine: PlanQuerySet = plans.filter(rater_id__in=scope.rate_ids)
    final = Evaluation.objects.final().filter(plan=OuterRef("pk"), period=period)
    return mine.exclude(employee_id=scope.employee_id).exclude(Exists(final))


def plans_to_close(scope: Scope, on: date, when: When | None = None) -> PlanQuerySet:
    """The same for the part that holds the day, or for that of those who are rated the other way."""
    when = when or running(scope, on)[0]
    return to_close(scope, when, period_days(*when)[0], on, rhythms_of(scope).whose(when))


def closing_lines(scope: Scope, on: date) -> list[WorkLine]:
    """The same people with how far their rating is, by name, in one query a part."""
    rhythms, without = rhythms_of(scope), scope.employee_id
    return [
        line
        for when in running(scope, on)
        for line in worklist(scope.rate_ids, when, rhythms, without=without)
        if line.ends_on < on
    ]
