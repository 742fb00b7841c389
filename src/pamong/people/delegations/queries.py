"""Reads of delegations: those one may see, and who acts for a rater on a day."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pamong.access.scope import Scope
from pamong.people.models import Assignment, Delegation, Employee
from pamong.ui.paging import Page, page_of

PAGE = 25
AROUND = ("rater__agency", "rater__unit", "rater__position", "delegate__unit", "delegate__position")


def delegations_of(scope: Scope, after: str, on: date, *, ended: bool) -> Page[Delegation]:
    """Running and coming ones by the rater's name, or those that are over."""
    rows = Delegation.objects.visible_to(scope).select_related(*AROUND)
    rows = rows.filter(valid_to__lte=on) if ended else rows.filter(_lasts(on))
    return page_of(rows, after, PAGE, by=("rater__name", "pk"))


def _lasts(on: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=on)


def delegation_named(scope: Scope, uuid: UUID) -> QuerySet[Delegation]:
    """One that one may see."""
    return Delegation.objects.visible_to(scope).select_related(*AROUND).filter(uuid=uuid)


def acting_for(rater: Employee | None, on: date) -> list[Delegation]:
    """Who does something in the rater's place on the day."""
    if rater is None:
        return []
    rows = Delegation.objects.on(on).filter(rater=rater).select_related("delegate")
    return list(rows.order_by("valid_from", "pk"))


def rates_somebody(rater: Employee, on: date) -> bool:
    """Whether there is anything to hand over."""
    people = Exists(Employee.objects.filter(rater=OuterRef("pk"), left_on=None))
    acting = Exists(Assignment.objects.on(on).filter(rater=OuterRef("pk")))
    return Employee.objects.filter(pk=rater.pk).filter(people | acting).exists()
