"""Reads about raters: the proposal from the unit's head, candidates, the table by unit."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pamong.access.scope import Scope
from pamong.people.models import Assignment, Employee, SupervisorReport
from pamong.people.naming import words_of
from pamong.ui.paging import Page, page_of

SHORTEST, MOST = 3, 10
RANKS = ("politik", "jpt", "administrator", "pengawas", "fungsional", "pelaksana")
LISTED = (
    *("pk", "uuid", "name", "title_before", "title_after", "nip", "unit_id", "unit__name"),
    *("unit__path", "position__name", "rater__name", "rater__left_on", "rater_superior__name"),
)


def head_above(employee: Employee, on: date) -> Employee | None:
    """The head of the person's unit, or of the nearest unit above that has another head."""
    if employee.unit is None:
        return None
    line = [int(key) for key in employee.unit.path.strip("/").split("/")]
    rows = (
        Assignment.objects.on(on)
        .filter(unit__in=line, position__is_head=True, employee__left_on=None)
        .exclude(employee=employee)
        .select_related("employee__unit", "employee__position", "position")
    )
    own = set(
        employee.assignments.on(on).filter(position__is_head=True).values_list("unit", flat=True)
    )
    able = [row for row in rows if row.unit_id not in own]
    if not able:
        return None
    return min(able, key=lambda row: (-line.index(row.unit_id), *_rank(row))).employee


def _rank(row: Assignment) -> tuple[bool, int, int]:
    """The definitive head before the acting one, the higher post before the lower."""
    return row.kind != Assignment.Kind.DEFINITIVE, RANKS.index(row.position.kind), row.employee_id


def leaders_named(agency_id: int, text: str) -> QuerySet[Employee]:
    """People of the agency who lead or rate somebody: their names and posts are known to all in it."""
    words = words_of(text)
    if max((len(word) for word in words), default=0) < SHORTEST:
        return Employee.objects.none()
    rates = Employee.objects.filter(rater=OuterRef("pk"))
    rows = Employee.objects.filter(agency_id=agency_id, left_on=None)
    rows = rows.filter(Q(position__is_head=True) | Exists(rates))
    return _named(rows, words)


def people_named(agency_id: int, text: str) -> QuerySet[Employee]:
    """Anybody of the agency by words of the name or by the beginning of the NIP."""
    words = words_of(text)
    if max((len(word) for word in words), default=0) < SHORTEST:
        return Employee.objects.none()
    rows = Employee.objects.filter(agency_id=agency_id, left_on=None)
    if words[0].isdigit():
        return rows.filter(nip__startswith=words[0]).order_by("name", "pk")[:MOST]
    return _named(rows, words)


def _named(rows: QuerySet[Employee], words: list[str]) -> QuerySet[Employee]:
    for word in words:
        rows = rows.filter(words__word__gte=word, words__word__lte=word + "zzzz")
        rows = rows.filter(words__word__startswith=word)
    return rows.select_related("unit", "position").distinct().order_by("name", "pk")[:MOST]


def raters_by_unit(scope: Scope, unit_path: str, after: str, *, missing: bool) -> Page[Any]:
    """Who is rated by whom, unit by unit; `missing` keeps to those without a rater."""
    rows = Employee.objects.visible_to(scope).filter(left_on=None).exclude(unit=None)
    if unit_path:
        rows = rows.filter(unit__path__startswith=unit_path)
    if missing:
        rows = rows.filter(rater=None)
    return page_of(rows.values(*LISTED), after, size=50, by=("unit__path", "name", "pk"))


def open_reports(scope: Scope) -> QuerySet[SupervisorReport]:
    """Reports that wait for this account, the oldest first."""
    rows = SupervisorReport.objects.visible_to(scope).filter(status=SupervisorReport.Status.OPEN)
    rows = rows.exclude(employee=scope.employee_id).order_by("reported_on", "pk")
    related = ("employee__unit", "employee__position", "employee__rater", "suggested")
    return rows.select_related(*related)


def report_count(scope: Scope) -> int:
    """How many reports wait for this account."""
    return open_reports(scope).count()


def reports_of(scope: Scope, employee: Employee) -> list[SupervisorReport]:
    """One person's reports, newest first."""
    rows = SupervisorReport.objects.visible_to(scope).filter(employee=employee)
    return list(rows.order_by("-reported_on", "-pk"))


def report_named(scope: Scope, uuid: UUID) -> QuerySet[SupervisorReport]:
    """One report with the people whom its page names."""
    rows = SupervisorReport.objects.visible_to(scope).filter(uuid=uuid)
    of_person = ("agency", "unit", "position", "rater__position", "rater__unit", "rater_superior")
    named = [f"employee__{name}" for name in of_person]
    return rows.select_related(*named, "suggested__position", "suggested__unit")


def proposed_raters(
    employee: Employee, text: str, on: date, *, named: Callable[[int, str], Iterable[Employee]]
) -> list[Employee]:
    """The unit's head first, then whoever bears the name that was typed; never the person."""
    head = head_above(employee, on)
    found = [head, *named(employee.agency_id, text)]
    unique = {one.pk: one for one in found if one and one.pk != employee.pk}
    return list(unique.values())
