"""Reads about raters: the proposal from the unit's head, candidates, the table by unit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from pamong.access.scope import Role, Scope
from pamong.people.batches import pieces
from pamong.people.heads import heads_of
from pamong.people.models import (
    Assignment,
    Employee,
    Supervision,
    SupervisorReport,
)
from pamong.people.naming import bearers, words_of
from pamong.people.nip import plain_nip
from pamong.ui.paging import Page, count_of, page_of

SHORTEST, MOST = 3, 10
NAMED = ("unit", "position", "rater")
LISTED = (
    *("pk", "uuid", "name", "title_before", "title_after", "nip", "position__name"),
    *("unit_id", "unit__uuid", "unit__name", "unit__path"),
    *("rater_id", "rater__name", "rater__title_before", "rater__title_after", "rater__nip"),
    *("rater__position__name", "rater__left_on", "rater_superior__name"),
    *("rater_superior__title_before", "rater_superior__title_after", "is_chosen"),
)

PLACE = Coalesce("unit__path", Value(""))  # those whom nobody has placed come first


def head_above(employee: Employee, on: date) -> Employee | None:
    """The head of the person's unit, or of the nearest unit above that has another head."""
    return proposals_for([employee], on).get(employee.pk)


def proposals_for(people: Iterable[Employee], on: date) -> dict[int, Employee]:
    """The head above each person, by the person's key; people must come with their units."""
    lines = {one.pk: _line(one.unit.path) for one in people if one.unit}
    return heads_above(lines, on)


def heads_above(lines: Mapping[int, Sequence[int]], on: date) -> dict[int, Employee]:
    """The same for the units that stand above each person, the own one last."""
    heads = heads_of({key for line in lines.values() for key in line}, on)
    found = {pk: _nearest(pk, line, heads) for pk, line in lines.items()}
    return {pk: head for pk, head in found.items() if head}


def rater_for(post: Assignment, on: date) -> tuple[Employee | None, Employee | None]:
    """Who rates the work in an acting post, and who stands above: as chosen, else the head above it."""
    rater = post.rater or proposed_rater(post, on)
    above = post.superior if post.rater else None
    above = above or (rater.rater if rater else None)
    fits = above is not None and rater is not None and above.pk not in {post.employee_id, rater.pk}
    return rater, above if fits else None


def proposed_rater(post: Assignment, on: date) -> Employee | None:
    """The head of the post's unit, or of the nearest above that the person does not lead."""
    line = [int(key) for key in post.unit.path.strip("/").split("/")]
    return heads_above({post.employee_id: line}, on).get(post.employee_id)


def _line(path: str) -> list[int]:
    """The keys of the units on the way from the top."""
    return [int(key) for key in path.strip("/").split("/")]


def _nearest(
    pk: int, line: Sequence[int], heads: Mapping[int, Sequence[Assignment]]
) -> Employee | None:
    """Upwards to the first unit that has a head and is not headed by the person."""
    for key in reversed(line):
        here = heads.get(key, ())
        if here and all(row.employee_id != pk for row in here):
            return here[0].employee
    return None


def default_superior(person: Employee, rater: Employee) -> Employee | None:
    """The rater's own rater, where that is somebody else."""
    above = rater.rater
    return above if above and above.pk not in {person.pk, rater.pk} else None


def chosen_superiors(people: Iterable[Employee], day: date) -> dict[int, Supervision]:
    """The ratings of the day whose superior was chosen by hand, by the person's key."""
    found: dict[int, Supervision] = {}
    for some in pieces([one.pk for one in people]):
        rows = Supervision.objects.on(day).filter(employee__in=some, superior_chosen=True)
        found |= {row.employee_id: row for row in rows.select_related("superior")}
    return found


def leaders_named(agency_id: int, text: str) -> list[Employee]:
    """People of the agency who lead or rate somebody: their names and posts are known to all in it."""
    rates = Exists(Employee.objects.filter(rater=OuterRef("employee")))
    leads = Q(employee__position__is_head=True) | Q(rates)
    return _named(agency_id, text, leads)


def people_named(agency_id: int, text: str) -> list[Employee]:
    """Anybody of the agency by words of the name or by the beginning of the NIP."""
    digits = plain_nip(text)
    if not digits.isdigit():
        return _named(agency_id, text, Q())
    if len(digits) < SHORTEST:
        return []
    rows = Employee.objects.filter(agency_id=agency_id, left_on=None, nip__startswith=digits)
    return list(rows.select_related(*NAMED).order_by("name", "pk")[:MOST])


def _named(agency_id: int, text: str, which: Q) -> list[Employee]:
    """First the keys from the words alone, then the few people: the order of names costs no person's row."""
    words = words_of(text)
    if max((len(word) for word in words), default=0) < SHORTEST:
        return []
    rows = bearers(agency_id, words).filter(which, employee__left_on=None)
    found = rows.order_by("name", "employee").values_list("name", "employee").distinct()[:MOST]
    people = Employee.objects.filter(pk__in=[key for _name, key in found])
    return list(people.select_related(*NAMED).order_by("name", "pk"))


def raters_by_unit(
    scope: Scope, after: str, on: date, *, path: str = "", name: str = "", missing: bool = False
) -> Page[Any]:
    """Who is rated by whom, unit by unit; `missing` keeps to those whom nobody rates today."""
    rows = Employee.objects.visible_to(scope).active()
    if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        rows = Employee.objects.active().filter(unit__in=scope.unit_ids)  # those one keeps
    if path:
        rows = rows.filter(unit__path__startswith=path)
    if name:
        rows = rows.filter(unit__name__icontains=name)
    by: tuple[str, ...] = ("unit__path", "name", "pk")
    if missing:
        rows = rows.filter(Q(rater=None) | ~Q(rater__left_on=None))
        rows = rows.exclude(kind=Employee.Kind.POLITICAL).annotate(place=PLACE)
        by = ("place", "name", "pk")
    else:
        rows = rows.exclude(unit=None)
    chosen = Supervision.objects.on(on).filter(employee=OuterRef("pk"), superior_chosen=True)
    # Of each row listed: PostgreSQL may answer EXISTS by reading all supervision first.
    rows = rows.annotate(is_chosen=Subquery(chosen.order_by().values("superior_chosen")[:1]))
    shown = (*LISTED, "place") if missing else LISTED
    return page_of(rows.values(*shown), after, size=50, by=by)


def proposed_for_rows(rows: Sequence[Any], on: date) -> dict[int, Employee]:
    """The head above each listed person who has a unit."""
    placed = (row for row in rows if row["unit_id"])
    return heads_above({row["pk"]: _line(row["unit__path"]) for row in placed}, on)


def chosen(scope: Scope, uuids: Iterable[str]) -> list[Employee]:
    """People picked from the list, of those whom one may see."""
    rows = Employee.objects.visible_to(scope).active().filter(uuid__in=list(uuids))
    return list(rows.select_related("agency", "unit", "position", "rater").order_by("name", "pk"))


def open_reports(scope: Scope) -> QuerySet[SupervisorReport]:
    """Reports that wait for this account, the oldest first."""
    rows = SupervisorReport.objects.visible_to(scope).filter(status=SupervisorReport.Status.OPEN)
    rows = rows.exclude(employee=scope.employee_id).order_by("reported_on", "pk")
    related = ("employee__unit", "employee__position", "employee__rater", "suggested")
    return rows.select_related(*related)


def report_count(scope: Scope) -> int:
    """How many reports wait for this account, as far as they are counted."""
    return count_of(open_reports(scope))


def report_page(scope: Scope, after: str) -> Page[SupervisorReport]:
    """Those that wait, page by page."""
    return page_of(open_reports(scope), after, by=("reported_on", "pk"))


def reports_of(scope: Scope, employee: Employee) -> list[SupervisorReport]:
    """One person's reports, newest first."""
    rows = SupervisorReport.objects.visible_to(scope).filter(employee=employee)
    return list(rows.order_by("-reported_on", "-pk"))


def report_named(scope: Scope, uuid: UUID) -> QuerySet[SupervisorReport]:
    """One report with the people whom its page names."""
    rows = SupervisorReport.objects.visible_to(scope).filter(uuid=uuid)
    of_person = ("agency", "unit", "position", "rater__position", "rater__unit", "rater_superior")
    named = [f"employee__{name}" for name in of_person]
    others = ("suggested__position", "suggested__unit", "recorded")
    return rows.select_related(*named, *others)


def proposed_raters(
    employee: Employee, text: str, on: date, *, named: Callable[[int, str], Iterable[Employee]]
) -> list[Employee]:
    """The unit's head first, then whoever bears the name that was typed; never the person."""
    head = head_above(employee, on)
    found = [head, *named(employee.agency_id, text)]
    unique = {one.pk: one for one in found if one and one.pk != employee.pk}
    return list(unique.values())
