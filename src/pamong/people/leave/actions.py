"""Verbs about leave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, digest_of, record, record_all
from pamong.people.acts.shown import refuse_moved
from pamong.people.holding import Local
from pamong.people.leave.kinds import is_offered, leave_pack
from pamong.people.leave.permissions import (
    can_add_leave,
    can_cancel_leave,
    can_change_leave,
    can_import_leaves,
)
from pamong.people.models import Employee, Leave
from pamong.people.scope import scope_for
from pamong.ui.dates import say_day_full, say_days

LONGEST = 366 * 6  # study takes years


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """What is known of a leave: its kind, its first and last day, its letter."""

    kind: str
    first: date
    last: date
    letter: str = ""

    @property
    def until(self) -> date:
        """The first day that no longer counts."""
        return self.last + timedelta(days=1)


def check_facts(facts: LeaveFacts, local: Local, held: Leave | None = None) -> None:
    """Refuse what cannot be leave; a kind that went out of use stays where it was recorded."""
    is_held = held is not None and held.kind == facts.kind
    if not is_held and not is_offered(facts.kind, leave_pack(facts.first, local)):
        raise ValidationError(_("Pilih jenis cuti yang dipakai instansi pada hari pertamanya."))
    if facts.last < facts.first:
        raise ValidationError(_("Hari terakhir tidak boleh sebelum hari pertama."))
    if (facts.last - facts.first).days > LONGEST:
        raise ValidationError(_("Cuti ini lebih dari enam tahun. Periksa lagi tanggalnya."))


def within_service(person: Employee, facts: LeaveFacts) -> LeaveFacts:
    """The leave as far as the person serves; refused where it begins after the last day."""
    day = person.serves_until
    if day is None or facts.last < day:
        return facts
    if facts.first >= day:
        raise ValidationError(
            _("%(name)s berhenti %(day)s: cuti sesudahnya tidak dicatat.")
            % {"name": person.full_name, "day": say_day_full(day)}
        )
    return replace(facts, last=day - timedelta(days=1))


def overlapping(standing: Sequence[Leave], facts: LeaveFacts, own: Leave | None) -> Leave | None:
    """Another leave of the person on one of the days."""
    for row in standing:
        is_own = own is not None and row.pk == own.pk
        if not is_own and row.valid_from <= facts.last and row.last >= facts.first:
            return row
    return None


def _held(person: Employee) -> Employee:
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=person.pk)


def _refuse_overlap(person: Employee, facts: LeaveFacts, own: Leave | None = None) -> None:
    check_facts(facts, person.agency.local_packs, own)
    other = overlapping(list(Leave.objects.filter(employee=person)), facts, own)
    if other:
        raise ValidationError(
            _("%(name)s sudah tercatat cuti %(days)s.")
            % {"name": person.full_name, "days": say_days(other.valid_from, other.last)}
        )


@transaction.atomic
def add_leave(person: Employee, facts: LeaveFacts, *, by: Actor, on: date) -> Leave:
    """The person is on leave on these days."""
    person = _held(person)
    require(can_add_leave(scope_for(by, on), person))
    facts = within_service(person, facts)
    _refuse_overlap(person, facts)
    leave = Leave(employee=person)
    told = _put(leave, facts)
    leave.save()
    record("people.leave_added", leave, by=by, on=on, changes=told)
    return leave


@transaction.atomic
def change_leave(leave: Leave, facts: LeaveFacts, *, by: Actor, on: date) -> Leave:
    """Other days or another kind; back to work earlier is a change too."""
    person = _held(leave.employee)
    leave = Leave.objects.select_related("employee__agency").get(pk=leave.pk)
    require(can_change_leave(scope_for(by, on), leave))
    facts = within_service(person, facts)
    _refuse_overlap(person, facts, leave)
    told = _put(leave, facts)
    if told:
        leave.save()
        record("people.leave_changed", leave, by=by, on=on, changes=told)
    return leave


@transaction.atomic
def cancel_leave(leave: Leave, *, by: Actor, on: date) -> Leave:
    """The leave was never taken."""
    _held(leave.employee)
    leave = Leave.objects.select_related("employee__agency").get(pk=leave.pk)
    require(can_cancel_leave(scope_for(by, on), leave))
    changes = {
        "kind": [leave.kind, None],
        "valid_from": [leave.valid_from, None],
        "valid_to": [leave.valid_to, None],
    }
    Leave.objects.filter(pk=leave.pk).delete()
    record("people.leave_cancelled", leave, by=by, on=on, changes=changes)
    return leave


def _put(leave: Leave, facts: LeaveFacts) -> dict[str, Any]:
    """Write the facts into the row and say what changed."""
    is_new = leave.pk is None
    told: dict[str, Any] = {}
    given = {"kind": facts.kind, "valid_from": facts.first, "valid_to": facts.until}
    for name, value in given.items():
        old = None if is_new else getattr(leave, name)
        if old != value:
            told[name] = [old, value]
            setattr(leave, name, value)
    if leave.letter != facts.letter:
        told["letter"] = [
            digest_of(leave.letter) if leave.letter else None,
            digest_of(facts.letter) if facts.letter else None,
        ]
        leave.letter = facts.letter
    return told


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """One leave of a file, of a person who was found."""

    person: Employee
    facts: LeaveFacts
    standing: Leave | None = None  # that begins on the same day


def facts_of(leave: Leave) -> LeaveFacts:
    """What a leave on record says."""
    return LeaveFacts(leave.kind, leave.valid_from, leave.last, leave.letter)


def _check_standing(lines: Sequence[LeaveLine], people: Sequence[int]) -> None:
    """Refuse where a row was read against something else than what stands now."""
    held: dict[int, list[Leave]] = {}
    for row in Leave.objects.filter(employee_id__in=people):
        held.setdefault(row.employee_id, []).append(row)
    for line in lines:
        rows, own = held.get(line.person.pk, []), line.standing
        now = next((row for row in rows if own and row.pk == own.pk), None)
        is_same = (facts_of(now) if now else None) == (facts_of(own) if own else None)
        if not is_same or overlapping(rows, line.facts, own):
            raise refuse_moved()


@transaction.atomic
def import_leaves(lines: Sequence[LeaveLine], *, by: Actor, on: date) -> int:
    """Write what a file says; what stands already is left alone. How many were new or changed."""
    scope = scope_for(by, on)
    require(can_import_leaves(scope))
    people = sorted({line.person.pk for line in lines})
    list(Employee.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk"))
    _check_standing(lines, people)
    drafts = []
    for line in lines:
        require(can_add_leave(scope, line.person))
        leave = line.standing or Leave(employee=line.person, source=Leave.Source.IMPORTED)
        verb = "people.leave_changed" if leave.pk else "people.leave_added"
        if told := _put(leave, within_service(line.person, line.facts)):
            leave.save()
            drafts.append(Draft(verb, leave, told))
    if drafts:
        record_all(drafts, by=by, on=on)
    return len(drafts)
