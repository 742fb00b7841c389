"""What a file of balances would do, before anything is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.people.importing.refusing import RowError
from pamong.people.models import Agency, Employee
from pamong.performance.credit.account import account_of
from pamong.performance.credit.actions import (
    BalanceFacts,
    RankFacts,
    check_balance,
    known_diploma,
)
from pamong.performance.credit.facts import Facts
from pamong.performance.credit.queries import facts_of
from pamong.performance.credit.rules import Kind, credit_pack, first_day, level_in, rank_in
from pamong.performance.credit_import.columns import DOCUMENT, FIGURES, LABELS
from pamong.performance.credit_import.reading import BalanceFile, BalanceRow
from pamong.performance.intake.reading import RejectedRow
from pamong.performance.models import CreditEntry, RankHeld
from pamong.policy.pack import Pack

Status, DIPLOMA = CreditEntry.Status, Kind.DIPLOMA
KINDS = {
    "": Kind.INTEGRATION,
    "integrasi": Kind.INTEGRATION,
    "integration": Kind.INTEGRATION,
    "angka kredit integrasi": Kind.INTEGRATION,
    "penetapan": Kind.DETERMINATION,
    "pak": Kind.DETERMINATION,
    "determination": Kind.DETERMINATION,
    "penetapan angka kredit": Kind.DETERMINATION,
    "ijazah": Kind.DIPLOMA,
    "diploma": Kind.DIPLOMA,
    "ijazah lebih tinggi": Kind.DIPLOMA,
    "higher diploma": Kind.DIPLOMA,
}


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """What one row would enter for one person."""

    line: int
    employee: Employee
    balance: BalanceFacts | None
    corrects: CreditEntry | None
    rank: RankFacts | None

    @property
    def mark(self) -> str:
        """All of it, to be compared later."""
        old = self.corrects.pk if self.corrects else ""
        return f"{self.employee.pk}{self.balance}{old}{self.rank}"


@dataclass(slots=True)
class BalancePlan:
    """The whole file against what stands."""

    agency: Agency
    file: BalanceFile
    changes: list[BalanceChange] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)

    def digest(self) -> str:
        """The mark of all that would be written; another mark means that something changed."""
        mark = hashlib.sha256(self.file.digest.encode())
        for change in self.changes:
            mark.update(change.mark.encode())
        mark.update(str([(row.line, row.reason) for row in self.rejected]).encode())
        return mark.hexdigest()


@dataclass(slots=True)
class _Known:
    people: dict[str, Employee]
    facts: dict[int, Facts]
    entries: dict[int, list[CreditEntry]]
    ranks: dict[tuple[int, date], str]
    seen: set[tuple[str, str]] = field(default_factory=set)  # whose, and what: rows of one file


def plan_balances(
    agency: Agency, file: BalanceFile, name: str, on: date, *, within: frozenset[int] | None
) -> BalancePlan:
    """Compare with what stands, in a fixed number of queries; `within` are the units one keeps."""
    plan = BalancePlan(agency, file, rejected=list(file.rejected))
    known = _known(agency, file.rows, within)
    for row in file.rows:
        try:
            change = _change(known, row, name, on)
        except (RowError, ValidationError) as error:
            said = error.messages[0] if isinstance(error, ValidationError) else str(error)
            plan.rejected.append(RejectedRow(row.line, row.cells, said))
            continue
        if change.balance or change.rank:
            plan.changes.append(change)
        else:
            plan.unchanged += 1
    plan.rejected.sort(key=lambda row: row.line)
    return plan


def _known(agency: Agency, rows: Iterable[BalanceRow], within: frozenset[int] | None) -> _Known:
    asked = {row.nip for row in rows}
    people = Employee.objects.filter(agency=agency).exclude(nip="").select_related("agency")
    if within is not None:
        people = people.filter(unit_id__in=within)
    named = {person.nip: person for person in people if person.nip in asked}
    keys = [person.pk for person in named.values()]
    entries: dict[int, list[CreditEntry]] = defaultdict(list)
    standing = CreditEntry.objects.standing().exclude(status=Status.REFUSED)
    for entry in standing.filter(employee__in=keys):
        entries[entry.employee_id].append(entry)
    ranks = RankHeld.objects.filter(employee__in=keys, is_start_known=True)
    held = {
        (key, day): rank for key, day, rank in ranks.values_list("employee", "starts_on", "rank")
    }
    return _Known(named, facts_of(named.values()), entries, held)


def _change(known: _Known, row: BalanceRow, name: str, on: date) -> BalanceChange:
    person = known.people.get(row.nip)
    if person is None:
        raise RowError(_("NIP ini tidak ditemukan di antara pegawai yang Anda kelola."))
    pack = credit_pack(on, person.kind, person.agency.local_packs)
    if pack is None:
        raise RowError(_("Aturan angka kredit untuk pegawai ini tidak tersedia."))
    _refuse_twice(known, row)
    rank = _rank(known, pack, row, person, on)
    facts = _balance(known, pack, row, person, (name, on))
    if facts is None and rank is None and not any(key in row.said for key in ("rank", *FIGURES)):
        raise RowError(_("Isi angka kredit dengan dokumennya, atau golongan dengan TMT-nya."))
    corrects = None
    if facts is not None:
        check_balance(person, facts, on)
        facts, corrects = _beside(known.entries[person.pk], facts)
    return BalanceChange(row.line, person, facts, corrects, rank)


def _refuse_twice(known: _Known, row: BalanceRow) -> None:
    """One balance, one diploma and one rank of each person in a file."""
    told = [DIPLOMA if _is_diploma(row) else "balance", *(["rank"] if row.said.get("rank") else [])]
    for what in told:
        if (row.nip, what) in known.seen:
            raise RowError(_("Pegawai ini ada lebih dari satu kali dalam berkas."))
        known.seen.add((row.nip, what))


def _is_diploma(row: BalanceRow) -> bool:
    return KINDS.get(_kind_text(row)) == DIPLOMA


def _kind_text(row: BalanceRow) -> str:
    return " ".join(str(row.said.get("kind", "")).casefold().split())


def _beside(
    entries: Iterable[CreditEntry], facts: BalanceFacts
) -> tuple[BalanceFacts | None, CreditEntry | None]:
    """The same once more is nothing; another figure corrects one that was confirmed."""
    number = facts.document_number.casefold()
    for entry in entries:
        if (entry.kind, entry.as_of) != (facts.kind, facts.as_of):
            if facts.kind == DIPLOMA == entry.kind and entry.document_number.casefold() == number:
                raise known_diploma(facts)
            continue
        same = entry.given == dict(facts.given) and entry.level == facts.level
        if same and entry.document_number == facts.document_number:
            return None, None
        if entry.status == Status.ENTERED:
            raise RowError(
                _("Saldo lain pegawai ini masih menunggu konfirmasi: jawab dahulu yang itu.")
            )
        return facts, entry
    return facts, None


def _balance(
    known: _Known, pack: Pack, row: BalanceRow, person: Employee, told: tuple[str, date]
) -> BalanceFacts | None:
    """The balance of a row; nothing where it has no figure."""
    name, on = told
    figures = [key for key in FIGURES if key in row.said]
    if _is_diploma(row):
        if figures:
            raise RowError(_("Ijazah tidak memakai angka: kosongkan, aturan yang menghitungnya."))
    elif not figures:
        return None
    if len(figures) > 1:
        raise RowError(_("Isi salah satu: angka konvensional atau angka menurut PAK."))
    for key in DOCUMENT:
        if not row.said.get(key):
            raise RowError(_("%(field)s kosong: isi.") % {"field": LABELS[key]})
    kind = DIPLOMA if _is_diploma(row) else _kind(row, figures[0])
    return BalanceFacts(
        kind=kind,
        level=_level(known, pack, row, person, on),
        as_of=_as_of(pack, row, kind),
        given={key: f"{row.said[key].normalize():f}" for key in figures},
        document_number=str(row.said["document_number"])[:120],
        document_on=row.said["document_on"],
        source=str(row.said.get("source") or name)[:200],
    )


def _kind(row: BalanceRow, figure: str) -> str:
    text = _kind_text(row)
    if text not in KINDS:
        raise RowError(_("Jenis saldo “%s”: tulis integrasi, penetapan, atau ijazah.") % text[:40])
    if figure == "conventional" and KINDS[text] != Kind.INTEGRATION:
        raise RowError(_("Angka konvensional hanya untuk saldo integrasi."))
    return KINDS[text]


def _level(known: _Known, pack: Pack, row: BalanceRow, person: Employee, on: date) -> str:
    """As the row says, else that of today's post."""
    text = row.said.get("level")
    level = level_in(pack, text) if text else account_of(known.facts[person.pk], on).level
    if not level and text:
        raise RowError(_("Jenjang “%s” tidak dikenal.") % str(text)[:40])
    if not level:
        raise RowError(_("Jenjang jabatan pegawai ini belum diisi: tulis di kolom Jenjang."))
    return level


def _as_of(pack: Pack, row: BalanceRow, kind: str) -> date:
    """The day before conversions began, where an integration names none."""
    told: Any = row.said.get("as_of")
    if told:
        day: date = told
        return day
    if kind == Kind.INTEGRATION:
        return date.fromordinal(first_day(pack).toordinal() - 1)
    raise RowError(_("%(field)s kosong: isi.") % {"field": LABELS["as_of"]})


def _rank(
    known: _Known, pack: Pack, row: BalanceRow, person: Employee, on: date
) -> RankFacts | None:
    """The rank with its first day; a rank without one says nothing of when."""
    text, since = row.said.get("rank"), row.said.get("rank_since")
    if not text or not since:
        return None
    code = rank_in(pack, str(text))
    if not code:
        raise RowError(_("Golongan “%s” tidak dikenal: tulis misalnya III/a.") % str(text)[:40])
    if since > on:
        raise RowError(_("TMT golongan tidak boleh sesudah hari ini."))
    return None if known.ranks.get((person.pk, since)) == code else RankFacts(code, since)
