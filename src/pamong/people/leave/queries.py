"""Reads of leave."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.people.leave.kinds import KINDS, PACK
from pamong.people.models import Agency, Employee, Leave
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.naming import named
from pamong.policy.load import builtin
from pamong.ui.paging import Page, page_of

PAGE, SHOWN = 25, 8
NOW, COMING, PAST = "", "coming", "past"


def leaves_of(scope: Scope, state: str, text: str, after: str, on: date) -> Page[Leave]:
    """Leave that runs on the day, comes or is over, by its first day and name."""
    rows = Leave.objects.visible_to(scope)
    if state == COMING:
        rows = rows.filter(valid_from__gt=on)
    elif state == PAST:
        rows = rows.filter(valid_to__lte=on)
    else:
        rows = rows.filter(valid_from__lte=on, valid_to__gt=on)
    if text:
        people = named(Employee.objects.visible_to(scope), text)
        rows = rows.filter(employee__in=people.values("pk"))
    found = rows.select_related("employee__unit", "employee__position")
    return page_of(found, after, PAGE, by=("valid_from", "pk"))


def leave_named(scope: Scope, uuid: UUID) -> "QuerySet[Leave]":
    """One leave among those that one may see."""
    return Leave.objects.visible_to(scope).select_related("employee__agency").filter(uuid=uuid)


def people_kept(scope: Scope, text: str) -> EmployeeQuerySet:
    """Those whose facts one keeps and whom a NIP or words of a name mean."""
    rows = Employee.objects.visible_to(scope).active().filter(agency_id=scope.agency_id)
    if not scope.has(Role.HR):
        rows = rows.filter(unit_id__in=scope.unit_ids)
    return named(rows.select_related("unit", "position", "agency").order_by("name", "pk"), text)


READ = "leaves_read"


def leaves_of_person(scope: Scope, person: Employee) -> list[Leave]:
    """A person's last leaves, the newest first; read once for all sections of the person's page."""
    known: list[Leave] | None = getattr(person, READ, None)
    if known is None:
        known = list(_of_person(scope=scope, person=person.pk))
        setattr(person, READ, known)
    return known


@prepared
def _of_person(*, scope: Scope, person: int) -> QuerySet[Leave]:
    rows = Leave.objects.visible_to(scope).filter(employee_id=person)
    return rows.order_by("-valid_from")[:SHOWN]


@prepared
def away_between(*, people: list[int], first: date, last: date) -> QuerySet[Leave, tuple[Any, ...]]:
    """Leave of some people on some day from first to last, as (whose, kind, from, until)."""
    rows = Leave.objects.filter(employee_id__in=people, valid_from__lte=last, valid_to__gt=first)
    return rows.order_by("valid_from").values_list("employee_id", "kind", "valid_from", "valid_to")


def kinds_used_from(agency: Agency, day: date) -> set[str]:
    """The kinds outside the rule pack under which leave begins on a day or later."""
    rows = Leave.objects.filter(employee__agency=agency, valid_from__gte=day)
    known = builtin(PACK).scales[KINDS].codes
    return set(rows.exclude(kind__in=known).values_list("kind", flat=True).distinct())
