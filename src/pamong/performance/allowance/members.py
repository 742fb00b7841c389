"""Whom a unit pays in a month, and for which of its days: by the posts as they were held."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Assignment, Employee, Unit
from pamong.performance.allowance.hours import by_hours
from pamong.performance.allowance.stays import ONE_DAY, Stay
from pamong.performance.months import last_of
from pamong.performance.rules import INSIDE


def paying_units(scope: Scope, day: date) -> QuerySet[Unit]:
    """The units that draw up a sheet and that one keeps: all but the parts of an office."""
    rows = Unit.objects.on(day).filter(agency_id=scope.agency_id).exclude(kind__in=INSIDE)
    return rows if scope.has(Role.HR) else rows.filter(pk__in=scope.unit_ids)


def units_in(unit: Unit) -> set[int]:
    """The unit and its divisions and sections; a school or clinic below it has a sheet of its own."""
    rows = Unit.objects.below(unit).order_by("path").values_list("pk", "parent_id", "kind")
    found = {unit.pk}
    for key, parent, kind in rows:
        if parent in found and kind in INSIDE:
            found.add(key)
    return found


def stays_in(unit: Unit, month: date) -> list[Stay]:
    """Everybody's days in the unit, in three queries."""
    last = last_of(month)
    rows = (
        _paid_posts(month, last)
        .filter(unit__in=units_in(unit))
        .select_related("employee__agency", "unit", "position")
        .order_by("employee__name", "employee_id", "valid_from")
    )
    stays = _without_overlap(stay for row in rows if (stay := _stay(row, month, last)))
    return by_hours(list(stays), month, last)


def people_paid(agency: Agency, month: date) -> int:
    """How many people all sheets of the month are about, in one query."""
    last = last_of(month)
    rows = _paid_posts(month, last).filter(unit__agency=agency)
    rows = rows.exclude(employee__left_on__lte=month).exclude(employee__joined_on__gt=last)
    return rows.values("employee").distinct().count()


def _paid_posts(month: date, last: date) -> "QuerySet[Assignment]":
    """One is paid by the definitive post; politicians are paid elsewhere."""
    rows = Assignment.objects.within(month, last).filter(kind=Assignment.Kind.DEFINITIVE)
    return rows.exclude(employee__kind=Employee.Kind.POLITICAL)


def _stay(row: Assignment, month: date, last: date) -> Stay | None:
    """The part of the month; the day on which somebody leaves is the first one without pay."""
    employee = row.employee
    begins = [day for day in (month, row.valid_from, employee.joined_on) if day]
    ends = [row.valid_to, employee.left_on]
    first_day = max(begins)
    last_day = min([last, *(day - ONE_DAY for day in ends if day)])
    if first_day > last_day:
        return None
    return Stay(employee, row.unit, row.position, first_day, last_day)


def _without_overlap(stays: Iterable[Stay]) -> Iterable[Stay]:
    """Of two posts on one day the earlier is paid: no day counts twice."""
    person, until = 0, date.min
    for stay in stays:
        if stay.employee.pk != person:
            person, until = stay.employee.pk, date.min
        first_day = max(stay.first_day, until + ONE_DAY) if until > date.min else stay.first_day
        if first_day <= stay.last_day:
            until = stay.last_day
            yield replace(stay, first_day=first_day)
