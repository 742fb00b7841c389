"""A month's file through the browser: received and looked at, its columns mended, written or dropped."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.documents.sheets import UnusableFileError
from pamong.ledger.actions import record
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.attendance.columns import UnknownColumnsError
from pamong.performance.attendance.permissions import (
    can_choose_attendance_columns,
    can_drop_attendance,
    can_import_attendance,
    can_receive_attendance,
)
from pamong.performance.attendance.plan import AttendancePlan, plan_attendance
from pamong.performance.attendance.queries import kept_columns
from pamong.performance.attendance.reading import read_attendance
from pamong.performance.attendance.showing import shown_columns, shown_plan
from pamong.performance.attendance.writing import (
    NAME_LENGTH,
    StaleFileError,
    check_month,
    counts_of,
    write_attendance,
)
from pamong.performance.models import AttendanceUpload

Status = AttendanceUpload.Status
REASON_LENGTH = 300


@transaction.atomic
def receive_attendance(
    agency: Agency, file: "File[Any]", *, month: date, by: User, on: date
) -> AttendanceUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_attendance(scope_of(by, on), agency))
    check_month(month, on)
    name = text_of(file.name or "")[:NAME_LENGTH] or _("berkas")
    upload = AttendanceUpload(agency=agency, user=by, name=name, month=month, uploaded_on=on)
    mark = hashlib.sha256()
    for piece in file.chunks():
        mark.update(piece)
    file.seek(0)
    upload.file.save(upload.uuid.hex, file, save=False)
    _look(upload)
    upload.save()
    changes = {"file": f"sha256:{mark.hexdigest()}", "month": [None, month]}
    record("performance.attendance_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_attendance_columns(
    upload: AttendanceUpload, columns: Mapping[str, int], *, by: User, on: date
) -> AttendanceUpload:
    """Read the fields from these columns instead; the agency is offered them next time."""
    upload = _locked(upload)
    require(can_choose_attendance_columns(scope_of(by, on), upload))
    _refuse_closed(upload)
    before, upload.columns = upload.columns, dict(columns)
    _look(upload)
    upload.save()
    changes = {"columns": [before or None, upload.columns]}
    record("performance.attendance_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_attendance(
    upload: AttendanceUpload, *, is_partial: bool, by: User, on: date
) -> AttendanceUpload:
    """Write what was shown; what would now do something else is shown anew instead."""
    upload = _locked(upload)
    require(can_import_attendance(scope_of(by, on), upload))
    if upload.status == Status.DONE:
        return upload
    _refuse_closed(upload)
    if not upload.plan_digest:
        raise ValidationError(_("Pilih dahulu kolom NIP dan kolom kehadiran."))
    if upload.rejected and not is_partial:
        raise ValidationError(
            _("Perbaiki baris yang ditolak, atau pilih mengimpor baris lain saja.")
        )
    plan = _plan(upload, on)
    if not _written(upload, plan, is_partial=is_partial, by=by, on=on):
        _show(upload, plan)
        upload.shown["is_stale"] = True
        upload.save()
        return upload
    upload.status = Status.DONE
    upload.shown = {name: upload.shown[name] for name in ("headings", "rejected", "findings")}
    _drop_file(upload)
    upload.save()
    return upload


def _written(
    upload: AttendanceUpload, plan: AttendancePlan, *, is_partial: bool, by: User, on: date
) -> bool:
    if plan.digest() != upload.plan_digest:
        return False
    try:
        write_attendance(plan, upload.name, partial=is_partial, by=by, on=on)
    except StaleFileError:
        return False
    return True


@transaction.atomic
def drop_attendance(upload: AttendanceUpload, *, by: User, on: date) -> AttendanceUpload:
    """Delete the file without importing anything."""
    upload = _locked(upload)
    require(can_drop_attendance(scope_of(by, on), upload))
    if upload.status == Status.DROPPED:
        return upload
    _refuse_closed(upload)
    upload.status, upload.shown = Status.DROPPED, {}
    _drop_file(upload)
    upload.save()
    record("performance.attendance_dropped", upload, by=by, on=on)
    return upload


def _locked(upload: AttendanceUpload) -> AttendanceUpload:
    rows = AttendanceUpload.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "user").get(pk=upload.pk)


def _refuse_closed(upload: AttendanceUpload) -> None:
    if upload.status != Status.SHOWN or not upload.file:
        raise ValidationError(
            _("Berkas ini tidak lagi menunggu keputusan. Unggah lagi bila perlu.")
        )


def _look(upload: AttendanceUpload) -> None:
    """Find out what the file would do, and keep that for the page; does not save."""
    try:
        _show(upload, _plan(upload, upload.uploaded_on))
    except UnknownColumnsError as error:
        upload.plan_digest, upload.shown = "", shown_columns(error.columns, error.rows)
    except UnusableFileError as error:
        upload.status, upload.failure = Status.FAILED, error.sentence[:REASON_LENGTH]
        upload.shown = {}
        _drop_file(upload)


def _plan(upload: AttendanceUpload, on: date) -> AttendancePlan:
    try:
        with upload.file.open("rb") as file:
            found = read_attendance(
                file,
                upload.name,
                upload.month,
                kept=kept_columns(upload.agency),
                chosen=upload.columns,
            )
    except FileNotFoundError:
        raise UnusableFileError(_("Berkas ini sudah dihapus. Unggah lagi.")) from None
    within = import_reach(scope_of(upload.user, on))
    return plan_attendance(upload.agency, found, within=within)


def _show(upload: AttendanceUpload, plan: AttendancePlan) -> None:
    counts = counts_of(plan)
    upload.status, upload.plan_digest = Status.SHOWN, plan.digest()
    upload.shown, upload.headings = shown_plan(plan), plan.file.columns.read
    upload.added, upload.changed = counts.added, counts.changed
    upload.unchanged, upload.rejected = counts.unchanged, counts.rejected


def _drop_file(upload: AttendanceUpload) -> None:
    """The file goes once that is certain; does not save."""
    storage, path = upload.file.storage, upload.file.name
    if path:
        transaction.on_commit(lambda: storage.delete(path))
    upload.file.name = ""
