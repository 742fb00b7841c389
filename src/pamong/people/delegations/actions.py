"""Verbs of delegation; what the delegate then does, the record tells with both names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.delegations.permissions import can_end_delegation, can_make_delegation
from pamong.people.delegations.queries import rates_somebody
from pamong.people.models import DUTIES, Delegation, Employee
from pamong.people.scope import scope_for
from pamong.ui.dates import say_days, say_last


@dataclass(frozen=True, slots=True)
class Term:
    """What is handed over, from which day, and the first day on which it is over."""

    duties: Collection[str]
    valid_from: date
    valid_to: date


@transaction.atomic
def make_delegation(
    rater: Employee, delegate: Employee, term: Term, *, by: Actor, on: date
) -> Delegation:
    """Hand duties of a rater to another between two days; nothing is handed on."""
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    held = {one.pk: one for one in rows.filter(pk__in=[rater.pk, delegate.pk]).order_by("pk")}
    rater, delegate = held[rater.pk], held[delegate.pk]
    require(can_make_delegation(scope_for(by, on), rater))
    _check_term(term, on)
    _check_people(rater, delegate, on)
    _check_chain(rater, delegate, term)
    given = {name: name in term.duties for name in DUTIES}
    made = Delegation.objects.create(
        rater=rater,
        delegate=delegate,
        valid_from=term.valid_from,
        valid_to=term.valid_to,
        **given,
    )
    changes = {"delegate": [None, delegate], "valid_from": [None, term.valid_from]}
    changes |= {"valid_to": [None, term.valid_to]}
    record(
        *("people.delegation_made", made),
        by=by,
        on=on,
        changes=changes | {name: [None, value] for name, value in given.items()},
    )
    return made


def _check_term(term: Term, on: date) -> None:
    if not set(term.duties) or not set(term.duties) <= set(DUTIES):
        raise ValidationError(_("Pilih paling sedikit satu tugas."))
    if term.valid_from < on:
        raise ValidationError(_("Mulai paling awal hari ini: yang sudah lewat tidak berubah."))
    if term.valid_to <= term.valid_from:
        raise ValidationError(_("Hari terakhir tidak boleh sebelum hari pertama."))


def _check_people(rater: Employee, delegate: Employee, on: date) -> None:
    if delegate.pk == rater.pk:
        raise ValidationError(_("Pilih orang lain sebagai wakil."))
    if delegate.agency_id != rater.agency_id:
        raise ValidationError(_("Pilih wakil dari instansi yang sama."))
    for person in (rater, delegate):
        if person.left_on and person.left_on <= on:
            raise ValidationError(_("%(name)s sudah berhenti.") % {"name": person.name})
    if not rates_somebody(rater, on):
        raise ValidationError(_("%(name)s tidak menilai siapa pun.") % {"name": rater.name})


def _check_chain(rater: Employee, delegate: Employee, term: Term) -> None:
    """Nobody gets what another handed over, and one duty is with one person at a time."""
    last = date.fromordinal(term.valid_to.toordinal() - 1)
    same = Delegation.objects.within(term.valid_from, last)
    away = same.filter(rater=delegate).first()
    if away:
        raise ValidationError(
            _("%(name)s sendiri mendelegasikan tugasnya sampai %(day)s: pilih orang lain.")
            % {"name": delegate.name, "day": say_last(away.valid_to)}
        )
    for row in same.filter(rater=rater).select_related("delegate"):
        if any(getattr(row, name) for name in term.duties):
            ends = date.fromordinal((row.valid_to or date.max).toordinal() - 1)
            named = {"name": row.delegate.name, "days": say_days(row.valid_from, ends)}
            raise ValidationError(
                _("%(name)s sudah mewakili pada %(days)s: akhiri dahulu pendelegasian itu.") % named
            )


@transaction.atomic
def end_delegation(delegation: Delegation, *, ends: date, by: Actor, on: date) -> Delegation:
    """End it before its day, at the earliest today; what the delegate did stays."""
    rows = Delegation.objects.select_for_update(of=("self",))
    delegation = rows.select_related("rater__agency", "delegate").get(pk=delegation.pk)
    require(can_end_delegation(scope_for(by, on), delegation))
    before = delegation.valid_to
    if before and before <= on:
        raise ValidationError(_("Pendelegasian ini sudah berakhir."))
    if ends < on or (before and ends > before):
        raise ValidationError(_("Pilih hari antara hari ini dan hari terakhirnya."))
    changes = {"valid_to": [before, ends]}
    if ends <= delegation.valid_from:  # it never began
        record("people.delegation_ended", delegation, by=by, on=on, changes=changes)
        delegation.delete()
        return delegation
    delegation.valid_to = ends
    delegation.save(update_fields=["valid_to"])
    record("people.delegation_ended", delegation, by=by, on=on, changes=changes)
    return delegation
