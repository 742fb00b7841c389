"""Verbs about leaving the service."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import SHELL, Actor, Draft, record, record_all
from pamong.people.following import follow_leaving, follow_return, refuse_losing, why_kept
from pamong.people.leaving.awaiting import LEAVING
from pamong.people.leaving.permissions import (
    can_leave_employee,
    can_return_employee,
    can_withdraw_leaving,
)
from pamong.people.leaving.reasons import is_foreseen, is_rated, reason_choices
from pamong.people.models import Agency, Employee
from pamong.people.posts.days import latest_begun, named
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_for
from pamong.ui.dates import say_day_full

BATCH = 500


def _held(person: Employee) -> Employee:
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=person.pk)


@transaction.atomic
def leave_employee(
    person: Employee, *, reason: str, left_on: date, by: Actor, on: date
) -> Employee:
    """The person is in service no more from the day; open plans close, and posts stay on record.

    A day to come is kept until the daily round of that day; entered again, it replaces what was entered.
    """
    person = _held(person)
    require(can_leave_employee(scope_for(by, on), person))
    _check(person, reason, left_on, on)
    if left_on > on:
        return _plan(person, left_on, reason, by=by, on=on)
    return _put(person, left_on, reason, by=by, on=on)


def _check(person: Employee, reason: str, left_on: date, on: date) -> None:
    if person.left_on:
        raise ValidationError(
            _("%(name)s sudah tercatat berhenti %(day)s.")
            % {"name": person.full_name, "day": say_day_full(person.left_on)}
        )
    if reason not in dict(reason_choices(person.kind)):
        raise ValidationError(_("Alasan ini tidak berlaku bagi jenis pegawainya."))
    if left_on > on and not is_foreseen(reason):
        raise ValidationError(
            _("Hari itu belum tiba: alasan ini dicatat pada harinya atau sesudahnya.")
        )
    _check_day(person, left_on, on)
    if is_rated(reason):
        refuse_losing(person.pk, left_on, leave=True)


def _check_day(person: Employee, left_on: date, on: date) -> None:
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


@transaction.atomic
def withdraw_leaving(person: Employee, *, by: Actor, on: date) -> Employee:
    """What was recorded for a day to come does not happen; nothing had followed from it yet."""
    person = _held(person)
    require(can_withdraw_leaving(scope_for(by, on), person))
    if not person.leaves_on:
        raise ValidationError(
            _("%(name)s tidak tercatat akan berhenti.") % {"name": person.full_name}
        )
    return _plan(person, None, "", by=by, on=on)


def _plan(person: Employee, day: date | None, reason: str, *, by: Actor, on: date) -> Employee:
    changes = {
        "leaves_on": [person.leaves_on, day],
        "leaves_reason": [person.leaves_reason or None, reason or None],
    }
    person.leaves_on, person.leaves_reason = day, reason
    person.save(update_fields=LEAVING)
    verb = "people.leaving_planned" if day else "people.leaving_withdrawn"
    record(verb, person, by=by, on=on, changes=changes)
    return person


@transaction.atomic
def begin_leavings(agency: Agency, *, on: date) -> int:
    """What was recorded ahead takes effect on its day; who would lose what was rated by now stays, and is found."""
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    people = list(rows.filter(agency=agency, leaves_on__lte=on).order_by("pk"))
    days = {one.pk: one.leaves_on for one in people if one.leaves_on}
    held = why_kept(
        {one.pk: days[one.pk] for one in people if is_rated(one.leaves_reason)}, leave=True
    )
    due = [one for one in people if one.pk not in held]
    drafts = [
        Draft("people.employee_left", one, _turned(one, one.leaves_on, one.leaves_reason))
        for one in due
    ]
    Employee.objects.bulk_update(due, LEAVING, batch_size=BATCH)
    follow_leaving(due, SHELL, on)
    if drafts:
        record_all(drafts, by=SHELL, on=on)
    return len(due)


@transaction.atomic
def return_employee(person: Employee, *, by: Actor, on: date) -> Employee:
    """The leaving was recorded wrongly: in service again, and the plans that closed with it go on."""
    person = _held(person)
    require(can_return_employee(scope_for(by, on), person))
    if not person.left_on:
        raise ValidationError(_("%(name)s tidak tercatat berhenti.") % {"name": person.full_name})
    return _put(person, None, "", by=by, on=on)


def _put(person: Employee, left_on: date | None, reason: str, *, by: Actor, on: date) -> Employee:
    changes = _turned(person, left_on, reason)
    person.save(update_fields=LEAVING)
    (follow_leaving if left_on else follow_return)([person], by, on)
    units = {person.unit_id} if person.unit_id else set()
    find_problems_of(person.agency, [person.pk], on, units=units)
    verb = "people.employee_left" if left_on else "people.employee_returned"
    record(verb, person, by=by, on=on, changes=changes)
    return person


def _turned(person: Employee, left_on: date | None, reason: str) -> dict[str, list[object]]:
    """Put the day and the reason into the person's row, where nothing is planned any more."""
    changes: dict[str, list[object]] = {
        "left_on": [person.left_on, left_on],
        "left_reason": [person.left_reason or None, reason or None],
    }
    person.left_on, person.left_reason = left_on, reason
    person.leaves_on, person.leaves_reason = None, ""
    return changes
