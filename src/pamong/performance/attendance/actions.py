"""A month's file through the browser: received and looked at, its columns mended, written or dropped."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people import intake
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.attendance.permissions import (
    can_choose_attendance_columns,
    can_drop_attendance,
    can_import_attendance,
    can_receive_attendance,
)
from pamong.performance.attendance.plan import AttendancePlan, plan_attendance
from pamong.performance.attendance.queries import kept_columns
from pamong.performance.attendance.reading import read_attendance
from pamong.performance.attendance.showing import shown_plan
from pamong.performance.attendance.writing import (
    check_month,
    counts_of,
    write_attendance,
)
from pamong.performance.models import AttendanceUpload


def _plan(upload: AttendanceUpload, on: date) -> AttendancePlan:
    with intake.opened(upload) as file:
        found = read_attendance(
            file,
            upload.name,
            upload.month,
            kept=kept_columns(upload.agency),
            chosen=upload.columns,
        )
    within = import_reach(scope_of(upload.user, on))
    return plan_attendance(upload.agency, found, within=within)


def _show(upload: AttendanceUpload, plan: AttendancePlan) -> None:
    counts = counts_of(plan)
    upload.shown, upload.headings = shown_plan(plan), plan.file.columns.read
    upload.added, upload.changed = counts.added, counts.changed
    upload.unchanged, upload.rejected = counts.unchanged, counts.rejected


ATTENDANCE = intake.Kind(
    _plan,
    _show,
    write_attendance,
    kept=("headings", "rejected", "findings"),
    unread=gettext_lazy("Pilih dahulu kolom NIP dan kolom kehadiran."),
)


@transaction.atomic
def receive_attendance(
    agency: Agency, file: "File[Any]", *, month: date, by: User, on: date
) -> AttendanceUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_attendance(scope_of(by, on), agency))
    check_month(month, on)
    upload = AttendanceUpload(agency=agency, user=by, month=month, uploaded_on=on)
    changes = {"file": intake.receive(upload, ATTENDANCE, file), "month": [None, month]}
    record("performance.attendance_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_attendance_columns(
    upload: AttendanceUpload, columns: Mapping[str, int], *, by: User, on: date
) -> AttendanceUpload:
    """Read the fields from these columns instead; the agency is offered them next time."""
    upload = intake.lock_intake(upload)
    require(can_choose_attendance_columns(scope_of(by, on), upload))
    intake.refuse_closed(upload)
    before, upload.columns = upload.columns, dict(columns)
    intake.look_at(upload, ATTENDANCE, on)
    upload.save()
    changes = {"columns": [before or None, upload.columns]}
    record("performance.attendance_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_attendance(
    upload: AttendanceUpload, *, is_partial: bool, by: User, on: date
) -> AttendanceUpload:
    """Write what was shown; what would now do something else is shown anew instead."""
    upload = intake.lock_intake(upload)
    require(can_import_attendance(scope_of(by, on), upload))
    intake.write(upload, ATTENDANCE, is_partial=is_partial, by=by, on=on)
    return upload


@transaction.atomic
def drop_attendance(upload: AttendanceUpload, *, by: User, on: date) -> AttendanceUpload:
    """Delete the file without importing anything."""
    upload = intake.lock_intake(upload)
    require(can_drop_attendance(scope_of(by, on), upload))
    if intake.drop(upload):
        record("performance.attendance_dropped", upload, by=by, on=on)
    return upload
