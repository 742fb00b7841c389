"""A file's way through the browser: received, its columns mended, confirmed or dropped."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.intake import (
    keep_file,
    let_go,
    lock_intake,
    name_of,
    refuse_closed,
    refuse_rejected,
)
from pamong.people.models import Agency, PeopleUpload
from pamong.people.scope import scope_for
from pamong.people.uploads.permissions import (
    can_choose_columns,
    can_choose_units,
    can_confirm_upload,
    can_drop_upload,
    can_receive_upload,
)
from pamong.people.uploads.queries import another_runs, unsure_units

Status = PeopleUpload.Status


@transaction.atomic
def receive_upload(
    agency: Agency,
    file: "File[Any]",
    *,
    valid_from: date | None = None,
    by: User,
    on: date,
    at: datetime,
) -> PeopleUpload:
    """Keep the file outside the web root under a name of ours; nobody is imported yet.

    Its posts and raters hold from the day given, or from today.
    """
    require(can_receive_upload(scope_for(by, on), agency))
    held = {"on": valid_from or on, "uploaded_on": on, "started_at": at}
    upload = PeopleUpload(agency=agency, user=by, name=name_of(file), **held)
    changes: dict[str, Any] = {"file": keep_file(upload, file), "bytes": file.size}
    upload.save()
    changes["valid_from"] = [None, upload.on]
    record("people.upload_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_columns(
    upload: PeopleUpload, columns: Mapping[str, int], *, by: User, on: date, at: datetime
) -> PeopleUpload:
    """Read the fields from these columns instead; the file is checked again from the start."""
    upload = lock_intake(upload)
    require(can_choose_columns(scope_for(by, on), upload))
    refuse_closed(upload)
    before, upload.columns = upload.columns, dict(columns)
    upload.status, upload.started_at = Status.RECEIVED, at
    upload.save(update_fields=["columns", "status", "started_at"])
    changes = {"columns": [before or None, upload.columns]}
    record("people.columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_units(
    upload: PeopleUpload, units: Mapping[str, str], *, by: User, on: date, at: datetime
) -> PeopleUpload:
    """Say which existing units the file's unknown ones are; the file is checked again from the start."""
    upload = lock_intake(upload)
    require(can_choose_units(scope_for(by, on), upload))
    refuse_closed(upload)
    before, upload.units = upload.units, upload.units | dict(units)
    upload.status, upload.started_at = Status.RECEIVED, at
    upload.save(update_fields=["units", "status", "started_at"])
    changes = {"units": [before or None, upload.units or None]}
    record("people.units_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def confirm_upload(
    upload: PeopleUpload, *, is_partial: bool, by: User, on: date, at: datetime
) -> PeopleUpload:
    """Let the import begin; a second confirmation changes nothing."""
    upload = lock_intake(upload)
    require(can_confirm_upload(scope_for(by, on), upload))
    if upload.status in {Status.IMPORTING, Status.DONE}:
        return upload
    refuse_closed(upload)
    if not upload.plan_digest:
        raise ValidationError(_("Pilih dahulu kolom NIP dan kolom nama."))
    if unsure_units(upload):
        raise ValidationError(_("Jawab dahulu unit mana yang dimaksud."))
    refuse_rejected(upload, is_partial=is_partial)
    Agency.objects.select_for_update().get(pk=upload.agency_id)
    if another_runs(upload, at):
        raise ValidationError(
            _("Impor lain di instansi ini sedang berjalan. Tunggu sampai selesai, lalu coba lagi.")
        )
    upload.status, upload.is_partial, upload.started_at = Status.IMPORTING, is_partial, at
    upload.save(update_fields=["status", "is_partial", "started_at"])
    changes = {"status": [Status.SHOWN, Status.IMPORTING], "is_partial": is_partial}
    record("people.upload_confirmed", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def drop_upload(upload: PeopleUpload, *, by: User, on: date) -> PeopleUpload:
    """Delete the file without importing anybody."""
    upload = lock_intake(upload)
    require(can_drop_upload(scope_for(by, on), upload))
    if upload.status == Status.DROPPED:
        return upload
    refuse_closed(upload)
    upload.status, upload.shown = Status.DROPPED, {}
    drop_files(upload)
    record("people.upload_dropped", upload, by=by, on=on)
    return upload


def drop_files(upload: PeopleUpload, *fields: str) -> None:
    """Save the upload without its files, which are deleted once that is certain."""
    let_go(upload, *(fields or ("file", "rejected_file", "differences_file")))
    upload.save()
