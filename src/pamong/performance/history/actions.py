"""A file of earlier results through the browser: received and looked at, written or dropped."""

import hashlib
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
from pamong.performance.history.permissions import (
    can_drop_history,
    can_import_history,
    can_receive_history,
)
from pamong.performance.history.plan import HistoryPlan, plan_history
from pamong.performance.history.reading import read_history
from pamong.performance.history.showing import shown_plan
from pamong.performance.history.writing import (
    NAME_LENGTH,
    StaleFileError,
    counts_of,
    write_history,
)
from pamong.performance.models import HistoryUpload

Status = HistoryUpload.Status
REASON_LENGTH = 300


@transaction.atomic
def receive_history(
    agency: Agency, file: "File[Any]", *, one: str = "", by: User, on: date
) -> HistoryUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_history(scope_of(by, on), agency))
    name = text_of(file.name or "")[:NAME_LENGTH] or _("berkas")
    upload = HistoryUpload(agency=agency, user=by, name=name, uploaded_on=on, shown={"one": one})
    mark = hashlib.sha256()
    for piece in file.chunks():
        mark.update(piece)
    file.seek(0)
    upload.file.save(upload.uuid.hex, file, save=False)
    _look(upload)
    upload.save()
    changes = {"file": f"sha256:{mark.hexdigest()}"}
    record("performance.history_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_history(upload: HistoryUpload, *, is_partial: bool, by: User, on: date) -> HistoryUpload:
    """Write what was shown; what would now do something else is shown anew instead."""
    upload = _locked(upload)
    require(can_import_history(scope_of(by, on), upload))
    if upload.status == Status.DONE:
        return upload
    _refuse_closed(upload)
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
    upload: HistoryUpload, plan: HistoryPlan, *, is_partial: bool, by: User, on: date
) -> bool:
    if plan.digest() != upload.plan_digest:
        return False
    try:
        write_history(plan, upload.name, partial=is_partial, by=by, on=on)
    except StaleFileError:
        return False
    return True


@transaction.atomic
def drop_history(upload: HistoryUpload, *, by: User, on: date) -> HistoryUpload:
    """Delete the file without importing anything."""
    upload = _locked(upload)
    require(can_drop_history(scope_of(by, on), upload))
    if upload.status == Status.DROPPED:
        return upload
    _refuse_closed(upload)
    upload.status, upload.shown = Status.DROPPED, {}
    _drop_file(upload)
    upload.save()
    record("performance.history_dropped", upload, by=by, on=on)
    return upload


def _locked(upload: HistoryUpload) -> HistoryUpload:
    rows = HistoryUpload.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "user").get(pk=upload.pk)


def _refuse_closed(upload: HistoryUpload) -> None:
    if upload.status != Status.SHOWN or not upload.file:
        raise ValidationError(
            _("Berkas ini tidak lagi menunggu keputusan. Unggah lagi bila perlu.")
        )


def _look(upload: HistoryUpload) -> None:
    """Find out what the file would do, and keep that for the page; does not save."""
    try:
        _show(upload, _plan(upload, upload.uploaded_on))
    except UnusableFileError as error:
        upload.status, upload.failure = Status.FAILED, error.sentence[:REASON_LENGTH]
        upload.shown = {}
        _drop_file(upload)


def _plan(upload: HistoryUpload, on: date) -> HistoryPlan:
    try:
        with upload.file.open("rb") as file:
            found = read_history(file, upload.name, upload.shown.get("one", ""))
    except FileNotFoundError:
        raise UnusableFileError(_("Berkas ini sudah dihapus. Unggah lagi.")) from None
    within = import_reach(scope_of(upload.user, on))
    return plan_history(upload.agency, found, on, within=within)


def _show(upload: HistoryUpload, plan: HistoryPlan) -> None:
    counts = counts_of(plan)
    upload.status, upload.plan_digest = Status.SHOWN, plan.digest()
    upload.shown = shown_plan(plan) | {"one": upload.shown.get("one", "")}
    upload.added, upload.changed = counts.added, counts.changed
    upload.unchanged, upload.rejected = counts.unchanged, counts.rejected


def _drop_file(upload: HistoryUpload) -> None:
    """The file goes once that is certain; does not save."""
    storage, path = upload.file.storage, upload.file.name
    if path:
        transaction.on_commit(lambda: storage.delete(path))
    upload.file.name = ""
