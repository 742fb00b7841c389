"""A file of earlier results through the browser: received and looked at, written or dropped."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
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
from pamong.performance.history.writing import counts_of, write_history
from pamong.performance.models import HistoryUpload


def _plan(upload: HistoryUpload, on: date) -> HistoryPlan:
    with intake.opened(upload) as file:
        told = upload.shown
        found = read_history(file, upload.name, told.get("one", ""), told.get("columns"))
    within = import_reach(scope_of(upload.user, on))
    return plan_history(upload.agency, found, on, within=within)


def _show(upload: HistoryUpload, plan: HistoryPlan) -> None:
    counts = counts_of(plan)
    upload.shown = shown_plan(plan)
    upload.added, upload.changed = counts.added, counts.changed
    upload.unchanged, upload.rejected = counts.unchanged, counts.rejected


HISTORY = intake.Kind(_plan, _show, write_history, kept=("headings", "rejected", "findings"))


@transaction.atomic
def receive_history(
    agency: Agency, file: "File[Any]", *, one: str = "", by: User, on: date
) -> HistoryUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_history(scope_of(by, on), agency))
    upload = HistoryUpload(agency=agency, user=by, uploaded_on=on, shown={"one": one})
    changes = {"file": intake.receive(upload, HISTORY, file)}
    record("performance.history_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_history_columns(
    upload: HistoryUpload, columns: Mapping[str, int], *, by: User, on: date
) -> HistoryUpload:
    """Read the fields from these columns instead; the file is looked at again from the start."""
    upload = intake.lock_intake(upload)
    require(can_choose_history_columns(scope_of(by, on), upload))
    changes = intake.choose_columns(upload, HISTORY, columns, on)
    record("performance.history_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_history(upload: HistoryUpload, *, is_partial: bool, by: User, on: date) -> HistoryUpload:
    """Write what was shown; what would now do something else is shown anew instead."""
    upload = intake.lock_intake(upload)
    require(can_import_history(scope_of(by, on), upload))
    intake.write(upload, HISTORY, is_partial=is_partial, by=by, on=on)
    return upload


@transaction.atomic
def drop_history(upload: HistoryUpload, *, by: User, on: date) -> HistoryUpload:
    """Delete the file without importing anything."""
    upload = intake.lock_intake(upload)
    require(can_drop_history(scope_of(by, on), upload))
    if intake.drop(upload):
        record("performance.history_dropped", upload, by=by, on=on)
    return upload
