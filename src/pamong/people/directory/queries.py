"""Reads of people and units for pages and files; each starts at visible_to."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Employee, Mandate

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


POST = ("uuid", "kind", "valid_from", "valid_to", "position__name", "unit__name")
RATING = (
    *("valid_from", "valid_to", "source", "rater__name", "rater__title_before"),
    *("rater__title_after", "rater__nip", "rater__position__name"),
    *("superior__name", "superior__title_before", "superior__title_after"),
)
AROUND = (
    *("agency", "unit", "position", "rater__position", "rater__unit"),
    *("rater_superior__position", "rater_superior__unit"),
)


def person_named(scope: Scope, uuid: UUID) -> QuerySet[Employee]:
    """The person with everything that the page names, when one may see it."""
    return Employee.objects.visible_to(scope).select_related(*AROUND).filter(uuid=uuid)


def oneself(scope: Scope) -> QuerySet[Employee]:
    """One's own record."""
    return Employee.objects.select_related(*AROUND).filter(pk=scope.employee_id)


def posts_of(employee: Employee) -> list[dict[str, Any]]:
    """Every post that a person holds or held, newest first."""
    rows = employee.assignments.order_by("-valid_from", "-pk")
    return list(rows.values(*POST))


def ratings_of(employee: Employee) -> list[dict[str, Any]]:
    """Every rater whom a person has or had, newest first."""
    rows = employee.supervisions.order_by("-valid_from", "-pk")
    return list(rows.values(*RATING))


def keepers_of(employee: Employee, on: date) -> list[str]:
    """The names of those who mend the person's facts: the administrators of the unit or one above."""
    if employee.unit is None:
        return []
    line = [int(key) for key in employee.unit.path.strip("/").split("/")]
    rows = Mandate.objects.on(on).filter(role=Role.UNIT_ADMIN, unit__in=line)
    rows = rows.exclude(user=employee.user_id) if employee.user_id else rows
    return list(rows.order_by("-unit__path", "user__name").values_list("user__name", flat=True))
