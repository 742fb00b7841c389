"""One page of the record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from pamong.access.scope import Scope
from pamong.ledger.models import ChainCheck, Entry, EntryQuerySet
from pamong.ledger.models.recorded import NOWHERE
from pamong.people.models import Employee, Position, Team, TraceRead, Unit
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.naming import named
from pamong.people.trace.changes import Words, marks_in
from pamong.people.trace.permissions import must_state_purpose, reads_whole_trace
from pamong.people.trace.words import CODED, GONE, ByField
from pamong.ui.paging import Page, page_of

PAGE = 30
MOST_LED, MOST_FOUND = 1000, 50
MOST_AT_ONCE, READS_SHOWN = 10, 20
ORDER = ("-effective_on", "-sequence")
SHOWN = (
    *("effective_on", "sequence", "recorded_at", "verb", "actor_name", "subject_kind"),
    *("subject_uuid", "subject_name", "person_uuid", "person_name", "changes"),
)
# What a leader sees of people: their work, not their accounts and posts.
OF_WORK = Q(verb__startswith="performance.") | Q(verb__startswith="measurement.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader looks for."""

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


def entries_for(scope: Scope, asked: Asked, after: str, day: date) -> Page[dict[str, Any]]:
    """The entries that one may read, the newest day first, with what may be told beside them."""
    rows = visible_entries(scope, asked.text, day)
    if asked.kind:
        rows = rows.filter(subject_kind=asked.kind)
    if asked.since:
        rows = rows.filter(effective_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(effective_on__lte=asked.until)
    page = page_of(rows.values(*SHOWN), after, PAGE, by=ORDER)
    for gone in GONE:
        days = gone({row["subject_uuid"] for row in page.rows})
        for row in page.rows:
            row["gone_on"] = days.get(row["subject_uuid"])
    names = names_behind(scope, set(marks_in(row["changes"] for row in page.rows)))
    coded: dict[int, ByField] = {}
    for codes in CODED:
        coded |= codes(scope, day, page.rows)
    for row in page.rows:
        row["words"] = Words(names, coded.get(row["sequence"], {}))
    return page


def names_behind(scope: Scope, marks: Collection[str]) -> dict[str, str]:
    """The names of people whom one sees, and of the agency's units, posts and teams, in one query."""
    if not marks:
        return {}
    told = ("uuid", "name")
    rows = Employee.objects.visible_to(scope).filter(uuid__in=marks).values_list(*told)
    others = [
        model.objects.filter(uuid__in=marks, agency_id=scope.agency_id).values_list(*told)
        for model in (Unit, Position, Team)
    ]
    return {str(uuid): name for uuid, name in rows.union(*others, all=True)}


def visible_entries(scope: Scope, text: str, day: date) -> EntryQuerySet:
    """The agency's record for its keepers, that of their people's work for leaders; narrowed by name.

    Of people whom an auditor names only those are shown for whom a purpose was stated on the day.
    """
    people = Employee.objects.visible_to(scope)
    if not reads_whole_trace(scope):
        mine = Q(rater_id__in=scope.rater_ids) | Q(rater_superior_id=scope.active_id)
        people = people.filter(mine).exclude(pk=scope.employee_id)
        return _about(named(people, text) if text else people, MOST_LED).filter(OF_WORK)
    if text:
        found = named(people, text)
        if must_state_purpose(scope):
            found = found.filter(pk__in=_opened(scope, day))
        return _about(found, MOST_FOUND)
    return Entry.objects.of_agency(scope.agency_uuid or NOWHERE)


def unopened(scope: Scope, text: str, day: date) -> list[Employee]:
    """The people bearing a name whose traces an auditor has not opened yet on the day."""
    if not text or not must_state_purpose(scope):
        return []
    found = named(Employee.objects.visible_to(scope), text).exclude(pk__in=_opened(scope, day))
    return list(
        found.select_related("agency", "unit", "position").order_by("name", "pk")[
            : MOST_AT_ONCE + 1
        ]
    )


def _opened(scope: Scope, day: date) -> "QuerySet[TraceRead, int]":
    rows = TraceRead.objects.filter(reader_id=scope.user_id, on=day)
    return rows.values_list("employee_id", flat=True)


def trace_reads(employee: Employee) -> list[TraceRead]:
    """Who opened a person's trace with a purpose, newest first."""
    return list(TraceRead.objects.filter(employee=employee).select_related("reader")[:READS_SHOWN])


def _about(people: EmployeeQuerySet, most: int) -> EntryQuerySet:
    """By a list of people alone: with the agency named too, a database may walk its whole record."""
    keys = list(people.values_list("uuid", flat=True)[:most])
    return Entry.objects.filter(person_uuid__in=keys)


def last_check(scope: Scope) -> ChainCheck | None:
    """What the last walk along the agency's chain found."""
    return ChainCheck.objects.filter(agency_uuid=scope.agency_uuid or NOWHERE).first()
