"""Roles given and ended; what reaches over the agency takes two administrators."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.access.security.actions import remove_factors
from pamong.access.sign_in.actions import IssuedCode, end_codes, issue_codes
from pamong.ledger.actions import Actor, digest_of, record
from pamong.people.accounts.actions import give_code
from pamong.people.accounts.permissions import can_ask_holders_code
from pamong.people.accounts.queries import holds_agency
from pamong.people.models import AccessRequest, Agency, Employee, Mandate, Unit
from pamong.people.permissions import rules_agency
from pamong.people.roles.permissions import (
    can_ask_role,
    can_decline_access,
    can_end_unit_role,
    can_give_unit_role,
    can_grant_access,
    can_issue_granted_code,
)
from pamong.people.roles.queries import reach_of
from pamong.people.scope import scope_for, scope_of

Kind = AccessRequest.Kind


@dataclass(frozen=True, slots=True)
class Term:
    """From which day to which first day out a role holds, and on what basis; a role begins today without a day."""

    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""


AT_ONCE = Term()


@dataclass(frozen=True, slots=True)
class Ending:
    """From which day on a role holds no more, and why; from the shell at once and without a word."""

    day: date | None = None
    reason: str = ""


NOW = Ending()


@transaction.atomic
def give_role(user: User, role: Role, agency: Agency, *, by: Actor, on: date) -> Mandate:
    """A role over the whole agency; from the shell, or as the end of a granted request."""
    require(scope_for(by, on).is_shell)
    return _give(Mandate(user=user, role=role, agency=agency), AT_ONCE, by=by, on=on)


@transaction.atomic
def give_unit_role(
    user: User,
    unit: Unit,
    *,
    role: Role = Role.UNIT_ADMIN,
    term: Term = AT_ONCE,
    by: Actor,
    on: date,
) -> Mandate:
    """Name a unit's administrator, or who pays its allowance."""
    require(can_give_unit_role(scope_for(by, on), unit, user.pk))
    mandate = Mandate(user=user, role=role, agency=unit.agency, unit=unit)
    return _give(mandate, term, by=by, on=on)


@transaction.atomic
def end_role(mandate: Mandate, ending: Ending = NOW, *, by: Actor, on: date) -> None:
    """End a role from a day on: a unit's by HR or its holder, any from the shell."""
    scope = scope_for(by, on)
    require(scope.is_shell or can_end_unit_role(scope, mandate))
    if not scope.is_shell:
        _check_ending(mandate, ending, on)
    _end(mandate, ending, by=by, on=on)


@transaction.atomic
def ask_code(
    employee: Employee, *, was_seen: bool, resets_factor: bool, by: User, on: date
) -> AccessRequest:
    """Ask the second administrator for the code of someone who holds a role."""
    reaches = holds_agency(employee.user_id or 0, on)
    require(can_ask_holders_code(scope_of(by, on), employee, holds_agency=reaches))
    if employee.user is None:
        raise ValidationError(_("Orang ini belum punya akun. Terbitkan lembar akses unitnya."))
    if not was_seen:
        raise ValidationError(_("Temui orangnya dahulu, lalu centang pernyataan itu."))
    asked = AccessRequest(
        agency=employee.agency,
        user=employee.user,
        employee=employee,
        kind=Kind.CODE,
        resets_factor=resets_factor,
    )
    return _ask(asked, by=by, on=on)


@transaction.atomic
def ask_account_code(mandate: Mandate, *, by: User, on: date) -> AccessRequest:
    """The same for an account that belongs to no employee, as an auditor's from outside."""
    require(can_ask_role(scope_of(by, on), mandate.agency, mandate.user_id))
    asked = AccessRequest(agency=mandate.agency, user=mandate.user, kind=Kind.CODE)
    return _ask(asked, by=by, on=on)


@transaction.atomic
def ask_role(
    user: User, role: Role, agency: Agency, *, term: Term = AT_ONCE, by: User, on: date
) -> AccessRequest:
    """Ask the second administrator to give a role over the agency."""
    require(can_ask_role(scope_of(by, on), agency, user.pk))
    _check_term(term, on)
    _refuse_twice(Mandate(user=user, role=role, agency=agency), term, on)
    asked = AccessRequest(
        agency=agency, user=user, employee=_person(user), kind=Kind.GIVE, role=role
    )
    asked.valid_from, asked.valid_to, asked.basis = term.valid_from, term.valid_to, term.basis
    return _ask(asked, by=by, on=on)


@transaction.atomic
def ask_end(mandate: Mandate, ending: Ending, *, by: User, on: date) -> AccessRequest:
    """Ask the second administrator to end a role over the agency."""
    require(can_ask_role(scope_of(by, on), mandate.agency, mandate.user_id))
    _check_ending(mandate, ending, on)
    _refuse_last(mandate, ending.day or on)
    asked = AccessRequest(
        agency=mandate.agency,
        user=mandate.user,
        employee=_person(mandate.user),
        kind=Kind.END,
        role=mandate.role,
        mandate=mandate,
        valid_to=ending.day or on,
        basis=ending.reason,
    )
    return _ask(asked, by=by, on=on)


@transaction.atomic
def grant_access(asked: AccessRequest, *, by: User, on: date) -> AccessRequest:
    """Do what was asked; for a code, the one who granted makes it next and hands it over."""
    asked = _lock(asked)
    require(can_grant_access(scope_of(by, on), asked, **reach_of(asked, on)))
    _still_true(asked, on)
    _answer(asked, AccessRequest.Status.GRANTED, by=by, on=on)
    if asked.kind == Kind.GIVE:
        _give_asked(asked, by=by, on=on)
    elif asked.kind == Kind.END and asked.mandate:
        _refuse_last(asked.mandate, max(asked.valid_to or on, on))
        _end(asked.mandate, Ending(asked.valid_to, asked.basis), by=by, on=on)
    return asked


@transaction.atomic
def issue_granted_code(asked: AccessRequest, *, by: User, on: date, at: datetime) -> IssuedCode:
    """Make the code of a granted request; again, if the page was lost before anybody used it."""
    asked = _lock(asked)
    require(can_issue_granted_code(scope_of(by, on), asked, on))
    spent = asked.user.codes.filter(issued_by=by, used_at__isnull=False)
    if spent.filter(issued_at__gte=at - timedelta(days=1)).exists():
        raise ValidationError(_("Kode ini sudah dipakai orangnya. Untuk yang baru, ajukan lagi."))
    if asked.employee is not None:
        reset = asked.resets_factor
        return give_code(asked.employee, resets_factor=reset, by=by, on=on, at=at).code
    if asked.resets_factor:
        remove_factors(asked.user, by=by, on=on)
    return issue_codes({asked.user: asked}, by=by, on=on, at=at)[0]


@transaction.atomic
def decline_access(asked: AccessRequest, *, by: User, on: date) -> AccessRequest:
    """Leave everything as it is."""
    asked = _lock(asked)
    require(can_decline_access(scope_of(by, on), asked))
    return _answer(asked, AccessRequest.Status.DECLINED, by=by, on=on)


def _ask(asked: AccessRequest, *, by: User, on: date) -> AccessRequest:
    if by.pk == asked.user_id:
        raise ValidationError(_("Untuk diri sendiri, mintalah administrator lain mengajukannya."))
    same = {"agency": asked.agency, "user": asked.user, "kind": asked.kind, "role": asked.role}
    if AccessRequest.objects.open().filter(**same).exists():
        raise ValidationError(_("Permintaan yang sama sudah menunggu administrator kedua."))
    asked.asked_by, asked.asked_on = by, on
    asked.save()
    changes = {"kind": [None, asked.kind], "role": [None, asked.role]}
    record("people.access_asked", asked, by=by, on=on, changes=changes)
    return asked


def _lock(asked: AccessRequest) -> AccessRequest:
    related = ("agency", "user", "employee__agency", "employee__user", "mandate__agency")
    rows = AccessRequest.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=asked.pk)


def _still_true(asked: AccessRequest, on: date) -> None:
    """Who asked must still be one who could: else a stolen or ended role lives on in its requests."""
    if asked.kind == Kind.CODE and asked.employee is not None:
        reaches = holds_agency(asked.user_id, on)
        asker = scope_of(asked.asked_by, on)
        may = can_ask_holders_code(asker, asked.employee, holds_agency=reaches)
    else:
        may = rules_agency(scope_of(asked.asked_by, on), asked.agency_id)
    if not may:
        raise ValidationError(_("Yang mengajukan tidak berwenang lagi. Ajukan permintaan baru."))


def _answer(
    asked: AccessRequest, status: AccessRequest.Status, *, by: User, on: date
) -> AccessRequest:
    if asked.status != AccessRequest.Status.OPEN:
        raise ValidationError(_("Permintaan ini sudah dijawab."))
    asked.status, asked.answered_by, asked.answered_on = status, by, on
    asked.save(update_fields=["status", "answered_by", "answered_on"])
    verb = (
        "people.access_granted"
        if status == AccessRequest.Status.GRANTED
        else "people.access_declined"
    )
    record(verb, asked, by=by, on=on, changes={"status": [AccessRequest.Status.OPEN, status]})
    return asked


def _person(user: User) -> Employee | None:
    return Employee.objects.filter(user=user).first()


def _check_term(term: Term, on: date) -> None:
    """A role begins today or later, and ends after it began."""
    first = term.valid_from or on
    if first < on:
        raise ValidationError(_("Peran mulai berlaku paling awal hari ini."))
    if term.valid_to and term.valid_to <= first:
        raise ValidationError(
            _("Hari terakhir lebih awal daripada hari pertama. Periksa tanggalnya.")
        )


def _refuse_twice(mandate: Mandate, term: Term, on: date) -> None:
    """Refuse a second one of the same kind for some day of the term."""
    same = Mandate.objects.filter(
        user=mandate.user, role=mandate.role, agency=mandate.agency, unit=mandate.unit
    ).lasting(term.valid_from or on)
    if term.valid_to:
        same = same.filter(valid_from__lt=term.valid_to)
    if same.exists():
        raise ValidationError(_("Peran ini sudah dipegang orang tersebut."))


def _refuse_last(mandate: Mandate, on: date) -> None:
    """An agency keeps somebody in its personnel office: without one, nobody there could give a role."""
    if mandate.role != Role.HR:
        return
    Agency.objects.select_for_update().get(
        pk=mandate.agency_id
    )  # two ends at once would pass each other
    others = Mandate.objects.on(on).filter(agency=mandate.agency_id, role=Role.HR)
    if not others.exclude(user=mandate.user_id).filter(user__is_active=True).exists():
        said = _(
            "Ini pemegang peran kepegawaian yang terakhir. Beri peran itu kepada orang lain dahulu."
        )
        raise ValidationError(said)


def _give_asked(asked: AccessRequest, *, by: User, on: date) -> None:
    """What waited too long begins today; what is over by now is not given at all."""
    if asked.valid_to and asked.valid_to <= on:
        raise ValidationError(_("Masa berlakunya sudah lewat. Tolak, lalu ajukan permintaan baru."))
    term = Term(max(asked.valid_from or on, on), asked.valid_to, asked.basis)
    mandate = Mandate(user=asked.user, role=asked.role, agency=asked.agency)
    mandate.given_by = f"{asked.asked_by.ledger_name} · {by.ledger_name}"
    end_codes(asked.user, at=now())  # one person alone may have given them, and hold them still
    _give(mandate, term, by=by, on=on)


def _give(mandate: Mandate, term: Term, *, by: Actor, on: date) -> Mandate:
    User.objects.select_for_update().get(pk=mandate.user_id)
    _check_term(term, on)
    _refuse_twice(mandate, term, on)
    mandate.valid_from, mandate.valid_to = term.valid_from or on, term.valid_to
    mandate.basis = term.basis
    mandate.given_by = mandate.given_by or by.ledger_name
    mandate.save()
    changes = {
        "role": [None, mandate.role],
        "unit": [None, mandate.unit],
        "user": [None, mandate.user],
    }
    if term.valid_from or term.valid_to:
        changes |= {"valid_from": [None, mandate.valid_from], "valid_to": [None, mandate.valid_to]}
    if term.basis:
        changes["basis"] = [None, digest_of(term.basis)]
    record("people.mandate_given", mandate, by=by, on=on, changes=changes)
    return mandate


def _check_ending(mandate: Mandate, ending: Ending, on: date) -> None:
    """From today on at the earliest, not after its own end, and with a reason."""
    day = ending.day or on
    if day < on:
        raise ValidationError(_("Peran berakhir paling awal hari ini."))
    if mandate.valid_to and mandate.valid_to <= day:
        raise ValidationError(_("Peran ini sudah berakhir lebih awal menurut masanya sendiri."))
    if not ending.reason.strip():
        raise ValidationError(_("Tulis alasan peran ini diakhiri."))


def _end(mandate: Mandate, ending: Ending, *, by: Actor, on: date) -> None:
    """Half-open validity has no empty span: what began today is taken out, the ledger keeps it."""
    mandate = (
        Mandate.objects.select_for_update(of=("self",)).select_related("agency").get(pk=mandate.pk)
    )
    day, reason = max(ending.day or on, on), ending.reason.strip()
    if mandate.valid_to and mandate.valid_to <= day:
        return
    changes: dict[str, Any] = {"valid_to": [mandate.valid_to, day]}
    if reason:
        changes["reason"] = [None, digest_of(reason)]
    record("people.mandate_ended", mandate, by=by, on=on, changes=changes)
    if mandate.valid_from >= day:
        mandate.delete()
        return
    mandate.valid_to, mandate.end_reason = day, reason
    mandate.save(update_fields=["valid_to", "end_reason"])
