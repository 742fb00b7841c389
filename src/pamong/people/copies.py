"""Keeps what a person's row repeats (unit, post, rater) equal to the dated facts of a day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from pamong.people.batches import pieces
from pamong.people.models import Assignment, Employee, Supervision


def copy_posts(keys: Sequence[int], on: date) -> None:
    """Copy the definitive post of the day; who has none keeps the unit last recorded."""
    held = (
        Assignment.objects.on(on)
        .filter(employee=OuterRef("pk"), kind=Assignment.Kind.DEFINITIVE)
        .order_by("-valid_from", "-pk")
    )
    for some in pieces(keys):
        people = Employee.objects.filter(pk__in=some)
        people.filter(pk__in=_holders(some, on)).update(
            unit_id=Subquery(held.values("unit_id")[:1]),
            position_id=Subquery(held.values("position_id")[:1]),
        )


def _holders(keys: Sequence[int], on: date) -> QuerySet[Assignment, int]:
    rows = Assignment.objects.on(on).filter(employee__in=keys, kind=Assignment.Kind.DEFINITIVE)
    return rows.values_list("employee_id", flat=True)


def copy_raters(keys: Sequence[int], on: date) -> None:
    """Copy the rater of the day and the one above; who has none on the day gets none."""
    rating = Supervision.objects.on(on).filter(employee=OuterRef("pk")).order_by("-valid_from")
    for some in pieces(keys):
        Employee.objects.filter(pk__in=some).update(
            rater_id=Subquery(rating.values("rater_id")[:1]),
            rater_superior_id=Subquery(rating.values("superior_id")[:1]),
        )
