"""Reads about people that other apps and commands ask for."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    IntegerField,
    QuerySet,
    Subquery,
)

from pamong.access.scope import Role, Scope
from pamong.people.models import (
    Agency,
    DataProblem,
    Employee,
    Mandate,
)

RATING = (
    *("valid_from", "valid_to", "source", "rater__name", "rater__title_before"),
    *("rater__title_after", "rater__nip", "rater__position__name"),
    *("superior__name", "superior__title_before", "superior__title_after"),
    *("superior_chosen", "superior_reason", "instead_of__name"),
)
AROUND = (
    *("agency", "unit", "position", "rater__position", "rater__unit"),
    *("rater_superior__position", "rater_superior__unit", "rater__rater"),
)

COUNTED = 1000  # beyond it a page says that there are more, and reads no further


class HowMany(Subquery):
    """How many rows a query of few rows gives."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def problems_summary(agency: Agency) -> Mapping[str, int]:
    """How many problems of each kind the agency's data has, by the kinds' codes."""
    rows = DataProblem.objects.filter(agency=agency).order_by().values_list("kind")
    counts = dict(rows.annotate(count=Count("pk")))
    return {kind: counts.get(kind, 0) for kind in DataProblem.Kind.values}


def person_named(scope: Scope, uuid: UUID) -> QuerySet[Employee]:
    """The person with everything that the page names, when one may see it."""
    return Employee.objects.visible_to(scope).select_related(*AROUND).filter(uuid=uuid)


def oneself(scope: Scope) -> QuerySet[Employee]:
    """One's own record."""
    return Employee.objects.select_related(*AROUND).filter(pk=scope.employee_id)


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
