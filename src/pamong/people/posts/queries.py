"""Reads for moves: units and posts by name, and one dated post."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from pamong.access.scope import Role, Scope
from pamong.people.models import Assignment, Employee, Position, Supervision, Unit
from pamong.people.raters.queries import heads_above

MOST = 10
SHORTEST = 3


def units_named(scope: Scope, text: str, on: date) -> list[Unit]:
    """Units in which one may place people, by a part of the name."""
    if len(text) < SHORTEST:
        return []
    rows = Unit.objects.visible_to(scope).on(on).filter(name__icontains=text)
    if not scope.has(Role.HR):
        rows = rows.filter(pk__in=scope.unit_ids)
    return list(rows.select_related("parent").order_by("name", "pk")[:MOST])


def positions_named(agency_id: int, text: str, on: date) -> list[Position]:
    """Posts of the agency that stand on the day, by a part of the name."""
    if len(text) < SHORTEST:
        return []
    rows = Position.objects.on(on).filter(agency=agency_id, name__icontains=text)
    return list(rows.order_by("name", "pk")[:MOST])


def rater_on(employee: int, day: date) -> Employee | None:
    """Who rates a person on the day."""
    row = Supervision.objects.on(day).filter(employee=employee).select_related("rater").first()
    return row.rater if row else None


def heads_over(units: Sequence[Unit], on: date) -> dict[int, Employee]:
    """The head of each unit or of the nearest above, by the unit's key."""
    # Negative keys: a unit's key is no person's, whose own unit would be passed over.
    lines = {-one.pk: [int(key) for key in one.path.strip("/").split("/")] for one in units}
    return {-key: head for key, head in heads_above(lines, on).items()}


def extra_duty_of(employee: int, unit: int, day: date) -> Position | None:
    """What a person does on the day besides the definitive post, in the same unit."""
    rows = Assignment.objects.on(day).filter(
        employee=employee, unit=unit, kind=Assignment.Kind.EXTRA
    )
    row = rows.select_related("position").order_by("-position__is_head", "pk").first()
    return row.position if row else None


def extra_duties(people: Sequence[int]) -> Mapping[int, Sequence[Assignment]]:
    """Whatever some people ever did besides their definitive posts, in one query."""
    rows = Assignment.objects.filter(employee__in=people, kind=Assignment.Kind.EXTRA)
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows.select_related("position").order_by("-position__is_head", "pk"):
        found[row.employee_id].append(row)
    return found


def assignment_named(scope: Scope, uuid: UUID) -> QuerySet[Assignment]:
    """One dated post of a person whom one may see."""
    people = Employee.objects.visible_to(scope)
    rows = Assignment.objects.filter(uuid=uuid, employee__in=people)
    named = ("employee__agency", "unit", "position", "rater__rater", "superior")
    return rows.select_related(*named)
