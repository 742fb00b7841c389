"""Giving codes to the people of a unit; each is ledgered with the person, none with the code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.security.actions import remove_factors
from pamong.access.sign_in.actions import IssuedCode, issue_codes
from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.accounts.permissions import can_ask_code, can_issue_code, can_issue_sheet
from pamong.people.accounts.queries import (
    Standing,
    chosen_from,
    holds_role,
    sheet_units,
    standing_of,
    waiting_in,
)
from pamong.people.models import Employee, Unit
from pamong.people.scope import scope_for
from pamong.ui.numbers import say_number

MOST = 200  # people on the sheets of one issue: about twenty pages, handed out in one sitting


@dataclass(frozen=True, slots=True)
class PersonsCode:
    """A code in the clear beside its person."""

    employee: Employee | None
    code: IssuedCode

    @property
    def name(self) -> str:
        """The person's full name, or the account's when it belongs to no employee."""
        return self.employee.full_name if self.employee else self.code.user.name

    @property
    def email(self) -> str:
        """Where the person is reached."""
        return self.employee.email if self.employee else self.code.user.email


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one issue brought: codes, and those who needed none."""

    codes: list[PersonsCode] = field(default_factory=list)
    passed_over: list[Employee] = field(default_factory=list)


@transaction.atomic
def issue_sheet(unit: Unit, people: Sequence[str], *, by: Actor, on: date, at: datetime) -> Sheet:
    """Give the picked people of a unit a code each, opening accounts where there is none.

    Who has a password or a role meanwhile is passed over: a list must not take an account over.
    """
    require(can_issue_sheet(scope_for(by, on), unit))
    list(Employee.objects.select_for_update().filter(unit=unit, uuid__in=people).order_by("pk"))
    chosen = list(chosen_from(unit, people, now=at, on=on))
    may = [p for p in chosen if standing_of(p) in {Standing.OUT, Standing.INVITED}]
    if not may:
        raise ValidationError(_("Pilih paling sedikit satu orang yang belum punya kata sandi."))
    return Sheet(_give(may, by=by, on=on, at=at), [p for p in chosen if p not in may])


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """The codes for one unit's page."""

    unit: Unit
    codes: list[PersonsCode]


@transaction.atomic
def issue_sheets(
    units: Sequence[Unit], *, below: bool, by: Actor, on: date, at: datetime
) -> list[UnitSheet]:
    """Give everybody in some units who has neither password nor code a code, a sheet for each unit.

    Who holds a code keeps it: it may be in the post already, and a new one would end it.
    """
    people = people_to_invite(units, below=below, by=by, on=on, at=at)
    rows = Employee.objects.select_for_update(of=("self",))
    list(rows.filter(pk__in=[one.pk for one in people]).order_by("pk"))
    people = people_to_invite(units, below=below, by=by, on=on, at=at)  # as they stand now
    given = _give(people, by=by, on=on, at=at)
    sheets = _by_unit(given)
    drafts = [Draft("people.sheet_issued", one.unit, {"people": len(one.codes)}) for one in sheets]
    record_all(drafts, by=by, on=on)
    return sheets


def people_to_invite(
    units: Sequence[Unit], *, below: bool, by: Actor, on: date, at: datetime
) -> list[Employee]:
    """Whom sheets for some units would be for."""
    scope = scope_for(by, on)
    for unit in units:
        require(can_issue_sheet(scope, unit))
    keys = [one.pk for one in sheet_units(scope, units, below=below, on=on)]
    waiting = waiting_in(keys, now=at, on=on)
    _check_count(len(units), waiting.count())
    return [person for person in waiting if can_ask_code(scope, person)]


@transaction.atomic
def issue_code(
    employee: Employee,
    *,
    was_seen: bool,
    resets_factor: bool = False,
    by: Actor,
    on: date,
    at: datetime,
) -> PersonsCode:
    """Give one person a new code, after the administrator has seen the person."""
    employee = (
        Employee.objects.select_for_update(of=("self",))
        .select_related("agency", "user")
        .get(pk=employee.pk)
    )
    holds = holds_role(employee.user_id, on)
    require(can_issue_code(scope_for(by, on), employee, holds_role=holds))
    if not was_seen:
        raise ValidationError(_("Temui orangnya dahulu, lalu centang pernyataan itu."))
    return give_code(employee, resets_factor=resets_factor, by=by, on=on, at=at)


def _check_count(units: int, people: int) -> None:
    """Refuse a pick of nothing, or of more than one sitting hands out."""
    if not units:
        raise ValidationError(_("Pilih paling sedikit satu unit."))
    if not people:
        raise ValidationError(
            _("Di unit yang dipilih semua orang sudah punya kode, kata sandi, atau peran.")
        )
    if people > MOST:
        said = {"n": say_number(people), "most": say_number(MOST)}
        raise ValidationError(
            _(
                "Yang belum punya kode di unit yang dipilih %(n)s orang; sekali terbit paling banyak "
                "%(most)s. Pilih lebih sedikit unit."
            )
            % said
        )


def _by_unit(given: Sequence[PersonsCode]) -> list[UnitSheet]:
    """The codes on a page for each unit, in the order of the tree."""
    found: dict[int, UnitSheet] = {}
    for one in given:
        unit = one.employee.unit if one.employee else None
        if unit:
            found.setdefault(unit.pk, UnitSheet(unit, [])).codes.append(one)
    return sorted(found.values(), key=lambda sheet: sheet.unit.path)


def give_code(
    employee: Employee, *, resets_factor: bool, by: Actor, on: date, at: datetime
) -> PersonsCode:
    """The code itself, once it is settled who may; part of the caller's transaction."""
    if employee.left_on and employee.left_on <= on:
        raise ValidationError(_("Orang ini sudah berhenti, jadi akunnya tidak dibuka lagi."))
    if resets_factor and employee.user:
        remove_factors(employee.user, by=by, on=on)
    return _give([employee], by=by, on=on, at=at)[0]


def _give(people: list[Employee], *, by: Actor, on: date, at: datetime) -> list[PersonsCode]:
    opened = [_open_account(person) for person in people if person.user is None]
    holders = {person.user: person for person in people if person.user}
    issued = issue_codes(holders, by=by, on=on, at=at)
    record_all((Draft("people.account_opened", person) for person in opened), by=by, on=on)
    return [PersonsCode(holders[code.user], code) for code in issued]


def _open_account(person: Employee) -> Employee:
    """An account under the NIP; under another name where another agency's person has that one."""
    name = person.nip or f"pegawai-{person.uuid.hex[:8]}"
    if User.objects.filter(sign_in_name=name).exists():
        name = f"{name}-{person.agency.code}"
    mail = person.email.lower()
    if mail and User.objects.filter(email=mail).exists():
        mail = ""
    person.user = User.objects.create_user(name, name=person.name, email=mail)
    person.save(update_fields=["user"])
    return person
