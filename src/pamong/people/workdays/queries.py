"""Reads of calendars: weeks and own days of a place, and whose calendar one keeps."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, OwnDay, Unit, WorkWeek
from pamong.people.workdays.places import Place
from pamong.ui.paging import Page, page_of


def place_of(scope: Scope, uuid: UUID) -> Place | None:
    """The own agency or one of its units."""
    if scope.agency_uuid == uuid:
        agency = Agency.objects.filter(pk=scope.agency_id).first()
        return Place(agency) if agency else None
    unit = Unit.objects.visible_to(scope).select_related("agency").filter(uuid=uuid).first()
    return Place(unit.agency, unit) if unit else None


def first_place(scope: Scope, on: date) -> UUID | None:
    """Where one begins: the own unit of an administrator, else the agency."""
    if scope.unit_ids and not scope.has(Role.HR):
        units = Unit.objects.on(on).filter(pk__in=scope.unit_ids).order_by("path")
        return units.values_list("uuid", flat=True).first()
    return scope.agency_uuid


def weeks_of(place: Place) -> list[WorkWeek]:
    """The weeks of the place and those above it, newest first."""
    keys = [int(part) for part in place.path.split("/") if part]
    rows = WorkWeek.objects.filter(agency=place.agency).select_related("unit")
    rows = rows.filter(Q(unit=None) | Q(unit_id__in=keys))
    return list(rows.order_by("-unit__path", "-valid_from"))


def days_in(place: Place, year: int) -> list[OwnDay]:
    """The own days of the place and those above it in a year."""
    keys = [int(part) for part in place.path.split("/") if part]
    rows = OwnDay.objects.filter(agency=place.agency, first__year__lte=year, last__year__gte=year)
    rows = rows.filter(Q(unit=None) | Q(unit_id__in=keys)).select_related("unit")
    return list(rows.order_by("first", "pk"))


def units_apart(place: Place, on: date, after: str) -> Page[WorkWeek]:
    """Weeks of units below the place that work by one of their own, in the order of the tree."""
    rows = WorkWeek.objects.on(on).filter(agency=place.agency, unit__isnull=False)
    if place.unit:
        rows = rows.filter(unit__path__startswith=place.path).exclude(unit=place.unit)
    return page_of(rows.select_related("unit"), after, by=("unit__path", "pk"))
