"""To whom mail goes: open accounts with an address, their agency, and whether they are at work on the day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from pamong.access.clock import today
from pamong.access.models import Mailbox, User
from pamong.config.notices.mailbox import address_of, is_failing
from pamong.people.calendar import calendar_of
from pamong.people.models import Agency, Employee, Mandate
from pamong.people.person_days import days_of_many


@dataclass(frozen=True, slots=True)
class Recipient:
    """An account as a mail needs it; the employee's key and unit only where somebody is behind it."""

    user_id: int
    uuid: UUID
    name: str
    address: str
    language: str
    agency: Agency
    employee_id: int = 0
    path: str = ""
    is_open: bool = True  # its owner takes mail, and the address was not refused


def recipients(users: Collection[int]) -> dict[int, Recipient]:
    """Those of some accounts to whom mail can go, in two queries; nobody of a demonstration."""
    rows = User.objects.filter(pk__in=users, is_active=True)
    found = list(rows.select_related("employee__agency", "employee__unit", "mailbox"))
    over = _agencies([user.pk for user in found if getattr(user, "employee", None) is None])
    made = (_recipient(user, over) for user in found)
    return {one.user_id: one for one in made if one}


def _recipient(user: User, over: dict[int, Agency]) -> Recipient | None:
    employee: Employee | None = getattr(user, "employee", None)
    agency = employee.agency if employee else over.get(user.pk)
    box: Mailbox | None = getattr(user, "mailbox", None)
    address = address_of(user, employee, box)
    if agency is None or agency.is_demo or not address or (employee and employee.left_on):
        return None
    return Recipient(
        *(user.pk, user.uuid, user.name, address),
        user.language or settings.LANGUAGE_CODE,
        agency,
        employee.pk if employee else 0,
        employee.unit.path if employee and employee.unit else "",
        not (box and box.stopped_at) and not is_failing(box, address),
    )


def _agencies(users: Collection[int]) -> dict[int, Agency]:
    """The agencies of accounts with nobody behind them, by what they hold today."""
    if not users:
        return {}
    held = Mandate.objects.on(today()).filter(user_id__in=users).select_related("agency")
    return {mandate.user_id: mandate.agency for mandate in held.order_by("-pk")}


def at_work(agency: Agency, people: Iterable[Recipient], day: date) -> list[Recipient]:
    """Those of one agency whose day of work it is and who are not on leave."""
    those = list(people)
    paths = {one.employee_id: one.path for one in those if one.employee_id}
    days = days_of_many(agency, paths, day, day) if paths else {}
    is_open = calendar_of(agency).is_workday(day)
    return [
        one
        for one in those
        if (days[one.employee_id].is_at_work(day) if one.employee_id else is_open)
    ]


def accounts_of(agency: Agency, day: date) -> Q:
    """The accounts of an agency: those of its people in service, and those that hold a role alone."""
    people = Q(employee__agency=agency, employee__left_on=None)
    held = Mandate.objects.on(day).filter(agency=agency).values("user_id")
    return people | Q(employee=None, pk__in=held)
