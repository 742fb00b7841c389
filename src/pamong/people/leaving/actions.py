"""Verbs about leaving the service."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.following import follow_leaving, follow_return, refuse_losing
from pamong.people.leaving.permissions import can_leave_employee, can_return_employee
from pamong.people.leaving.reasons import is_rated, reason_choices
from pamong.people.models import Employee
from pamong.people.posts.days import latest_begun, named
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_for
from pamong.ui.dates import say_day_full

KEPT = ("left_on", "left_reason")


def _held(person: Employee) -> Employee:
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=person.pk)


@transaction.atomic
def leave_employee(
    person: Employee, *, reason: str, left_on: date, by: Actor, on: date
) -> Employee:
    """The person is in service no more from the day; open plans close, and posts stay on record."""
    person = _held(person)
    require(can_leave_employee(scope_for(by, on), person))
    _check(person, reason, left_on, on)
    return _put(person, left_on, reason, by=by, on=on)


def _check(person: Employee, reason: str, left_on: date, on: date) -> None:
    if person.left_on:
        raise ValidationError(
            _("%(name)s sudah tercatat berhenti %(day)s.")
            % {"name": person.full_name, "day": say_day_full(person.left_on)}
        )
    if reason not in dict(reason_choices(person.kind)):
        raise ValidationError(_("Alasan ini tidak berlaku bagi jenis pegawainya."))
    if left_on > on:
        raise ValidationError(_("Hari itu belum tiba: catat pada hari itu atau sesudahnya."))
    if person.joined_on and left_on <= person.joined_on:
        raise ValidationError(_("Hari berhenti harus sesudah hari mulai bekerja."))
    held = latest_begun(person, on)
    if held and left_on <= held.valid_from:
        raise ValidationError(
            _(
                "%(name)s memegang %(post)s sejak %(day)s: pilih hari sesudahnya, atau periksa dahulu "
                "jabatannya."
            )
            % named(held)
        )
    if is_rated(reason):
        refuse_losing(person.pk, left_on, leave=True)


@transaction.atomic
def return_employee(person: Employee, *, by: Actor, on: date) -> Employee:
    """The leaving was recorded wrongly: in service again, and the plans that closed with it go on."""
    person = _held(person)
    require(can_return_employee(scope_for(by, on), person))
    if not person.left_on:
        raise ValidationError(_("%(name)s tidak tercatat berhenti.") % {"name": person.full_name})
    return _put(person, None, "", by=by, on=on)


def _put(person: Employee, left_on: date | None, reason: str, *, by: Actor, on: date) -> Employee:
    changes = {
        "left_on": [person.left_on, left_on],
        "left_reason": [person.left_reason or None, reason or None],
    }
    person.left_on, person.left_reason = left_on, reason
    person.save(update_fields=KEPT)
    (follow_leaving if left_on else follow_return)([person], by, on)
    units = {person.unit_id} if person.unit_id else set()
    find_problems_of(person.agency, [person.pk], on, units=units)
    verb = "people.employee_left" if left_on else "people.employee_returned"
    record(verb, person, by=by, on=on, changes=changes)
    return person
