"""Lines of days confirmed or returned at once: what changed meanwhile is passed over, and confirming is taken back for a while."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Draft, record_all
from pamong.people.acts.passing import Answered, Passed
from pamong.people.acts.record import Act, came_on_top, happened_since, refuse_all_on_top
from pamong.people.scope import scope_of
from pamong.performance.daily.actions import confirm_entries, return_entries
from pamong.performance.daily.permissions import can_review_entry, can_undo_confirmation
from pamong.performance.daily.queries import locked, picked
from pamong.performance.daily.seen import mark_of
from pamong.performance.models import DailyEntry
from pamong.ui.dates import say_day_full
from pamong.ui.keys import uuids_in

BETWEEN = "~"
CONFIRMED_VERB = "performance.entry_confirmed"
Status = DailyEntry.Status


def keys_of(marks: Iterable[str]) -> list[UUID]:
    """The keys in what was posted; what has not the form of one is left out."""
    keys = [mark.partition(BETWEEN)[0] for mark in marks]
    return uuids_in(keys)


def marks_of(entries: Sequence[DailyEntry]) -> list[str]:
    """Each line's key with the mark of what it said."""
    return [f"{entry.uuid}{BETWEEN}{mark_of(entry)}" for entry in entries]


def sorted_out(
    entries: Sequence[DailyEntry], marks: Sequence[str]
) -> tuple[list[DailyEntry], list[Passed]]:
    """Those that wait as they were read, and the others with the reason."""
    seen = {key: mark for key, _b, mark in (one.partition(BETWEEN) for one in marks)}
    fit, passed = [], []
    for entry in entries:
        if why := _why_not(entry, seen.get(str(entry.uuid), "")):
            passed.append(Passed(_named(entry), why))
        else:
            fit.append(entry)
    return fit, passed


def _why_not(entry: DailyEntry, mark: str) -> str:
    if entry.status != Status.RECORDED:
        return _("sudah diperiksa: %(state)s") % {"state": entry.get_status_display().lower()}
    if mark and mark != mark_of(entry):
        return _("isinya diubah pegawai sesudah halaman dibuka")
    return ""


def _named(entry: DailyEntry) -> str:
    return f"{entry.employee.full_name}, {say_day_full(entry.on)}"


@transaction.atomic
def confirm_picked_entries(
    entries: Sequence[DailyEntry], marks: Sequence[str], *, by: User, on: date
) -> Answered[DailyEntry]:
    """Confirm the lines that still stand as they were read; the others are left as they are and named."""
    fit, passed = _held(entries, marks, scope_of(by, on))
    return Answered(confirm_entries(fit, by=by, on=on) if fit else [], passed)


@transaction.atomic
def return_picked_entries(
    entries: Sequence[DailyEntry], marks: Sequence[str], *, reason: str, by: User, on: date
) -> Answered[DailyEntry]:
    """Give back the lines that still stand as they were read; the others are left as they are and named."""
    fit, passed = _held(entries, marks, scope_of(by, on))
    done = return_entries(fit, reason=reason, by=by, on=on) if fit else []
    return Answered(done, passed)


def _held(
    entries: Sequence[DailyEntry], marks: Sequence[str], scope: Scope
) -> tuple[list[DailyEntry], list[Passed]]:
    held = locked(keys=[entry.pk for entry in entries])
    for entry in held:
        require(can_review_entry(scope, entry))
    return sorted_out(held, marks)


@transaction.atomic
def undo_confirmations(act: Act, *, by: User, on: date, at: datetime) -> Answered[DailyEntry]:
    """Let lines that were confirmed by a slip wait again, where nothing happened since."""
    scope = scope_of(by, on)
    act.check_while(at)
    _refuse_paid(act)
    keys = [entry.pk for entry in picked(scope=scope, keys=act.subjects)]
    held, later = locked(keys=keys), came_on_top(act)
    fit = [e for e in held if e.uuid not in later and e.status == Status.CONFIRMED]
    if not fit:
        raise refuse_all_on_top(later.values())
    for entry in fit:
        require(can_undo_confirmation(scope, entry))
    waiting: dict[str, Any] = {"status": Status.RECORDED, "reviewed_by": None, "reviewed_on": None}
    DailyEntry.objects.filter(pk__in=[entry.pk for entry in fit]).update(**waiting)
    changes = {"status": [Status.CONFIRMED, Status.RECORDED]}
    verb = "performance.entry_confirmation_undone"
    record_all([Draft(verb, entry, changes) for entry in fit], by=by, on=on)
    why = _("sesudah dikonfirmasi sudah ada catatan lain")
    return Answered(fit, [Passed(_named(entry), why) for entry in held if entry not in fit])


def _refuse_paid(act: Act) -> None:
    """A list of allowances that was locked since counted these lines as confirmed."""
    if happened_since(act, "performance.sheet_locked"):
        raise ValidationError(
            _("Tidak dapat dibatalkan: daftar TPP sudah dikunci sesudah konfirmasi ini."),
            code="on_top",
        )
