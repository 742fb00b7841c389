"""Reads of ratings that stay: the periods that are over, who rated on a day, how many would stay."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from pamong.people.models import Employee, Supervision
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import Period, period_days
from pamong.performance.rhythm import periods_of


def periods_over(plan: Plan, on: date) -> Iterator[tuple[str, date]]:
    """The periods of a plan that are over on the day, each with its last day.

    The year is rated under the plan that lasts until its end.
    """
    for period in periods_of(plan):
        first, last = period_days(plan.year, period)
        holds = plan.ends_on >= last if period == Period.YEAR else first <= plan.ends_on
        if holds and plan.starts_on <= last < on:
            yield period, last


def supervisions_of(people: Sequence[int]) -> dict[int, list[Supervision]]:
    """Everybody's raters by date, in one query."""
    rows = Supervision.objects.filter(employee__in=people).select_related("rater__user")
    found: dict[int, list[Supervision]] = defaultdict(list)
    for row in rows.order_by("valid_from", "pk"):
        found[row.employee_id].append(row)
    return found


def is_gone(rater: Employee, on: date) -> bool:
    """Left, shut out, or without any place in the agency: nobody can wait for such a one."""
    if rater.left_on and rater.left_on <= on:
        return True
    if rater.user and not rater.user.is_active:
        return True
    is_placed = rater.unit_id or rater.position_id or rater.kind == Employee.Kind.POLITICAL
    return not is_placed


def gone_keepers(on: date) -> Q:
    """The same of those who keep a rating, for a read of evaluations."""
    out = Q(keeper__left_on__lte=on) | Q(keeper__user__is_active=False)
    nowhere = Q(keeper__unit=None, keeper__position=None)
    gone = out | nowhere & ~Q(keeper__kind=Employee.Kind.POLITICAL)
    return Q(keeper__isnull=False) & gone


def count_staying(people: Sequence[int], day: date, on: date) -> int:
    """How many ratings, not set yet, would stay with the former rater if another began on the day."""
    plans = Plan.objects.definitive().in_force().filter(employee__in=people, rater__isnull=False)
    plans = plans.filter(starts_on__lt=day, ends_on__gte=day)
    final = Evaluation.objects.final().filter(plan__in=plans).values_list("plan_id", "period")
    done = set(final)
    named = plans.select_related("agency", "employee", "rater__user")
    return sum(
        (plan.pk, period) not in done
        for plan in named
        if plan.rater and not is_gone(plan.rater, on)
        for period, _last in periods_over(plan, min(day, on))
    )
