"""How far the people of a unit are with getting in."""

import uuid as uuidlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from pamong.access.models import SignInCode
from pamong.access.scope import Role, Scope
from pamong.people.accounts.permissions import can_ask_code
from pamong.people.models import Employee, Mandate, Unit
from pamong.ui.paging import Page, page_of

PAGE = 50


class Standing(StrEnum):
    """Where a person stands on the way in."""

    OUT = "out"  # neither password nor code
    INVITED = "invited"  # holds a code that still opens
    IN = "in"  # has set a password
    TWO = "two"  # holds a role: two administrators


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One person of a unit."""

    uuid: uuidlib.UUID
    name: str
    nip: str
    standing: Standing
    until: datetime | None
    has_mail: bool
    may_ask: bool  # a code for this person: nobody lets oneself in


def has_password(stored: str | None) -> bool:
    """Whether a stored password opens anything."""
    return bool(stored) and not str(stored).startswith(UNUSABLE_PASSWORD_PREFIX)


def with_standing(
    people: QuerySet[Employee, Any], now: datetime, on: date
) -> QuerySet[Employee, Any]:
    """Add the open code's end and whether a role is held, in the same query."""
    codes = SignInCode.objects.valid(now).filter(user_id=OuterRef("user_id"))
    roles = Mandate.objects.lasting(on).filter(user_id=OuterRef("user_id"))
    return people.select_related("user").annotate(
        code_until=Subquery(codes.values("expires_at")[:1]), holds_role=Exists(roles)
    )


def standing_of(person: Any) -> Standing:
    """Read off a person fetched by `with_standing`."""
    if person.holds_role:
        return Standing.TWO
    if person.user and has_password(person.user.password):
        return Standing.IN
    return Standing.INVITED if person.code_until else Standing.OUT


def accounts_of(
    unit: Unit, after: str, *, scope: Scope, now: datetime, on: date
) -> Page[AccountRow]:
    """The people who work in the unit itself, by name, as an administrator meets them."""
    people = with_standing(Employee.objects.active().filter(unit=unit), now, on)
    page = page_of(people, after, PAGE, by=("name", "pk"))
    rows = [
        AccountRow(
            person.uuid,
            person.full_name,
            person.nip,
            standing_of(person),
            person.code_until,
            bool(person.email),
            can_ask_code(scope, person),
        )
        for person in page.rows
    ]
    return Page(rows, page.next_cursor)


def holds_role(user_id: int | None, on: date) -> bool:
    """Whether the account holds any role on the day, or will: who lets it in today is in it then."""
    return Mandate.objects.lasting(on).filter(user_id=user_id or 0).exists()


def holds_agency(user_id: int, on: date) -> bool:
    """Whether one of them is over the whole agency."""
    return Mandate.objects.lasting(on).filter(user_id=user_id, unit=None).exists()


def chosen_from(
    unit: Unit, uuids: Sequence[str], *, now: datetime, on: date
) -> QuerySet[Employee, Any]:
    """Those of the unit who were picked."""
    people = Employee.objects.active().filter(unit=unit, uuid__in=uuids)
    return with_standing(people, now, on).select_related("user", "agency").order_by("name", "pk")


def sheet_units(
    scope: Scope, units: Sequence[Unit], *, below: bool, on: date
) -> QuerySet[Unit, Any]:
    """The picked units, with what stands under them where that is asked, as far as one lets people in."""
    picked = Q(pk__in=[unit.pk for unit in units])
    if below:
        for unit in units:
            picked |= Q(path__startswith=unit.path)
    return _units_kept(scope, on).filter(picked)


def _units_kept(scope: Scope, on: date) -> QuerySet[Unit, Any]:
    """The units of the day whose people one may let in."""
    units = Unit.objects.visible_to(scope).on(on)
    if scope.is_shell or scope.has(Role.HR):
        return units
    return units.filter(pk__in=scope.unit_ids)


def waiting_in(units: Sequence[int], *, now: datetime, on: date) -> QuerySet[Employee, Any]:
    """The people of some units who have neither password nor code and hold no role."""
    people: Any = with_standing(Employee.objects.active().filter(unit__in=units), now, on)
    closed = Q(user=None) | Q(user__password="")
    closed |= Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    people = people.filter(closed, code_until=None, holds_role=False)
    waiting: QuerySet[Employee, Any] = people.select_related("user", "agency", "unit")
    return waiting.order_by("name", "pk")


def waiting_by_unit(units: Sequence[Unit], *, now: datetime, on: date) -> dict[int, int]:
    """How many of them each unit has, in one query."""
    rows = waiting_in([unit.pk for unit in units], now=now, on=on).order_by()
    return dict(rows.values_list("unit").annotate(n=Count("pk")))


def units_to_open(scope: Scope, asked: str, after: str, on: date) -> Page[Unit]:
    """The units whose people one may let in, by name; `asked` is a part of a name."""
    units = _units_kept(scope, on).select_related("parent")
    if asked:
        units = units.filter(name__icontains=asked)
    return page_of(units, after, PAGE, by=("name", "pk"))
