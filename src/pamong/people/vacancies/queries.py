"""Reads of vacancies: who is rated by somebody no longer in the post, and who stands in."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from pamong.access.scope import Role, Scope
from pamong.people.models import Assignment, DataProblem, Employee, Supervision

KINDS = (DataProblem.Kind.RATER_LEFT, DataProblem.Kind.RATER_MOVED)
MOST = 100


def waiting_people(superior_id: int) -> QuerySet[DataProblem]:
    """People whose rater is gone and above whom one stands: theirs are the findings of the problem list."""
    return DataProblem.objects.filter(kind__in=KINDS, employee__rater_superior=superior_id)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A rater who is gone, or for whom somebody stands in, with how many people are concerned."""

    rater: Employee
    people: int
    since: date | None = None
    stand_in: str = ""  # empty while nobody does


def vacancies_of(scope: Scope) -> list[Vacancy]:
    """Raters who are gone, by name: those above whose people one stands, or whose facts one keeps."""
    rows = DataProblem.objects.filter(kind__in=KINDS, agency_id=scope.agency_id)
    if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        mine = rows.filter(employee__rater_superior=scope.active_id)
        kept = rows.filter(employee__rater__unit__in=scope.unit_ids)
        rows = mine | kept
    counted = dict(_by(rows, "employee__rater")[:MOST])
    people = Employee.objects.filter(pk__in=counted).select_related("position", "unit", "agency")
    return [Vacancy(one, counted[one.pk]) for one in people.order_by("name", "pk")]


def _by(rows: QuerySet[Any], key: str) -> Any:
    return rows.order_by().values_list(key).annotate(n=Count("pk")).order_by(key)


def stood_in_for(scope: Scope, on: date) -> list[Vacancy]:
    """Vacant raters for whom somebody stands in today."""
    rows = Supervision.objects.on(on).exclude(instead_of=None)
    rows = rows.filter(employee__agency_id=scope.agency_id)
    if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        rows = rows.filter(rater=scope.active_id) | rows.filter(instead_of__unit__in=scope.unit_ids)
    told = rows.order_by().values_list("instead_of", "rater__name")
    counted = list(told.annotate(n=Count("pk"), since=Min("valid_from"))[:MOST])
    people = {
        one.pk: one
        for one in Employee.objects.filter(pk__in=[row[0] for row in counted]).select_related(
            "position", "unit", "agency"
        )
    }
    return [Vacancy(people[key], n, since, name) for key, name, n, since in counted]


def rater_named(scope: Scope, uuid: UUID) -> QuerySet[Employee]:
    """A rater whom one sees, or above whose people one stands."""
    below = Employee.objects.active().filter(rater_superior=scope.active_id).values("rater")
    seen = Employee.objects.visible_to(scope).values("pk")
    rows = Employee.objects.select_related("agency", "unit", "position", "rater__rater")
    return rows.filter(Q(pk__in=below) | Q(pk__in=seen), uuid=uuid)


def people_of(rater: Employee) -> list[Employee]:
    """Everybody whom the rater still rates today, by name."""
    rows = Employee.objects.active().filter(rater=rater)
    return list(rows.select_related("agency", "unit", "rater_superior__rater").order_by("name"))


def successor_of(rater: Employee, people: Sequence[Employee], on: date) -> Employee | None:
    """Who takes over: the rater's own rater, else whoever stands above most of the people."""
    above = rater.rater
    if above is None:
        counted = Counter(one.rater_superior for one in people if one.rater_superior)
        above = counted.most_common(1)[0][0] if counted else None
    gone = above is None or above.pk == rater.pk or bool(above.left_on and above.left_on <= on)
    return None if gone else above


def stood_in_under(units: Sequence[int], day: date, since: date) -> dict[int, list[Supervision]]:
    """By unit: who inside it is rated on the day or later by a stand-in for whoever led it before.

    Whoever gets another rater after `since` is left out: that one is recorded already, and stays.
    """
    led = Assignment.objects.filter(unit__in=units, position__is_head=True)
    former: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for employee, unit, path in led.values_list("employee_id", "unit_id", "unit__path"):
        former[employee].add((unit, path))
    rows = Supervision.objects.filter(instead_of__in=former, employee__left_on=None)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=day)).order_by("valid_from", "pk")
    last = {
        row.employee_id: row for row in rows.select_related("employee__agency", "employee__unit")
    }
    later = Supervision.objects.filter(employee__in=last, valid_from__gt=since)
    staying = set(later.exclude(instead_of__in=former).values_list("employee_id", flat=True))
    found: dict[int, list[Supervision]] = defaultdict(list)
    for row in last.values():
        own = row.employee.unit.path if row.employee.unit else ""
        for unit, path in former[row.instead_of_id or 0]:
            if own.startswith(path) and row.employee_id not in staying:
                found[unit].append(row)
    return found
