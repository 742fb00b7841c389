"""A file of balances through the browser: received and looked at, written or dropped."""

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


def _plan(upload: CreditUpload, on: date) -> BalancePlan:
    with intake.opened(upload) as file:
        found = read_balances(file, upload.name, upload.shown.get("columns"))
    within = import_reach(scope_of(upload.user, on))
    return plan_balances(upload.agency, found, upload.name, on, within=within)


def _show(upload: CreditUpload, plan: BalancePlan) -> None:
    upload.shown = shown_plan(plan)
    upload.added, upload.unchanged = len(plan.changes), plan.unchanged
    upload.rejected = len(plan.rejected)


def _write(plan: BalancePlan, name: str, *, partial: bool, by: User, on: date) -> None:  # noqa: ARG001 — kinds of files share one signature
    write_balances(plan, name, by=by, on=on)


BALANCES = intake.Kind(_plan, _show, _write, kept=("headings", "rejected"))


@transaction.atomic
def receive_credits(agency: Agency, file: "File[Any]", *, by: User, on: date) -> CreditUpload:
    """Keep the file and say what it would do; nothing of it holds yet."""
    require(can_receive_credits(scope_of(by, on), agency))
    upload = CreditUpload(agency=agency, user=by, uploaded_on=on)
    changes = {"file": intake.receive(upload, BALANCES, file)}
    record("performance.credits_received", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def choose_credit_columns(
    upload: CreditUpload, columns: Mapping[str, int], *, by: User, on: date
) -> CreditUpload:
    """Read the fields from these columns instead; the file is looked at again from the start."""
    upload = intake.lock_intake(upload)
    require(can_choose_credit_columns(scope_of(by, on), upload))
    changes = intake.choose_columns(upload, BALANCES, columns, on)
    record("performance.credit_columns_chosen", upload, by=by, on=on, changes=changes)
    return upload


@transaction.atomic
def import_credits(upload: CreditUpload, *, is_partial: bool, by: User, on: date) -> CreditUpload:
    """Enter what was shown; what would now do something else is shown anew instead."""
    upload = intake.lock_intake(upload)
    require(can_import_credits(scope_of(by, on), upload))
    intake.write(upload, BALANCES, is_partial=is_partial, by=by, on=on)
    return upload


@transaction.atomic
def drop_credits(upload: CreditUpload, *, by: User, on: date) -> CreditUpload:
    """Delete the file without importing anything."""
    upload = intake.lock_intake(upload)
    require(can_drop_credits(scope_of(by, on), upload))
    if intake.drop(upload):
        record("performance.credits_dropped", upload, by=by, on=on)
    return upload
