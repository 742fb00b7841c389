"""A file of balances through the browser: received and looked at, written or dropped."""

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
from pamong.performance.credit_import.permissions import (
    can_choose_credit_columns,
    can_drop_credits,
    can_import_credits,
    can_receive_credits,
)
from pamong.performance.credit_import.plan import BalancePlan, plan_balances
from pamong.performance.credit_import.reading import read_balances
from pamong.performance.credit_import.showing import shown_plan
from pamong.performance.credit_import.writing import write_balances
from pamong.performance.models import CreditUpload

Status = CreditUpload.Status


@transaction.atomic
def receive_credits(agency: Agency, file: "File[Any]", *, by: User, on: date) -> CreditUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_credits(scope_of(by, on), agency))
    upload = CreditUpload(agency=agency, user=by, uploaded_on=on, name=intake.name_of(file))
    digest = intake.keep_file(upload, file)
    _look(upload, on)
    upload.save()
    record("performance.credits_received", upload, by=by, on=on, changes={"file": digest})
    return upload


@transaction.atomic
def choose_credit_columns(
    upload: CreditUpload, columns: Mapping[str, int], *, by: User, on: date
) -> CreditUpload:
    """Read the fields from these columns instead; the file is looked at again from the start."""
    upload = intake.lock_intake(upload)
    require(can_choose_credit_columns(scope_of(by, on), upload))
    intake.refuse_closed(upload)
    before = upload.shown.get("columns")
    upload.shown |= {"columns": dict(columns)}
    _look(upload, on)
    upload.save()
    changes = {"columns": [before or None, dict(columns)]}
    record("performance.credit_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_credits(upload: CreditUpload, *, is_partial: bool, by: User, on: date) -> CreditUpload:
    """Enter what was shown; what would now do something else is shown anew instead."""
    upload = intake.lock_intake(upload)
    require(can_import_credits(scope_of(by, on), upload))
    if upload.status == Status.DONE:
        return upload
    intake.refuse_closed(upload)
    if not upload.plan_digest:
        raise ValidationError(_("Pilih dahulu kolom yang dibaca."))
    intake.refuse_rejected(upload, is_partial=is_partial)
    plan = _plan(upload, on)
    if not _written(upload, plan, by=by, on=on):
        _show(upload, plan)
        upload.shown["is_stale"] = True
        upload.save()
        return upload
    intake.finish(upload, "headings", "rejected")
    return upload


def _written(upload: CreditUpload, plan: BalancePlan, *, by: User, on: date) -> bool:
    if plan.digest() != upload.plan_digest:
        return False
    try:
        write_balances(plan, upload.name, by=by, on=on)
    except intake.StaleFileError:
        return False
    return True


@transaction.atomic
def drop_credits(upload: CreditUpload, *, by: User, on: date) -> CreditUpload:
    """Delete the file without importing anything."""
    upload = intake.lock_intake(upload)
    require(can_drop_credits(scope_of(by, on), upload))
    if upload.status == Status.DROPPED:
        return upload
    intake.refuse_closed(upload)
    intake.drop(upload)
    record("performance.credits_dropped", upload, by=by, on=on)
    return upload


def _look(upload: CreditUpload, on: date) -> None:
    """What the file would do, or the columns to choose from; does not save."""

    def show() -> None:
        try:
            _show(upload, _plan(upload, on))
        except UnknownColumnsError as error:
            kept = _answers(upload)
            upload.plan_digest, upload.shown = "", shown_columns(error.columns, error.rows) | kept

    intake.look_at(upload, show)


def _answers(upload: CreditUpload) -> dict[str, Any]:
    """What was said about the file by hand, which outlives each look at it."""
    return {"columns": upload.shown["columns"]} if "columns" in upload.shown else {}


def _plan(upload: CreditUpload, on: date) -> BalancePlan:
    with intake.opened(upload) as file:
        found = read_balances(file, upload.name, upload.shown.get("columns"))
    within = import_reach(scope_of(upload.user, on))
    return plan_balances(upload.agency, found, upload.name, on, within=within)


def _show(upload: CreditUpload, plan: BalancePlan) -> None:
    upload.status, upload.plan_digest = Status.SHOWN, plan.digest()
    upload.shown = shown_plan(plan) | _answers(upload)
    upload.added, upload.unchanged = len(plan.changes), plan.unchanged
    upload.rejected = len(plan.rejected)
