"""What an account may reach today: the one function everybody uses."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from pamong.access.models import Notice, User
from pamong.access.prepared import prepared
from pamong.access.scope import EVERYTHING, NOBODY, Role, Scope
from pamong.ledger.actions import Actor, Shell
from pamong.people.heads import offices_led, units_led
from pamong.people.models import (
    Agency,
    Assignment,
    Employee,
    Leave,
    Mandate,
    Position,
    Team,
    TeamMember,
    Unit,
)


def scope_of(user: User | Shell, on: date) -> Scope:
    """Gather one account's scope, in one query for who holds no duty over a unit; a stranger's is empty."""
    if isinstance(user, Shell):
        return EVERYTHING
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    rows = _employee_of(user=user.pk, on=on)
    employee = rows[0] if rows else None
    held = _duties(rows) if employee else _mandates_of(user=user.pk, on=on)
    agency = employee.agency if employee else next((m.agency for m in held), None)
    if agency is None:
        return Scope(user_id=user.pk, user_uuid=user.uuid, name=user.name)
    has_left = bool(employee and employee.left_on and employee.left_on <= on)
    held = [m for m in held if m.agency_id == agency.pk and not has_left]
    tasks = [row for row in rows if row.acts_for and not has_left]
    user.stands_for = {row.acts_for: row.for_whom for row in tasks}
    return Scope(
        user_id=user.pk,
        user_uuid=user.uuid,
        name=user.name,
        employee_id=employee.pk if employee else 0,
        roles=frozenset(m.role for m in held if m.unit is None),
        unit_ids=_units(held, Role.UNIT_ADMIN),
        pay_unit_ids=_units(held, Role.TREASURER),
        acts_for=frozenset(user.stands_for),
        agrees_for=frozenset(row.acts_for for row in tasks if row.task_agrees),
        rates_for=frozenset(row.acts_for for row in tasks if row.task_rates),
        reviews_for=frozenset(row.acts_for for row in tasks if row.task_reviews),
        title=_title(employee, held),
        kind=employee.kind if employee else "",
        is_official=bool(employee and employee.kind == Employee.Kind.POLITICAL),
        is_functional=_is_functional(employee),
        **_of_agency(agency),
        **_parts(rows, bool(tasks), has_left=has_left),
        back_on=employee.back_on if employee else None,
        leaves_on=employee.leaves_on if employee else None,
        has_left=has_left,
        unread=_unread_in(rows, held),
    )


def agency_scope(agency: Agency) -> Scope:
    """What belongs to an agency and its rules, of nobody in it: for what is counted without a reader."""
    return Scope(**_of_agency(agency))


def _of_agency(agency: Agency) -> dict[str, Any]:
    return {
        "agency_id": agency.pk,
        "agency_uuid": agency.uuid,
        "agency_name": agency.name,
        "time_zone": agency.time_zone,
        "local_packs": tuple(tuple(row) for row in agency.local_packs),
        "monthly_years": frozenset(agency.monthly_years),
        "is_gathered": agency.is_gathered,
        "keeps_offline": agency.keeps_offline,
        "is_demo": agency.is_demo,
    }


def _parts(rows: Sequence[Any], stands_in: bool, *, has_left: bool) -> dict[str, Any]:
    """Whom one leads or works with today; who has left does neither."""
    if not rows or has_left:
        return {}
    employee, keeps = rows[0], any(row.keeps_ratings or row.for_keeps for row in rows)
    return {
        "keeps": keeps,
        "leads": bool(employee.leads or stands_in or keeps),
        "leads_team": bool(employee.leads_team),
        "leads_office": bool(employee.leads_office),
        "leads_unit": bool(employee.leads_unit),
        "in_team": bool(employee.in_team),
    }


@prepared
def _employee_of(*, user: int, on: date) -> QuerySet[Employee]:
    """The person behind an account with agency and post; once for each duty and each rater acted for."""
    me = OuterRef("pk")
    rows = Employee.objects.select_related("agency", "position").annotate(
        leads=Q(Exists(Employee.objects.filter(rater=me, left_on=None)))
        | Q(Exists(Assignment.objects.on(on).filter(rater=me))),
        duty=FilteredRelation("user__mandates", condition=_holds("user__mandates", on)),
        task=FilteredRelation("delegated", condition=_holds("delegated", on)),
        leads_team=Exists(Team.objects.on(on).filter(leader=me)),
        leads_office=Exists(offices_led(on).filter(employee=me)),
        leads_unit=Exists(units_led(on).filter(employee=me)),
        in_team=Exists(TeamMember.objects.on(on).filter(employee=me)),
        unread=_unread("user_id"),
        back_on=Subquery(Leave.objects.on(on).filter(employee=me).values("valid_to")[:1]),
    )
    return rows.filter(user=user).annotate(
        duty_id=F("duty__pk"),
        role=F("duty__role"),
        within=F("duty__agency_id"),
        over=F("duty__unit_id"),
        over_path=F("duty__unit__path"),
        acts_for=F("task__rater_id"),
        for_whom=F("task__rater__name"),
        for_keeps=F("task__rater__keeps_ratings"),
        task_agrees=F("task__agrees"),
        task_rates=F("task__rates"),
        task_reviews=F("task__reviews"),
    )


def _holds(relation: str, on: date) -> Q:
    """As `on` says of the rows themselves."""
    ended, until = f"{relation}__valid_to", f"{relation}__valid_to__gt"
    return (Q(**{ended: None}) | Q(**{until: on})) & Q(**{f"{relation}__valid_from__lte": on})


def _duties(rows: Iterable[Any]) -> list[Mandate]:
    """The mandates in the rows of a person, with what a scope asks of them."""
    found = {}
    for row in rows:
        if row.duty_id and row.duty_id not in found:
            unit = Unit(pk=row.over, agency_id=row.within, path=row.over_path) if row.over else None
            found[row.duty_id] = Mandate(role=row.role, agency_id=row.within, unit=unit)
    return list(found.values())


@prepared
def _mandates_of(*, user: int, on: date) -> QuerySet[Mandate]:
    """Those of an account with nobody behind it."""
    rows = Mandate.objects.on(on).filter(user=user).select_related("agency", "unit")
    return rows.annotate(unread=_unread("user_id"))


def _unread(account: str) -> Any:
    """How many notices wait for the account, read with what is read of it anyway."""
    own = Notice.objects.unread().filter(user=OuterRef(account)).order_by().values("user")
    return Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def _unread_in(rows: Sequence[Any], held: Sequence[Any]) -> int:
    """What the rows of the person say, or those of the mandates of an account without one."""
    return next((row.unread or 0 for row in (*rows, *held)), 0)


def _title(employee: Employee | None, held: list[Mandate]) -> str:
    if employee and employee.position:
        return employee.position.name
    return str(held[0].get_role_display()) if held else ""


def _is_functional(employee: Employee | None) -> bool:
    post = employee.position if employee else None
    return post is not None and post.kind == Position.Kind.FUNCTIONAL


def scope_for(by: Actor, on: date) -> Scope:
    """The scope of whoever acts: an account's own, or everything for the shell."""
    return scope_of(by, on) if isinstance(by, User) else EVERYTHING


def _units(held: list[Mandate], role: Role) -> frozenset[int]:
    units = [mandate.unit for mandate in held if mandate.unit and mandate.role == role]
    if not units:
        return frozenset()
    found = Unit.objects.none()
    for unit in units:
        found = found | Unit.objects.below(unit)
    return frozenset(found.values_list("pk", flat=True))
