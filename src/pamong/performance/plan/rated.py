"""What was rated stays as it was: checks before a move or another rater is recorded for days gone by."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pamong.people.batches import pieces
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import Period, period_days, say_period
from pamong.ui.dates import say_day_full


def refuse_cutting_rated(people: Sequence[int], day: date) -> None:
    """A move would end the plan the day before; a period rated in the part that goes keeps it whole."""
    for row in _rated(people).filter(plan__starts_on__lt=day, plan__ends_on__gte=day):
        if is_cut(row.plan.year, row.period, day):
            said = {"name": row.plan.employee.name, "day": say_day_full(row.plan.ends_on)}
            said |= {"period": say_period(row.plan.year, row.period)}
            raise ValidationError(
                _(
                    "%(period)s %(name)s sudah dinilai, jadi SKP sampai %(day)s tidak dipersingkat. Pilih "
                    "tanggal sesudah masa yang sudah dinilai."
                )
                % said
            )


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
    plans = Plan.objects.definitive().filter(employee__in=people)
    rows = Evaluation.objects.final().filter(plan__in=plans)
    return rows.select_related("plan__employee").order_by("-plan__year", "-period")
