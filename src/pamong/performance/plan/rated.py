"""What was rated stays as it was: asked before a move, a leaving or a rater is recorded for days gone by."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pamong.people.batches import pieces
from pamong.people.models import Assignment
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import Period, in_order, period_days, say_period
from pamong.performance.plan.queries import plans_for_post
from pamong.ui.dates import say_day_full
from pamong.ui.filters import sentence


def why_not_cut(days: Mapping[int, date], leave: bool) -> dict[int, str]:
    """Why plans may not end before the day of each person: a period rated in the part that goes.

    A move leaves plans alone that begin with it or later, and those of acting posts; a leaving does not.
    """
    found: dict[int, str] = {}
    for some in pieces(sorted(days)):
        for row in _ending(some, days, leave=leave):
            if _is_lost(row, days, leave=leave):
                found.setdefault(row.plan.employee_id, _said(row))
    return found


def why_post_not_cut(post: Assignment, day: date) -> str:
    """The same of the plans made for an acting post, which end with it."""
    days = {post.employee_id: day}
    rows = _of(plans_for_post(post)).filter(plan__ends_on__gte=day)
    return next((_said(row) for row in rows if _is_lost(row, days, leave=False)), "")


def _ending(
    people: Sequence[int], days: Mapping[int, date], *, leave: bool
) -> "QuerySet[Evaluation]":
    """The ratings of plans that end with the first of the days or later, the last period first."""
    rows = _rated(people) if not leave else _of(Plan.objects.filter(employee__in=people))
    return rows.filter(plan__ends_on__gte=min(days[one] for one in people))


def _is_lost(row: Evaluation, days: Mapping[int, date], *, leave: bool) -> bool:
    day, plan = days[row.plan.employee_id], row.plan
    is_shortened = plan.ends_on >= day and (leave or plan.starts_on < day)
    return is_shortened and is_cut(plan.year, row.period, day)


def _said(row: Evaluation) -> str:
    said = {"name": row.plan.employee.name, "day": say_day_full(row.plan.ends_on)}
    said |= {"period": say_period(row.plan.year, row.period)}
    told = _(
        "%(period)s %(name)s sudah dinilai, jadi SKP sampai %(day)s tidak dipersingkat. Pilih "
        "tanggal sesudah masa yang sudah dinilai."
    )
    return sentence(told % said)


def refuse_rated_years(people: Sequence[int], day: date, on: date) -> None:
    """Who rated a year whose predicate is set stays its rater."""
    for some in pieces(sorted(people)):
        rows = _rated(some).filter(period=Period.YEAR, plan__year__lt=on.year)
        row = rows.filter(plan__ends_on__gte=day).order_by("-plan__year").first()
        if row:
            year = row.plan.year
            raise ValidationError(
                _(
                    "Predikat %(name)s tahun %(year)d sudah ditetapkan. Pilih tanggal sesudah tahun itu."
                )
                % {"name": row.plan.employee.name, "year": year}
            )


def is_cut(year: int, period: str, day: date) -> bool:
    """Whether a rated period goes if the plan ends before the day; of the year every part counts."""
    return period == Period.YEAR or period_days(year, period)[0] >= day


def _rated(people: Sequence[int]) -> "QuerySet[Evaluation]":
    return _of(Plan.objects.definitive().filter(employee__in=people))


def _of(plans: "QuerySet[Plan]") -> "QuerySet[Evaluation]":
    rows = Evaluation.objects.final().filter(plan__in=plans)
    return rows.select_related("plan__employee").order_by("-plan__year", in_order().desc())
