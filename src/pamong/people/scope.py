"""What an account may reach today: the one function everybody uses."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pamong.access.models import User
from pamong.access.prepared import prepared
from pamong.access.scope import EVERYTHING, NOBODY, Scope
from pamong.ledger.actions import Actor, Shell
from pamong.people.models import Assignment, Delegation, Employee, Mandate, Unit


def scope_of(user: User | Shell, on: date) -> Scope:
    """Gather one account's scope, in one query for who holds no duty; a stranger's is empty."""
    if isinstance(user, Shell):
        return EVERYTHING
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    employee = _employee_of.first(user=user.pk, on=on)
    mandates: list[Mandate] = []
    if employee is None or employee.has_mandate:
        mandates = _mandates_of(user=user.pk, on=on)
    agency = employee.agency if employee else next((m.agency for m in mandates), None)
    if agency is None:
        return Scope(user_id=user.pk, user_uuid=user.uuid, name=user.name)
    acts_for = _delegated(employee, on)
    held = [m for m in mandates if m.agency_id == agency.pk]
    has_left = bool(employee and employee.left_on and employee.left_on <= on)
    return Scope(
        user_id=user.pk,
        user_uuid=user.uuid,
        name=user.name,
        employee_id=employee.pk if employee else 0,
        agency_id=agency.pk,
        agency_uuid=agency.uuid,
        roles=frozenset() if has_left else frozenset(m.role for m in held if m.unit is None),
        unit_ids=frozenset() if has_left else _units([m.unit for m in held if m.unit]),
        acts_for=frozenset() if has_left else acts_for,
        agency_name=agency.name,
        time_zone=agency.time_zone,
        local_packs=tuple(tuple(row) for row in agency.local_packs),
        monthly_years=frozenset(agency.monthly_years),
        is_demo=agency.is_demo,
        title=_title(employee, held),
        is_official=bool(employee and employee.kind == Employee.Kind.POLITICAL),
        leads=not has_left and (bool(employee and employee.leads) or bool(acts_for)),
        has_left=has_left,
    )


@prepared
def _employee_of(*, user: int, on: date) -> QuerySet[Employee]:
    """The person behind an account, with agency, post, and whether duties or people hang on it."""
    me = OuterRef("pk")
    rows = Employee.objects.select_related("agency", "position").annotate(
        leads=Q(Exists(Employee.objects.filter(rater=me, left_on=None)))
        | Q(Exists(Assignment.objects.on(on).filter(rater=me))),
        has_mandate=Exists(Mandate.objects.on(on).filter(user=OuterRef("user"))),
        is_delegate=Exists(Delegation.objects.on(on).filter(delegate=me)),
    )
    return rows.filter(user=user)


@prepared
def _mandates_of(*, user: int, on: date) -> QuerySet[Mandate]:
    return Mandate.objects.on(on).filter(user=user).select_related("agency", "unit")


def _title(employee: Employee | None, held: list[Mandate]) -> str:
    if employee and employee.position:
        return employee.position.name
    return str(held[0].get_role_display()) if held else ""


def scope_for(by: Actor, on: date) -> Scope:
    """The scope of whoever acts: an account's own, or everything for the shell."""
    return scope_of(by, on) if isinstance(by, User) else EVERYTHING


def _units(units: list[Unit]) -> frozenset[int]:
    if not units:
        return frozenset()
    found = Unit.objects.none()
    for unit in units:
        found = found | Unit.objects.below(unit)
    return frozenset(found.values_list("pk", flat=True))


def _delegated(employee: Any, on: date) -> frozenset[int]:
    if employee is None or not employee.is_delegate:
        return frozenset()
    return frozenset(_raters_of(delegate=employee.pk, on=on))


@prepared
def _raters_of(*, delegate: int, on: date) -> QuerySet[Delegation, int]:
    return Delegation.objects.on(on).filter(delegate=delegate).values_list("rater_id", flat=True)
