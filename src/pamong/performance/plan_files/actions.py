"""A file of plans through the browser: received and looked at, written or dropped."""

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
from pamong.performance.models import PlanFile
from pamong.performance.plan_files.permissions import (
    can_drop_planfile,
    can_import_planfile,
    can_receive_planfile,
)
from pamong.performance.plan_files.plan import Takeover, plan_takeover
from pamong.performance.plan_files.reading import read_plans_file
from pamong.performance.plan_files.showing import shown_takeover
from pamong.performance.plan_files.writing import NAME_LENGTH, counts_of, write_plans_of

Status = PlanFile.Status
REASON_LENGTH = 300


@transaction.atomic
def receive_planfile(
    agency: Agency, file: "File[Any]", *, year: int, by: User, on: date
) -> PlanFile:
    """Keep the file and say what it would do; no plan of it stands yet."""
    require(can_receive_planfile(scope_of(by, on), agency))
    name = text_of(file.name or "")[:NAME_LENGTH] or _("berkas")
    held = PlanFile(agency=agency, user=by, name=name, year=year, uploaded_on=on)
    mark = hashlib.sha256()
    for piece in file.chunks():
        mark.update(piece)
    file.seek(0)
    held.file.save(held.uuid.hex, file, save=False)
    _look(held, on)
    held.save()
    changes = {"file": f"sha256:{mark.hexdigest()}", "year": [None, year]}
    record("performance.planfile_received", held, by=by, on=on, changes=changes)
    return held


@transaction.atomic
def import_planfile(file: PlanFile, *, is_partial: bool, by: User, on: date) -> PlanFile:
    """Write what was shown; what would now do something else is shown anew instead."""
    file = _locked(file)
    require(can_import_planfile(scope_of(by, on), file))
    if file.status == Status.DONE:
        return file
    _refuse_closed(file)
    if file.rejected and not is_partial:
        raise ValidationError(
            _("Perbaiki baris yang ditolak, atau pilih mengimpor baris lain saja.")
        )
    plan = _plan(file, on)
    if plan.digest() != file.plan_digest:
        _show(file, plan, is_stale=True)
        file.save()
        return file
    write_plans_of(plan, partial=is_partial, by=by, on=on)
    file.status = Status.DONE
    _drop(file)
    file.save()
    record("performance.planfile_imported", file, by=by, on=on)
    return file


@transaction.atomic
def drop_planfile(file: PlanFile, *, by: User, on: date) -> PlanFile:
    """Delete the file without importing anything."""
    file = _locked(file)
    require(can_drop_planfile(scope_of(by, on), file))
    if file.status == Status.DROPPED:
        return file
    _refuse_closed(file)
    file.status, file.shown = Status.DROPPED, {}
    _drop(file)
    file.save()
    record("performance.planfile_dropped", file, by=by, on=on)
    return file


def _locked(file: PlanFile) -> PlanFile:
    rows = PlanFile.objects.select_for_update(of=("self",)).select_related("agency", "user")
    return rows.get(pk=file.pk)


def _refuse_closed(file: PlanFile) -> None:
    if file.status != Status.SHOWN or not file.file:
        raise ValidationError(
            _("Berkas ini tidak lagi menunggu keputusan. Unggah lagi bila perlu.")
        )


def _look(file: PlanFile, on: date) -> None:
    """Find out what the file would do, and keep that for the page; does not save."""
    try:
        _show(file, _plan(file, on))
    except UnusableFileError as error:
        file.status, file.failure = Status.FAILED, error.sentence[:REASON_LENGTH]
        file.shown = {}
        _drop(file)


def _plan(file: PlanFile, on: date) -> Takeover:
    try:
        with file.file.open("rb") as stream:
            read = read_plans_file(stream, file.name)
    except FileNotFoundError:
        raise UnusableFileError(_("Berkas ini sudah dihapus. Unggah lagi.")) from None
    within = import_reach(scope_of(file.user, on))
    return plan_takeover(file.agency, read, file.year, on, within=within)


def _show(file: PlanFile, plan: Takeover, *, is_stale: bool = False) -> None:
    counts = counts_of(plan)
    file.status, file.plan_digest = Status.SHOWN, plan.digest()
    file.shown = shown_takeover(plan) | {"is_stale": is_stale}
    file.added, file.unchanged, file.rejected = counts.added, counts.unchanged, counts.rejected


def _drop(file: PlanFile) -> None:
    """The file goes once that is certain; does not save."""
    storage, path = file.file.storage, file.file.name
    if path:
        transaction.on_commit(lambda: storage.delete(path))
    file.file.name = ""
