"""Verbs about balances and ranks: one enters, another confirms, nothing is overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.credit.permissions import (
    can_confirm_balance,
    can_correct_balance,
    can_enter_balance,
    can_note_rank,
    can_refuse_balance,
)
from pamong.performance.credit.ranking import hold_ranks
from pamong.performance.credit.rules import carried, credit_pack, rank_in
from pamong.performance.credit.standings import refresh_standings
from pamong.performance.models import CreditEntry, RankHeld
from pamong.performance.rules import label_of, mark_of, pack_named
from pamong.policy.inputs import BadInput
from pamong.policy.operators.numbers import written

Status = CreditEntry.Status


@dataclass(frozen=True, slots=True)
class BalanceFacts:
    """A balance as its document states it; `given` are figures as text and codes."""

    kind: str
    level: str
    as_of: date
    given: Mapping[str, str]
    document_number: str
    document_on: date
    source: str


def held_person(person: Employee) -> Employee:
    """The row as it stands now, held until the transaction ends."""
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=person.pk)


def held_entries(entries: Iterable[CreditEntry]) -> list[CreditEntry]:
    """The rows as they stand now, in one order, held until the transaction ends."""
    rows = CreditEntry.objects.select_for_update(of=("self",)).order_by("pk")
    around = rows.select_related("employee__agency")
    return list(around.filter(pk__in=[entry.pk for entry in entries]))


@transaction.atomic
def enter_balance(person: Employee, facts: BalanceFacts, *, by: User, on: date) -> CreditEntry:
    """Put a balance down; it counts once another person has confirmed it."""
    person = held_person(person)
    require(can_enter_balance(scope_of(by, on), person))
    if facts.kind == CreditEntry.Kind.DIPLOMA:
        _refuse_known(person, facts)
    entry = made_entry(person, facts, by=by, on=on)
    entry.save()
    record("performance.credit_entered", entry, by=by, on=on, changes=told_of(entry))
    return entry


@transaction.atomic
def correct_balance(entry: CreditEntry, facts: BalanceFacts, *, by: User, on: date) -> CreditEntry:
    """Put another figure beside a confirmed one; it takes its place once it is confirmed."""
    entry = held_entries([entry])[0]
    require(can_correct_balance(scope_of(by, on), entry))
    if entry.status != Status.CONFIRMED or entry.replaced_by_id:
        raise ValidationError(_("Hanya saldo yang sudah dikonfirmasi dan masih berlaku dikoreksi."))
    if entry.corrections.filter(status=Status.ENTERED).exists():
        raise ValidationError(_("Koreksi saldo ini sudah menunggu konfirmasi."))
    new = made_entry(entry.employee, facts, by=by, on=on)
    new.corrects = entry
    new.save()
    record("performance.credit_corrected", new, by=by, on=on, changes=told_of(new))
    return new


def made_entry(person: Employee, facts: BalanceFacts, *, by: User, on: date) -> CreditEntry:
    """A balance that its rule accepts, not saved."""
    check_balance(person, facts, on)
    pack = credit_pack(on, person.kind, person.agency.local_packs)
    assert pack is not None, "checked above"
    return CreditEntry(
        employee=person,
        kind=facts.kind,
        level=facts.level,
        as_of=facts.as_of,
        given=dict(facts.given),
        pack=mark_of(pack),
        document_number=facts.document_number,
        document_on=facts.document_on,
        source=facts.source,
        entered_by=by,
        entered_on=on,
    )


def check_balance(person: Employee, facts: BalanceFacts, on: date) -> None:
    """Say what is wrong with a balance before it is kept."""
    pack = credit_pack(on, person.kind, person.agency.local_packs)
    if pack is None:
        raise ValidationError(_("Aturan angka kredit untuk pegawai ini tidak tersedia."))
    if facts.as_of > on or facts.document_on > on:
        raise ValidationError(_("Tanggal saldo dan tanggal dokumen tidak boleh sesudah hari ini."))
    try:
        carried(pack, facts.kind, facts.level, facts.given)
    except BadInput as bad:
        raise ValidationError(refused_said(pack_named(mark_of(pack)), facts, bad)) from None


def _refuse_known(person: Employee, facts: BalanceFacts) -> None:
    """A diploma adds once."""
    rows = CreditEntry.objects.standing().filter(employee=person, kind=facts.kind)
    same = rows.filter(document_number__iexact=facts.document_number).exclude(as_of=facts.as_of)
    if same.exclude(status=Status.REFUSED).exists():
        raise known_diploma(facts)


def known_diploma(facts: BalanceFacts) -> ValidationError:
    """What is said of a diploma that would add twice."""
    return ValidationError(
        _("Ijazah %(number)s sudah tercatat untuk pegawai ini. Koreksi catatan itu bila salah."),
        params={"number": facts.document_number},
    )


def refused_said(pack: Any, facts: BalanceFacts, bad: BadInput) -> str:
    """What the rule refuses, in the words of the office."""
    level = label_of(pack, "credit_level", facts.level)
    base = pack.tables["credit_base"].rows.get(facts.level)
    if bad.path == "level" or (bad.path == "conventional" and base is None):
        return _(
            "Nilai dasar jenjang %(level)s belum terkonfirmasi: isi angka menurut PAK, bukan angka "
            "konvensional."
        ) % {"level": level}
    if bad.path == "conventional" and base is not None:
        told = {"level": level, "base": written(base.cells["base"])}
        return (
            _("Angka konvensional jenjang %(level)s paling sedikit %(base)s, yaitu nilai dasarnya.")
            % told
        )
    if bad.path == "rank":
        return _("Golongan ini di bawah jenjang %(level)s: periksa golongan dan jenjang.") % {
            "level": level
        }
    return _("Isi predikat dan lama dalam pangkat keduanya, atau kosongkan keduanya.")


def told_of(entry: CreditEntry) -> dict[str, Any]:
    """What the record keeps of a balance: codes, figures and days; the document by its mark."""
    return {
        "kind": [None, entry.kind],
        "post_level": [None, entry.level],
        "as_of": [None, entry.as_of],
        **{name: [None, value] for name, value in entry.given.items()},
        "document_number": [None, digest_of(entry.document_number)],
        "document_on": [None, entry.document_on],
    }


@transaction.atomic
def confirm_balances(entries: Iterable[CreditEntry], *, by: User, on: date) -> list[CreditEntry]:
    """Another person saw the documents: from now on the figures count."""
    held, scope = held_entries(entries), scope_of(by, on)
    for entry in held:
        require(can_confirm_balance(scope, entry))
        _refuse_answered(entry)
    drafts = [draft for entry in held for draft in _confirmed(entry, by=by, on=on)]
    refresh_standings({entry.employee_id: entry.employee for entry in held}.values(), on)
    record_all(drafts, by=by, on=on)
    return held


def _confirmed(entry: CreditEntry, *, by: User, on: date) -> list[Draft]:
    replaced = _replaced_by(entry)
    entry.answered_by, entry.answered_on = by, on
    before, entry.status = entry.status, Status.CONFIRMED
    CreditEntry.objects.filter(pk__in=[old.pk for old in replaced]).update(replaced_by=entry)
    entry.save(update_fields=["answered_by", "answered_on", "status"])
    changes: dict[str, Any] = {"status": [before, entry.status]}
    if replaced:
        changes["replaces"] = [None, ", ".join(str(old.uuid) for old in replaced)]
    return [Draft("performance.credit_confirmed", entry, changes)]


def _replaced_by(entry: CreditEntry) -> list[CreditEntry]:
    """What it corrects, or what took that one's place meanwhile; and what stands for the same day."""
    rows = CreditEntry.objects.standing().filter(employee=entry.employee, status=Status.CONFIRMED)
    of = Q(kind=entry.kind, as_of=entry.as_of)
    if old := entry.corrects:
        of |= Q(pk__in=[old.pk, old.replaced_by_id or old.pk])
    return list(rows.filter(of).order_by("pk"))


@transaction.atomic
def refuse_balance(entry: CreditEntry, reason: str, *, by: User, on: date) -> CreditEntry:
    """It does not agree with its document; the figure stays in sight and counts nothing."""
    entry = held_entries([entry])[0]
    require(can_refuse_balance(scope_of(by, on), entry))
    _refuse_answered(entry)
    entry.status, entry.answer, entry.answered_on = Status.REFUSED, reason, on
    entry.answered_by = None if entry.entered_by_id == by.pk else by
    entry.save(update_fields=["status", "answer", "answered_by", "answered_on"])
    changes = {"status": [Status.ENTERED, entry.status], "answer": [None, digest_of(reason)]}
    record("performance.credit_refused", entry, by=by, on=on, changes=changes)
    return entry


def _refuse_answered(entry: CreditEntry) -> None:
    if entry.status != Status.ENTERED:
        raise ValidationError(
            _("Saldo %(name)s sudah %(state)s. Muat ulang halaman untuk melihat status terakhir."),
            params={
                "name": entry.employee.full_name,
                "state": str(entry.get_status_display()).lower(),
            },
        )


@dataclass(frozen=True, slots=True)
class RankFacts:
    """A rank, since when, by which decision."""

    rank: str
    starts_on: date
    document_number: str = ""


@transaction.atomic
def note_rank(person: Employee, facts: RankFacts, *, by: User, on: date) -> RankHeld:
    """Put a rank into the history, and today's into the record; the same day again mends it."""
    person = held_person(person)
    require(can_note_rank(scope_of(by, on), person))
    pack = credit_pack(on, person.kind, person.agency.local_packs)
    if pack is None or not rank_in(pack, facts.rank):
        raise ValidationError(_("Golongan ini tidak dikenal aturan angka kredit."))
    if facts.starts_on > on:
        raise ValidationError(_("Golongan dicatat setelah berlaku, bukan sebelumnya."))
    told = RankHeld(
        employee=person,
        rank=rank_in(pack, facts.rank),
        starts_on=facts.starts_on,
        document_number=facts.document_number,
        noted_by=by,
        noted_on=on,
    )
    record_all(hold_ranks([told], on), by=by, on=on)
    return RankHeld.objects.get(employee=person, starts_on=facts.starts_on)
