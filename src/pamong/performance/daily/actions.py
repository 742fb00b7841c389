"""The verbs of daily entries: save a day's lines; confirm or return many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.offline.told import device_said
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, field_changes, record_all
from pamong.people.person_days import days_of
from pamong.people.scope import scope_of
from pamong.performance.daily.permissions import can_review_entry, can_save_day
from pamong.performance.daily.queries import days_written, locked, locked_on
from pamong.performance.daily.rules import check_own, lock_reason
from pamong.performance.daily.seen import mark_of
from pamong.performance.models import ActionStep, DailyEntry, Plan
from pamong.ui.dates import say_day


@dataclass(frozen=True, slots=True)
class LineInput:
    """One line as typed; `uuid` names a standing one, an empty text removes it.

    `seen` is the mark of what stood there when the page was opened; empty tells nothing.
    """

    text: str
    uuid: str = ""
    seen: str = ""
    step_id: int | None = None
    amount: Decimal | None = None
    unit: str = ""
    begins: time | None = None
    ends: time | None = None
    typed_at: datetime | None = (
        None  # by the clock of a device that had kept it: told in the record
    )


@transaction.atomic
def save_day(
    plan: Plan, day: date, lines: Sequence[LineInput], *, by: User, on: date
) -> list[DailyEntry]:
    """Write the lines of one's day: all or none; what did not change is left alone."""
    plan = Plan.objects.lock(plan)
    require(can_save_day(scope_of(by, on), plan))
    if not plan.starts_on <= day <= plan.ends_on:
        raise ValidationError(_("Tanggal ini di luar periode SKP. Pilih tanggal lain."))
    standing = {str(entry.uuid): entry for entry in locked_on(plan=plan.pk, day=day)}
    asked = [line.step_id for line in lines if line.step_id]
    steps = ActionStep.objects.filter(result__plan=plan).in_bulk(asked)
    days = days_of(plan.agency, plan.unit.path, plan.employee_id, day)
    locked = lock_reason(day, on=on, days=days, local=plan.agency.local_packs)
    drafts: list[Draft] = []
    for line in lines:
        draft = _write(plan, day, line, standing, steps)
        if draft:
            _check_open(draft, locked)
            drafts.append(draft)
    record_all(drafts, by=by, on=on)
    return [draft.subject for draft in drafts if isinstance(draft.subject, DailyEntry)]


@transaction.atomic
def save_days(
    plan: Plan, lines: Mapping[date, LineInput], *, by: User, on: date
) -> list[DailyEntry]:
    """Write one line on each of several days on which nothing stood yet: all or none."""
    plan = Plan.objects.lock(plan)
    require(can_save_day(scope_of(by, on), plan))
    taken = days_written(employee=plan.employee_id, days=sorted(lines))
    if taken:
        raise ValidationError(
            _("Sudah ada baris untuk %(days)s. Kosongkan di sini, lalu tambah di halaman harinya.")
            % {"days": ", ".join(say_day(day) for day in taken)},
            code="taken",
        )
    days = sorted(lines)
    return [entry for day in days for entry in save_day(plan, day, [lines[day]], by=by, on=on)]


def _check_open(draft: Draft, locked: str) -> None:
    """A closed day takes only the mending of lines that came back."""
    came_back = draft.changes.get("status") == [
        DailyEntry.Status.RETURNED,
        DailyEntry.Status.RECORDED,
    ]
    if locked and not came_back:
        raise ValidationError(locked, code="closed")


def _write(
    plan: Plan,
    day: date,
    line: LineInput,
    standing: dict[str, DailyEntry],
    steps: dict[int, ActionStep],
) -> Draft | None:
    entry = standing.get(line.uuid)
    if line.uuid and not entry:
        raise ValidationError(_("Baris ini sudah dihapus di tempat lain. Muat ulang halaman."))
    if entry and line.seen not in {"", mark_of(entry)}:
        raise ValidationError(
            _(
                "Satu baris baru saja diubah di tab atau perangkat lain. Isian Anda masih utuh: periksa, "
                "lalu simpan sekali lagi."
            )
        )
    if not line.text.strip():
        return _remove(entry, line) if entry else None
    before = DailyEntry.objects.get(pk=entry.pk) if entry else None
    entry = entry or DailyEntry(plan=plan, employee=plan.employee, on=day)
    _fill(entry, line, steps)
    if before and not field_changes(before, entry):
        return None
    if before:
        check_own(before)
    entry.status = DailyEntry.Status.RECORDED
    entry.save()
    verb = "performance.entry_changed" if before else "performance.entry_recorded"
    return Draft(verb, entry, field_changes(before, entry) | device_said(line.typed_at))


def _fill(entry: DailyEntry, line: LineInput, steps: dict[int, ActionStep]) -> None:
    if line.begins and line.ends and line.ends <= line.begins:
        raise ValidationError(_("Isi jam selesai sesudah jam mulai."))
    entry.step = steps.get(line.step_id or 0)
    entry.text, entry.amount = line.text.strip(), line.amount
    entry.unit = line.unit.strip() or (entry.step.unit if entry.step else "")
    entry.begins, entry.ends = line.begins, line.ends


def _remove(entry: DailyEntry, line: LineInput) -> Draft:
    check_own(entry)
    changes = {
        "text": [digest_of(entry.text), None],
        "status": [entry.status, DailyEntry.Status.RECORDED],
    }
    entry.delete()
    return Draft("performance.entry_removed", entry, changes | device_said(line.typed_at))


@transaction.atomic
def confirm_entries(entries: Sequence[DailyEntry], *, by: User, on: date) -> list[DailyEntry]:
    """Confirm many lines at once, of one person or of a whole team; pay may depend on it."""
    return _review(entries, DailyEntry.Status.CONFIRMED, "", by=by, on=on)


@transaction.atomic
def return_entries(
    entries: Sequence[DailyEntry], *, reason: str, by: User, on: date
) -> list[DailyEntry]:
    """Give many lines back with one reason; their owners see it on their first page."""
    if not reason.strip():
        raise ValidationError(_("Tulis apa yang perlu diperbaiki."))
    return _review(entries, DailyEntry.Status.RETURNED, reason.strip(), by=by, on=on)


def _review(
    entries: Sequence[DailyEntry], status: str, note: str, *, by: User, on: date
) -> list[DailyEntry]:
    scope = scope_of(by, on)
    held = locked(keys=[entry.pk for entry in entries])
    if not held:
        raise ValidationError(_("Pilih paling sedikit satu baris."))
    for entry in held:
        require(can_review_entry(scope, entry))
        if entry.status != DailyEntry.Status.RECORDED:
            raise ValidationError(
                _("Ada baris yang sudah diperiksa atau diperbaiki. Muat ulang halaman."),
                code="wrong_state",
            )
        entry.status, entry.review_note = status, note
        entry.reviewed_by_id, entry.reviewed_on = scope.employee_id, on
    DailyEntry.objects.filter(pk__in=[entry.pk for entry in held]).update(
        status=status, review_note=note, reviewed_by=scope.employee_id, reviewed_on=on
    )
    record_all(_reviewed(held, status, note), by=by, on=on)
    return held


def _reviewed(entries: Sequence[DailyEntry], status: str, note: str) -> list[Draft]:
    is_return = status == DailyEntry.Status.RETURNED
    verb = "performance.entry_returned" if is_return else "performance.entry_confirmed"
    changes: dict[str, Any] = {"status": [DailyEntry.Status.RECORDED, status]}
    if note:
        changes["reason"] = [None, digest_of(note)]
    return [Draft(verb, entry, changes) for entry in entries]
