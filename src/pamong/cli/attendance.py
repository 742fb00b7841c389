"""What `pamong import attendance` does: the same reading and writing as in the browser."""

from datetime import date
from pathlib import Path

import click
from django.core.exceptions import ValidationError

from pamong.access.clock import today
from pamong.access.models import User
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.files import brings_file, end, keep_rejected, opened, refused, say_rejected
from pamong.cli.refusing import say, stop
from pamong.ledger.actions import Shell
from pamong.people.importing.actions import ImportResult
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.scope import scope_for
from pamong.performance.attendance.columns import LABELS
from pamong.performance.attendance.plan import AttendancePlan, plan_attendance
from pamong.performance.attendance.queries import kept_columns
from pamong.performance.attendance.reading import AttendanceFile, read_attendance
from pamong.performance.attendance.showing import shown_plan
from pamong.performance.attendance.writing import (
    counts_of,
    write_attendance,
)
from pamong.performance.months import parse_month


@click.command()
@brings_file
@click.option("--month", "text", required=True, help="The month that the file is of (YYYY-MM).")
def attendance(
    file: Path,
    text: str,
    dry_run: bool,
    partial: bool,
    code: str | None,
    name: str | None,
    rejected: Path | None,
) -> None:
    """Import a month's attendance from XLSX, XLS, ODS or CSV, one row a person by NIP.

    \b
    Example: pamong import attendance kehadiran.xlsx --month 2026-10 --dry-run
    """
    agency, by = chosen_agency(code), caller(name)
    found = _read(file, _month(text), agency)
    within = import_reach(scope_for(by, today(agency.time_zone)))
    plan = plan_attendance(agency, found, within=within)
    _say(plan, listing=dry_run)
    keep_rejected(rejected, plan.rejected, lambda: shown_plan(plan))
    counts = counts_of(plan)
    if not dry_run:
        counts = _write(plan, file.name, by, partial=partial)
    end(counts, plan.rejected, is_whole=not (dry_run or partial))


def _month(text: str) -> date:
    try:
        return parse_month(text)
    except ValidationError:
        stop(f"--month {text}: write a month as 2026-10")


def _read(file: Path, month: date, agency: Agency) -> AttendanceFile:
    with opened(file) as stream:
        return read_attendance(stream, file.name, month, kept=kept_columns(agency))


def _write(plan: AttendancePlan, name: str, by: User | Shell, *, partial: bool) -> ImportResult:
    on = today(plan.agency.time_zone)
    with refused("attendance"):
        return write_attendance(plan, name, partial=partial, by=by, on=on)


def _say(plan: AttendancePlan, *, listing: bool) -> None:
    for name, heading in plan.file.columns.read.items():
        say(f"column: {heading} → {LABELS[name]}")
    if plan.file.columns.unread:
        say(f"not read: {', '.join(plan.file.columns.unread)}")
    for change in plan.changes if listing else ():
        parts = [
            f"{LABELS[name]}: {'–' if a is None else a} → {b}"
            for name, (a, b) in change.fields.items()
        ]
        word = "changed" if change.attendance else "added"
        say(f"{word}: line {change.line}: {change.employee}: {'; '.join(parts)}")
    for sentence in plan.findings():
        say(f"finding: {sentence}")
    say_rejected(plan.rejected)
