"""People, units and posts."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from pamong.access.models import Area
from pamong.config.api.reading import KEY, Filter, Resource, Rows, equals, one_of
from pamong.people.models import Employee, Position, Unit
from pamong.people.permissions import keeps_person
from pamong.people.request import Request


class PersonRef(Schema):
    """Somebody, by name."""

    id: UUID
    name: str


class Person(Schema):
    """Somebody in the service; the NIP, which holds a birthday, for who keeps the facts and for oneself."""

    id: UUID
    name: str
    nip: str | None
    kind: str
    rank: str
    unit: UUID | None
    position: UUID | None
    rater: PersonRef | None
    rater_superior: PersonRef | None
    joined_on: date | None
    left_on: date | None


class UnitOut(Schema):
    """A unit of the agency."""

    id: UUID
    code: str
    name: str
    kind: str
    parent: UUID | None
    valid_from: date | None
    valid_to: date | None


class PositionOut(Schema):
    """A post by name."""

    id: UUID
    name: str
    kind: str
    level: str
    grade: int | None
    is_head: bool
    valid_to: date | None


def ref(person: Employee | None) -> dict[str, Any] | None:
    """Who it is, where it is somebody."""
    return {"id": person.uuid, "name": person.full_name} if person else None


def _people(rows: Sequence[Employee], request: Request) -> list[dict[str, Any]]:
    scope = request.scope
    return [
        {
            "id": one.uuid,
            "name": one.full_name,
            "nip": one.nip if one.pk == scope.employee_id or keeps_person(scope, one) else None,
            "kind": one.kind,
            "rank": one.rank,
            "unit": one.unit.uuid if one.unit else None,
            "position": one.position.uuid if one.position else None,
            "rater": ref(one.rater),
            "rater_superior": ref(one.rater_superior),
            "joined_on": one.joined_on,
            "left_on": one.left_on,
        }
        for one in rows
    ]


def _units(rows: Sequence[Unit], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    return [
        {
            "id": one.uuid,
            "code": one.code,
            "name": one.name,
            "kind": one.kind,
            "parent": one.parent.uuid if one.parent else None,
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
        }
        for one in rows
    ]


def _positions(rows: Sequence[Position], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("name", "kind", "level", "grade", "is_head", "valid_to")
    return [{"id": one.uuid} | {name: getattr(one, name) for name in names} for one in rows]


def _with_places(rows: Rows) -> Rows:
    return rows.select_related("unit", "position", "rater", "rater_superior")


PEOPLE = (
    Resource(
        "people",
        Area.PEOPLE,
        "The people whom the key's owner may see.",
        Person,
        lambda scope: _with_places(Employee.objects.visible_to(scope)),
        ("name", "pk"),
        _people,
        {
            "unit": equals("unit__uuid", KEY),
            "rater": equals("rater__uuid", KEY),
            "active": Filter(bool, lambda rows, value: rows.filter(left_on__isnull=value)),
        },
        detail=Person,
    ),
    Resource(
        "units",
        Area.PEOPLE,
        "The units of the agency.",
        UnitOut,
        lambda scope: Unit.objects.visible_to(scope).select_related("parent"),
        ("name", "pk"),
        _units,
        {"parent": equals("parent__uuid", KEY)},
        detail=UnitOut,
    ),
    Resource(
        "positions",
        Area.PEOPLE,
        "The posts of the agency.",
        PositionOut,
        Position.objects.visible_to,
        ("name", "pk"),
        _positions,
        {"kind": one_of("kind", Position.Kind)},
        detail=PositionOut,
    ),
)
