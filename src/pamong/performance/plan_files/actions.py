"""A file of plans through the browser: received and looked at, written or dropped."""

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
from pamong.performance.models import PlanFile
from pamong.performance.plan_files.permissions import (
    can_drop_planfile,
    can_import_planfile,
    can_receive_planfile,
)
from pamong.performance.plan_files.plan import Takeover, plan_takeover
from pamong.performance.plan_files.reading import read_plans_file
from pamong.performance.plan_files.showing import shown_takeover
from pamong.performance.plan_files.writing import counts_of, write_plans_of


def _plan(file: PlanFile, on: date) -> Takeover:
    with intake.opened(file) as stream:
        read = read_plans_file(stream, file.name)
    within = import_reach(scope_of(file.user, on))
    return plan_takeover(file.agency, read, file.year, on, within=within)


def _show(file: PlanFile, plan: Takeover) -> None:
    counts = counts_of(plan)
    file.shown = shown_takeover(plan)
    file.added, file.unchanged, file.rejected = counts.added, counts.unchanged, counts.rejected


def _write(plan: Takeover, _name: str, *, partial: bool, by: User, on: date) -> None:
    write_plans_of(plan, partial=partial, by=by, on=on)


PLANS = intake.Kind(_plan, _show, _write)


@transaction.atomic
def receive_planfile(
    agency: Agency, file: "File[Any]", *, year: int, by: User, on: date
) -> PlanFile:
    """Keep the file and say what it would do; no plan of it stands yet."""
    require(can_receive_planfile(scope_of(by, on), agency))
    held = PlanFile(agency=agency, user=by, year=year, uploaded_on=on)
    changes = {"file": intake.receive(held, PLANS, file), "year": [None, year]}
    record("performance.planfile_received", held, by=by, on=on, changes=changes)
    return held


@transaction.atomic
def import_planfile(file: PlanFile, *, is_partial: bool, by: User, on: date) -> PlanFile:
    """Write what was shown; what would now do something else is shown anew instead."""
    file = intake.lock_intake(file)
    require(can_import_planfile(scope_of(by, on), file))
    if intake.write(file, PLANS, is_partial=is_partial, by=by, on=on):
        record("performance.planfile_imported", file, by=by, on=on)
    return file


@transaction.atomic
def drop_planfile(file: PlanFile, *, by: User, on: date) -> PlanFile:
    """Delete the file without importing anything."""
    file = intake.lock_intake(file)
    require(can_drop_planfile(scope_of(by, on), file))
    if intake.drop(file):
        record("performance.planfile_dropped", file, by=by, on=on)
    return file
