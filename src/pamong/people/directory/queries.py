"""Reads of people and units for pages and files; each starts at visible_to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, Length, NullIf, Substr

from pamong.access.prepared import prepared, prepared_pages
from pamong.access.scope import Role, Scope
from pamong.people.models import (
    Agency,
    Assignment,
    DataProblem,
    Employee,
    Unit,
    name_then,
)
from pamong.people.models.employee import NIP_LENGTH
from pamong.people.naming import bearers, is_whole_word, words_of
from pamong.people.nip import plain_nip
from pamong.people.queries import COUNTED, HowMany
from pamong.ui.paging import Page, page_of

EXPORTED: dict[str, Combinable] = {
    "nip": F("nip"),
    "name": F("name"),
    "title_before": F("title_before"),
    "title_after": F("title_after"),
    "kind": F("kind"),
    "rank": F("rank"),
    "position": F("position__name"),
    "position_kind": F("position__kind"),
    "position_level": F("position__level"),
    "position_grade": F("position__grade"),
    "unit_code": F("unit__code"),
    "unit": F("unit__name"),
    "parent_code": F("unit__parent__code"),
    "parent": F("unit__parent__name"),
    "supervisor": Coalesce(NullIf(F("rater__nip"), Value("")), F("rater__name")),
    "superior": Coalesce(NullIf(F("rater_superior__nip"), Value("")), F("rater_superior__name")),
}


def exported_people(scope: Scope, agency: Agency) -> Iterator[dict[str, object]]:
    """Each person whom the scope may see, in the order of names, under the import's field names."""
    rows = Employee.objects.visible_to(scope).filter(agency=agency).order_by("name", "pk")
    for row in rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000):
        yield dict(zip(EXPORTED, row, strict=True))


POST = (
    *("uuid", "kind", "valid_from", "valid_to", "position__name", "unit_then"),
    *("rater__name", "rater__title_before", "rater__title_after"),
)


def posts_of(employee: Employee) -> list[dict[str, Any]]:
    """Every post that a person holds or held, newest first."""
    rows = employee.assignments.order_by("-valid_from", "-pk")
    return list(rows.annotate(unit_then=name_then("valid_to", before=True)).values(*POST))


def sayings_of(employee: Employee) -> list[tuple[str, date, dict[str, str]]]:
    """What each file that is kept said of a person, newest first: its name, its day, the values."""
    rows = employee.file_rows.order_by("-file")
    return list(rows.values_list("file__name", "file__imported_on", "values"))


WHOLE_AGENCY = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
SHORTEST = 3  # letters or digits that a search needs
LISTED = (
    *("pk", "uuid", "name", "title_before", "title_after", "nip", "left_on"),
    *("position__name", "unit__name", "rater__name", "rater__title_before", "rater__title_after"),
)


def is_long_enough(text: str) -> bool:
    """Whether a search for the text finds less than everybody."""
    return max((len(word) for word in words_of(text)), default=0) >= SHORTEST


def people_in(scope: Scope, after: str, *, unit_id: int = 0) -> Page[Any]:
    """Everybody whom one may see, of one unit or of all, by name."""
    rows = Employee.objects.visible_to(scope).active()
    if unit_id:
        rows = rows.filter(unit=unit_id)
    return page_of(rows.values(*LISTED), after)


def people_found(scope: Scope, text: str, after: str) -> Page[Any]:
    """People by words of the name in any order, or by the beginning of the NIP; also who has left."""
    if not is_long_enough(text):
        return Page([])
    digits = plain_nip(text)
    if digits.isdigit():
        span = (digits.ljust(NIP_LENGTH, "0"), digits.ljust(NIP_LENGTH, "9"))
        rows = Employee.objects.visible_to(scope).exclude(nip="").filter(nip__range=span)
        return page_of(rows.values(*LISTED), after)
    words = sorted(words_of(text), key=len, reverse=True)
    is_whole = scope.has(*WHOLE_AGENCY) and is_whole_word(scope.agency_id, words[0])
    page = _bearing(after, scope=scope, words=words, is_whole=is_whole)
    people = _listed(keys=[row["employee_id"] for row in page.rows])
    return Page(people, page.next_cursor)


@prepared_pages(by=("name", "employee_id"))
def _bearing(*, scope: Scope, words: list[str], is_whole: bool) -> Any:
    found = bearers(scope.agency_id, words, is_whole=is_whole)
    if scope.has(*WHOLE_AGENCY):
        return found
    return found.filter(employee__in=Employee.objects.visible_to(scope))


@prepared
def _listed(*, keys: list[int]) -> Any:
    return Employee.objects.filter(pk__in=keys).order_by("name", "pk").values(*LISTED)


def problems_of(scope: Scope, employee: Employee) -> list[DataProblem]:
    """What is wrong with a person's data, for those who mend or watch it."""
    return list(DataProblem.objects.visible_to(scope).filter(employee=employee).order_by("kind"))


def roots(scope: Scope, after: str, on: date) -> Page[Unit]:
    """The units under which all others stand, by name."""
    return page_of(_standing(scope, on).filter(parent=None), after)


def units_below(unit: Unit, after: str, on: date) -> Page[Unit]:
    """The units directly under one, by name."""
    return page_of(Unit.objects.on(on).filter(parent=unit), after)


def units_like(scope: Scope, text: str, after: str, on: date) -> Page[Unit]:
    """Units of the own agency by a part of the name, with the one above each."""
    if not is_long_enough(text):
        return Page([])
    rows = _standing(scope, on).filter(agency_id=scope.agency_id, name__icontains=text)
    return page_of(rows.select_related("parent"), after)


def _standing(scope: Scope, on: date) -> QuerySet[Unit]:
    return Unit.objects.visible_to(scope).on(on)


def line_above(unit: Unit) -> list[Unit]:
    """The units above one, from the top."""
    keys = [int(key) for key in unit.path.strip("/").split("/")][:-1]
    return list(Unit.objects.filter(pk__in=keys).order_by("path"))


def heads_of(units: Iterable[int], on: date) -> dict[int, list[Assignment]]:
    """Who leads each unit on the day: the definitive head before an acting one."""
    rows = Assignment.objects.on(on).filter(unit__in=list(units), position__is_head=True)
    rows = rows.filter(Q(employee__left_on=None) | Q(employee__left_on__gt=on))
    found: dict[int, list[Assignment]] = {}
    for row in rows.select_related("employee", "position").order_by("kind", "valid_from", "pk"):
        found.setdefault(row.unit_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people a unit has, and with all below it, of these at most one more than COUNTED."""

    own: int = 0
    whole: int = 0


def headcounts(units: Iterable[int]) -> dict[int, Headcount]:
    """The people of some units, in one query that reads no more of a branch than it says."""
    path, people = OuterRef("path"), Employee.objects.active().order_by()
    # A path ends with a slash, which comes before "0": what lies between the two is the branch.
    beyond = Concat(Substr(path, 1, Length(path) - 1), Value("0"), output_field=CharField())
    below = people.filter(unit__path__gte=path, unit__path__lt=beyond).values("pk")
    own = people.filter(unit=OuterRef("pk")).values("pk")
    rows = Unit.objects.filter(pk__in=list(units))
    found = rows.values_list("pk", HowMany(own), HowMany(below[: COUNTED + 1]))
    return {pk: Headcount(*counts) for pk, *counts in found}
