"""Builders of people's rows for tests: plain, typed, with defaults that may be overridden."""

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from pamong.access.models import User
from pamong.people.calendar import Week, WorkCalendar
from pamong.people.models import Agency, Assignment, Employee, Position, Supervision, Unit
from pamong.people.naming import index_names
from pamong.people.person_days import PersonDays

START = date(2020, 1, 1)
OFFICE = PersonDays(WorkCalendar(Week("5")))  # five days a week and nothing of its own
_serial = count(1)


def make_agency(**overrides: Any) -> Agency:
    """A regency with its root unit."""
    number = next(_serial)
    fields = {"code": f"kab-{number}", "name": f"Kabupaten Uji {number}"} | overrides
    return Agency.objects.create(**fields)


def make_unit(agency: Agency, parent: Unit | None = None, **overrides: Any) -> Unit:
    """A unit below another, or a root."""
    number = next(_serial)
    fields = {"code": f"U{number}", "name": f"Unit {number}", "valid_from": START} | overrides
    unit = Unit.objects.create(agency=agency, parent=parent, **fields)
    unit.place()
    return unit


def make_position(agency: Agency, **overrides: Any) -> Position:
    """A post; the same name in the same agency is the same post."""
    fields = {"name": "Analis Kebijakan", "kind": Position.Kind.FUNCTIONAL} | overrides
    name = fields.pop("name")
    return Position.objects.get_or_create(agency=agency, name=name, defaults=fields)[0]


def make_user(name: str, **overrides: Any) -> User:
    """An account with a usable password only when one is given."""
    number = next(_serial)
    password = make_password(overrides.pop("password", None))
    fields = {"sign_in_name": f"user-{number}", "name": name, "password": password} | overrides
    return User.objects.create(**fields)


def make_employee(unit: Unit, **overrides: Any) -> Employee:
    """A person with an account, a definitive post in the unit, and no rater."""
    number = next(_serial)
    name = overrides.pop("name", f"Pegawai {number}")
    position = overrides.pop("position", None) or make_position(unit.agency)
    nip = overrides.pop("nip", f"19900101201501{1 + number % 2}{number % 1000:03d}")
    user = overrides.pop("user", None) or make_user(name, sign_in_name=nip or f"user-{number}")
    employee = Employee.objects.create(
        agency=unit.agency, unit=unit, position=position, name=name, nip=nip, user=user, **overrides
    )
    Assignment.objects.create(
        employee=employee, unit=unit, position=position, valid_from=START, valid_to=None
    )
    index_names([employee])
    return employee


def make_supervision(
    employee: Employee, rater: Employee, superior: Employee | None = None, **overrides: Any
) -> Supervision:
    """The rater of a person; the open one is copied to the person's row."""
    fields = {"valid_from": START, "valid_to": None} | overrides
    row = Supervision.objects.create(employee=employee, rater=rater, superior=superior, **fields)
    if row.valid_to is None:
        employee.rater, employee.rater_superior = rater, superior
        employee.save(update_fields=["rater", "rater_superior"])
    return row
