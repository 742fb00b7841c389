"""What a file of earlier results would do, before anything is written."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.ledger.actions import plain
from pamong.people.importing.refusing import RowError
from pamong.people.models import Agency, Employee
from pamong.performance.history.columns import LABELS
from pamong.performance.history.laws import (
    FIRST_HALF,
    PREDICATES,
    SECOND_HALF,
    half_of,
    has_scores,
    inputs_of,
    joining_bound,
    judge,
    score_bound,
)
from pamong.performance.history.reading import HistoryFile, PastRow
from pamong.performance.intake.reading import RejectedRow
from pamong.performance.models import Evaluation, PastResult
from pamong.performance.periods import Period
from pamong.performance.rules import PREDICATE_RULE, mark_of, pack_on
from pamong.policy.choose import NoPack
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Exact, Field, Pack
from pamong.ui.dates import say_day, say_day_full, say_days
from pamong.ui.numbers import say_number

Fields = dict[str, tuple[Any, Any]]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PastChange:
    """One person's period that is new or differs: field → (before, after)."""

    line: int
    employee: Employee
    days: Days
    standing: PastResult | None
    fields: Fields


@dataclass(slots=True)
class HistoryPlan:
    """The whole file against what stands."""

    agency: Agency
    file: HistoryFile
    changes: list[PastChange] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def added(self) -> int:
        """Periods of which nothing was known."""
        return sum(change.standing is None for change in self.changes)

    @property
    def changed(self) -> int:
        """Periods that differ."""
        return len(self.changes) - self.added

    def digest(self) -> str:
        """The mark of all that would be written; another mark means that something changed."""
        mark = hashlib.sha256(self.file.digest.encode())
        for change in self.changes:
            told = {name: [plain(a), plain(b)] for name, (a, b) in change.fields.items()}
            mark.update(f"{change.employee.pk}{change.days}{told}".encode())
        mark.update(str([(row.line, row.reason) for row in self.rejected]).encode())
        return mark.hexdigest()


@dataclass(slots=True)
class _Known:
    """The people, and which of their days are taken."""

    people: dict[str, Employee]
    standing: dict[tuple[int, date], PastResult]
    taken: dict[int, list[Days]]
    lived: dict[int, list[Days]]  # periods whose yearly predicate was set here
    twice: dict[int, str] = field(default_factory=dict)  # rows of a file that meet, by line


def plan_history(
    agency: Agency, file: HistoryFile, on: date, *, within: frozenset[int] | None
) -> HistoryPlan:
    """Compare with what stands, in three queries; `within` are the units one keeps, None all."""
    plan = HistoryPlan(agency, file, rejected=list(file.rejected), findings=list(file.findings))
    known = _known(agency, file, within)
    known.twice = _twice(file.rows)
    for row in file.rows:
        try:
            change = _change(plan, known, row, on)
        except RowError as error:
            plan.rejected.append(RejectedRow(row.line, row.cells, str(error)))
            continue
        if change.fields:
            plan.changes.append(change)
            plan.findings += _out_of_service(row, change.employee)
        else:
            plan.unchanged += 1
    plan.rejected.sort(key=lambda row: row.line)
    return plan


def _twice(rows: Iterable[PastRow]) -> dict[int, str]:
    """Rows of a person that are about the same days, each of them: which one is right is not said."""
    people: dict[str, list[PastRow]] = defaultdict(list)
    for row in rows:
        people[row.nip].append(row)
    found = {}
    for told in people.values():
        told.sort(key=lambda row: (row.starts_on, row.ends_on))
        same = Counter((row.starts_on, row.ends_on) for row in told)
        last = date.min
        for row, after in zip(told, [*told[1:], None], strict=True):
            if same[row.starts_on, row.ends_on] > 1:
                found[row.line] = _("Periode pegawai ini ada lebih dari satu kali dalam berkas.")
            elif row.starts_on <= last or (after and after.starts_on <= row.ends_on):
                found[row.line] = _(
                    "Periode ini bertumpang tindih dengan periode lain pegawai ini."
                )
            last = max(last, row.ends_on)
    return found


def _known(agency: Agency, file: HistoryFile, within: frozenset[int] | None) -> _Known:
    rows = Employee.objects.filter(agency=agency).exclude(nip="")
    if within is not None:
        rows = rows.filter(unit_id__in=within)
    asked = {row.nip for row in file.rows}
    people = {person.nip: person for person in rows if person.nip in asked}
    keys = [person.pk for person in people.values()]
    found = _Known(people, {}, defaultdict(list), defaultdict(list))
    for past in PastResult.objects.filter(employee__agency=agency, employee__in=keys):
        found.standing[past.employee_id, past.starts_on] = past
        found.taken[past.employee_id].append((past.starts_on, past.ends_on))
    set_here = Evaluation.objects.standing().final().filter(period=Period.YEAR)
    told = set_here.filter(plan__employee__in=keys)
    days = told.values_list("plan__employee_id", "plan__starts_on", "plan__ends_on")
    for key, starts_on, ends_on in days:
        found.lived[key].append((starts_on, ends_on))
    return found


def _change(plan: HistoryPlan, known: _Known, row: PastRow, on: date) -> PastChange:
    person = known.people.get(row.nip)
    if person is None:
        raise RowError(_("NIP ini tidak ditemukan di antara pegawai yang Anda kelola."))
    if row.ends_on >= on:
        raise RowError(_("Periode ini belum selesai: hanya tahun yang sudah lewat diimpor."))
    days = (row.starts_on, row.ends_on)
    pack = _law(plan.agency, person, row)
    _check_free(known, row, person, days)
    standing = known.standing.get((person.pk, row.starts_on))
    held = standing.values() if standing else {}
    values = _values(plan, pack, row, person, held)
    fields = {
        name: (held.get(name), value)
        for name, value in values.items()
        if held.get(name, _nothing(name)) != value
    }
    return PastChange(row.line, person, days, standing, fields)


def _nothing(name: str) -> Any:
    return {"given": {}, "predicate": ""}.get(name)


def _law(agency: Agency, person: Employee, row: PastRow) -> Pack:
    """By the period and the kind of employee, never by the year."""
    try:
        pack = pack_on(row.starts_on, person.kind, local=agency.local_packs)
    except NoPack:
        kind = Employee.Kind(person.kind).label
        raise RowError(
            _("Tidak ada aturan penilaian untuk %(kind)s pada %(day)s.")
            % {"kind": kind, "day": say_day(row.starts_on)}
        ) from None
    end = pack.head.rules[PREDICATE_RULE].end
    if end is not None and row.ends_on >= end:
        raise RowError(
            _(
                "Aturan berganti pada %(day)s di dalam periode ini: tulis dua baris, satu untuk setiap "
                "aturan, dengan Dari dan Sampai atau Semester."
            )
            % {"day": say_day(end)}
        )
    return pack


def _check_free(known: _Known, row: PastRow, person: Employee, days: Days) -> None:
    """No day is judged twice: not here, not by an earlier file, not by another row."""
    if _meets(days, known.lived[person.pk]):
        raise RowError(
            _("Periode ini sudah dinilai di Pamong: nilainya tidak diganti dari berkas.")
        )
    if row.line in known.twice:
        raise RowError(known.twice[row.line])
    if _meets(days, [taken for taken in known.taken[person.pk] if taken != days]):
        raise RowError(_("Periode ini bertumpang tindih dengan periode lain pegawai ini."))


def _meets(days: Days, others: Iterable[Days]) -> bool:
    return any(days[0] <= last and first <= days[1] for first, last in others)


def _values(
    plan: HistoryPlan, pack: Pack, row: PastRow, person: Employee, held: Mapping[str, Any]
) -> dict[str, Any]:
    """The row in the words of its law, checked against what the law makes of it.

    What the row leaves empty stays as it is held; where the file has a column for it, that is said.
    """
    stays = {name: value for name, value in held.items() if name not in row.said}
    parts, inputs = held.get("given", {}), inputs_of(pack)
    kept = {n: v for n, v in parts.items() if n not in row.said and n in inputs}
    plan.findings += _kept_said(plan, row, person, stays | kept)
    given = kept | _given(pack, row)
    score, predicate = row.said.get("score", stays.get("score")), _predicate(pack, row)
    if given == parts:
        predicate = predicate or stays.get(PREDICATES, "")
    if score is not None and not has_scores(pack):
        raise RowError(_("%(law)s tidak mengenal nilai angka.") % {"law": pack.head.title})
    _check_range("score", score, score_bound(pack))
    judged = judge(pack, given, score=score, predicate=predicate)
    if not judged.predicate:
        raise RowError(_("Isi Predikat, atau semua nilai yang menentukannya."))
    if judged.score_differs or judged.predicate_differs:
        plan.findings.append(_difference(row, person, judged.outcome and judged.outcome.value))
    return {
        "ends_on": row.ends_on,
        "pack": mark_of(pack),
        "given": given,
        "score": score,
        "predicate": predicate or judged.predicate,
        **{name: stays.get(name, value) for name, value in _joining(row).items()},
    }


def _out_of_service(row: PastRow, person: Employee) -> list[str]:
    """A period before the person began or after the last day of service: told, for the day may be the slip."""
    began, left = person.joined_on, person.left_on
    said = {
        "line": row.line,
        "name": person.full_name,
        "days": say_days(row.starts_on, row.ends_on),
    }
    if began and row.ends_on < began:
        words = _(
            "Baris %(line)s, %(name)s %(days)s: menurut data pegawai ia baru mulai bekerja %(day)s. "
            "Cocokkan periodenya, atau perbaiki Mulai bekerja lewat impor pegawai."
        )
        return [words % {**said, "day": say_day_full(began)}]
    if left and row.starts_on >= left:
        words = _(
            "Baris %(line)s, %(name)s %(days)s: menurut data pegawai ia sudah berhenti %(day)s. "
            "Cocokkan periodenya, atau hari berhentinya."
        )
        return [words % {**said, "day": say_day_full(left)}]
    return []


def _kept_said(
    plan: HistoryPlan, row: PastRow, person: Employee, held: Mapping[str, Any]
) -> list[str]:
    """An empty cell over a figure that is held takes nothing away; each row of that kind is named."""
    places = plan.file.columns.places
    names = [n for n in LABELS if n in places and n != PREDICATES and held.get(n) not in {None, ""}]
    if not names:
        return []
    said = _(
        "Baris %(line)s, %(name)s %(days)s: kosong di berkas, jadi yang tercatat tetap dipakai: %(fields)s."
    )
    told = {
        "line": row.line,
        "name": person.full_name,
        "days": say_days(row.starts_on, row.ends_on),
    }
    return [said % {**told, "fields": ", ".join(str(LABELS[name]) for name in names)}]


def _difference(row: PastRow, person: Employee, computed: Any) -> str:
    score = computed.get("score")
    told = [
        part for part in (say_number(score) if score is not None else "", computed["label"]) if part
    ]
    return _(
        "Baris %(line)s, %(name)s %(days)s: menurut nilai bagiannya %(computed)s, berbeda dari berkas. "
        "Yang tertulis di berkas disimpan, dan bedanya ditampilkan."
    ) % {
        "line": row.line,
        "name": person.full_name,
        "days": say_days(row.starts_on, row.ends_on),
        "computed": ", ".join(told),
    }


def _given(pack: Pack, row: PastRow) -> dict[str, Any]:
    """The inputs that this law has; those of another law are refused, not dropped."""
    fields = inputs_of(pack)
    parts = {
        name: value
        for name, value in row.said.items()
        if name not in (PREDICATES, "score", "converted", "joined")
    }
    for name in parts:
        if name not in fields:
            raise RowError(
                _("%(field)s tidak dikenal dalam %(law)s: kosongkan.")
                % {"field": LABELS[name], "law": pack.head.title}
            )
    return {name: _input(pack, fields[name], value) for name, value in parts.items()}


def _input(pack: Pack, asked: Field, value: Any) -> Any:
    if asked.kind == "number":
        _check_range(asked.name, value, asked.high, asked.low)
        return str(value.normalize() if value else 0)
    if asked.kind == "term":
        code = pack.scales[asked.scale].find(value)
        if code is None:
            raise RowError(_unknown(asked.name, value, pack.scales[asked.scale].labels.values()))
        return code
    return value


def _check_range(
    name: str, value: Decimal | None, highest: Exact | None, lowest: Exact | None = None
) -> None:
    low, high = written(lowest or 0), None if highest is None else written(highest)
    if value is not None and (value < low or (high is not None and value > high)):
        raise RowError(_out_of_range(name, value, low, high))


def _out_of_range(name: str, value: Decimal, low: Decimal, high: Decimal | None) -> str:
    told = {"field": LABELS[name], "value": say_number(value), "low": say_number(low)}
    if high is None:
        return _("%(field)s %(value)s: isi angka paling sedikit %(low)s.") % told
    return _("%(field)s %(value)s: isi angka dari %(low)s sampai %(high)s.") % {
        **told,
        "high": say_number(high),
    }


def _unknown(name: str, value: Any, labels: Iterable[str]) -> str:
    return _("%(field)s “%(text)s” tidak dikenal: tulis %(labels)s.") % {
        "field": LABELS[name],
        "text": str(value)[:40],
        "labels": ", ".join(labels),
    }


def _predicate(pack: Pack, row: PastRow) -> str:
    text = row.said.get(PREDICATES)
    if text is None:
        return ""
    code = pack.predicate_scale.find(text)
    if code is None:
        raise RowError(_unknown(PREDICATES, text, pack.predicate_scale.labels.values()))
    return code


def _joining(row: PastRow) -> dict[str, Any]:
    """The converted value belongs to the first half, the joined one to the second."""
    half = half_of(row.starts_on, row.ends_on)
    for name, place in (("converted", FIRST_HALF), ("joined", SECOND_HALF)):
        if name in row.said and half != place:
            raise RowError(
                _(
                    "%(field)s hanya untuk tahun yang digabung dari dua aturan, pada separuhnya sendiri."
                )
                % {"field": LABELS[name]}
            )
        _check_range(name, row.said.get(name), joining_bound(place))
    return {name: row.said.get(name) for name in ("converted", "joined")}
