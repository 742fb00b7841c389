"""A file of earlier results through the browser: received and looked at, written or dropped."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.choosing import UnknownColumnsError, shown_columns
from pamong.ledger.actions import record
from pamong.people import intake
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.history.permissions import (
    can_choose_history_columns,
    can_drop_history,
    can_import_history,
    can_receive_history,
)
from pamong.performance.history.plan import HistoryPlan, plan_history
from pamong.performance.history.reading import read_history
from pamong.performance.history.showing import shown_plan
from pamong.performance.history.writing import (
    counts_of,
    write_history,
)
from pamong.performance.models import HistoryUpload

Status = HistoryUpload.Status


@transaction.atomic
def receive_history(
    agency: Agency, file: "File[Any]", *, one: str = "", by: User, on: date
) -> HistoryUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_history(scope_of(by, on), agency))
    told = {"name": intake.name_of(file), "shown": {"one": one}}
    upload = HistoryUpload(agency=agency, user=by, uploaded_on=on, **told)
    digest = intake.keep_file(upload, file)
    _look(upload, on)
    upload.save()
    record("performance.history_received", upload, by=by, on=on, changes={"file": digest})
    return upload


@transaction.atomic
def choose_history_columns(
    upload: HistoryUpload, columns: Mapping[str, int], *, by: User, on: date
) -> HistoryUpload:
    """Read the fields from these columns instead; the file is looked at again from the start."""
    upload = intake.lock_intake(upload)
    require(can_choose_history_columns(scope_of(by, on), upload))
    intake.refuse_closed(upload)
    before = upload.shown.get("columns")
    upload.shown |= {"columns": dict(columns)}
    _look(upload, on)
    upload.save()
    changes = {"columns": [before or None, dict(columns)]}
    record("performance.history_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_history(upload: HistoryUpload, *, is_partial: bool, by: User, on: date) -> HistoryUpload:
    """Write what was shown; what would now do something else is shown anew instead."""
    upload = intake.lock_intake(upload)
    require(can_import_history(scope_of(by, on), upload))
    if upload.status == Status.DONE:
        return upload
    intake.refuse_closed(upload)
    if not upload.plan_digest:
        raise ValidationError(_("Pilih dahulu kolom yang dibaca."))
    intake.refuse_rejected(upload, is_partial=is_partial)
    plan = _plan(upload, on)
    if not _written(upload, plan, is_partial=is_partial, by=by, on=on):
        _show(upload, plan)
        upload.shown["is_stale"] = True
        upload.save()
        return upload
    intake.finish(upload, "headings", "rejected", "findings")
    return upload


def _written(
    upload: HistoryUpload, plan: HistoryPlan, *, is_partial: bool, by: User, on: date
) -> bool:
    if plan.digest() != upload.plan_digest:
        return False
    try:
        write_history(plan, upload.name, partial=is_partial, by=by, on=on)
    except intake.StaleFileError:
        return False
    return True


@transaction.atomic
def drop_history(upload: HistoryUpload, *, by: User, on: date) -> HistoryUpload:
    """Delete the file without importing anything."""
    upload = intake.lock_intake(upload)
    require(can_drop_history(scope_of(by, on), upload))
    if upload.status == Status.DROPPED:
        return upload
    intake.refuse_closed(upload)
    intake.drop(upload)
    record("performance.history_dropped", upload, by=by, on=on)
    return upload


def _look(upload: HistoryUpload, on: date) -> None:
    """What the file would do, or the columns to choose from; does not save."""

    def show() -> None:
        try:
            _show(upload, _plan(upload, on))
        except UnknownColumnsError as error:
            kept = _answers(upload)
            upload.plan_digest, upload.shown = "", shown_columns(error.columns, error.rows) | kept

    intake.look_at(upload, show)


def _answers(upload: HistoryUpload) -> dict[str, Any]:
    """What was said about the file by hand, which outlives each look at it."""
    return {name: upload.shown[name] for name in ("one", "columns") if name in upload.shown}


def _plan(upload: HistoryUpload, on: date) -> HistoryPlan:
    with intake.opened(upload) as file:
        told = upload.shown
        found = read_history(file, upload.name, told.get("one", ""), told.get("columns"))
    within = import_reach(scope_of(upload.user, on))
    return plan_history(upload.agency, found, on, within=within)


def _show(upload: HistoryUpload, plan: HistoryPlan) -> None:
    counts = counts_of(plan)
    upload.status, upload.plan_digest = Status.SHOWN, plan.digest()
    upload.shown = shown_plan(plan) | _answers(upload)
    upload.added, upload.changed = counts.added, counts.changed
    upload.unchanged, upload.rejected = counts.unchanged, counts.rejected
