"""Writes a month's attendance: whole or not at all, the same file twice changes nothing."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.importing.actions import ImportResult
from pamong.people.importing.reach import import_reach
from pamong.people.intake import StaleFileError
from pamong.people.models import Agency
from pamong.people.models.intake import NAME_LENGTH
from pamong.people.scope import scope_for
from pamong.performance.attendance.permissions import can_receive_attendance
from pamong.performance.attendance.plan import AttendancePlan, MonthChange, plan_attendance
from pamong.performance.models import Attendance
from pamong.performance.months import say_month

BATCH = 500


def counts_of(plan: AttendancePlan, *, is_refused: bool = False) -> ImportResult:
    """The counts of a plan; nothing is written of one that is refused."""
    if is_refused:
        return ImportResult(rejected=len(plan.rejected))
    return ImportResult(plan.added, plan.changed, plan.unchanged, len(plan.rejected))


@transaction.atomic
def write_attendance(
    plan: AttendancePlan, name: str, *, partial: bool = False, by: Actor, on: date
) -> ImportResult:
    """Write what the plan says; rejected rows stop everything unless the rest is asked for."""
    scope = scope_for(by, on)
    require(can_receive_attendance(scope, plan.agency))
    check_month(plan.file.month, on)
    if plan.rejected and not partial:
        return counts_of(plan, is_refused=True)
    agency = Agency.objects.select_for_update().get(pk=plan.agency.pk)
    if plan_attendance(agency, plan.file, within=import_reach(scope)).digest() != plan.digest():
        raise StaleFileError
    if plan.changes:
        _write(plan, name, by=by, on=on)
    return counts_of(plan)


def check_month(month: date, on: date) -> None:
    """A month that has not begun has no attendance."""
    if month > on:
        raise ValidationError(
            _("%(month)s belum mulai. Pilih bulan yang sudah berjalan."),
            params={"month": say_month(month)},
        )


def _write(plan: AttendancePlan, name: str, *, by: Actor, on: date) -> None:
    new: list[Attendance] = []
    old: list[Attendance] = []
    drafts = []
    for change in plan.changes:
        row = change.attendance or Attendance(employee=change.employee, month=plan.file.month)
        row.employee = change.employee
        for key, (_before, value) in change.fields.items():
            setattr(row, key, value)
        row.source, row.sourced_on = name[:NAME_LENGTH], on
        (old if change.attendance else new).append(row)
        drafts.append(Draft("performance.attendance_set", row, _told(change)))
    Attendance.objects.bulk_create(new, batch_size=BATCH)
    Attendance.objects.bulk_update(
        old, [*Attendance.FIELDS, "source", "sourced_on"], batch_size=BATCH
    )
    whole = {
        "file": f"sha256:{plan.file.digest}",
        "month": [None, plan.file.month],
        "added": plan.added,
        "changed": plan.changed,
        "rejected": len(plan.rejected),
    }
    first = Draft("performance.attendance_imported", plan.agency, whole)
    record_all([first, *drafts], by=by, on=on)


def _told(change: MonthChange) -> dict[str, Any]:
    return {name: [before, after] for name, (before, after) in change.fields.items()}
