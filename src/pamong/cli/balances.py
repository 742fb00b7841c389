"""What `pamong import credits` does: the same reading and writing as in the browser."""

from datetime import date
from pathlib import Path

import click

from pamong.access.clock import today
from pamong.access.models import User
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.files import brings_file, end, keep_rejected, opened, refused, say_rejected
from pamong.cli.refusing import say, stop
from pamong.people.importing.actions import ImportResult
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.scope import scope_for
from pamong.performance.credit_import.columns import LABELS
from pamong.performance.credit_import.plan import BalancePlan, plan_balances
from pamong.performance.credit_import.reading import read_balances
from pamong.performance.credit_import.showing import lines_of, shown_plan
from pamong.performance.credit_import.writing import write_balances

NOBODY = "name with --as who enters the balances: another person confirms them"


@click.command()
@brings_file
def credits_(
    file: Path,
    dry_run: bool,
    partial: bool,
    code: str | None,
    name: str | None,
    rejected: Path | None,
) -> None:
    """Import balances of angka kredit from XLSX, XLS, ODS or CSV, one row a person by NIP; another confirms.

    \b
    Example: pamong import credits saldo.xlsx --as 199001012015011001 --dry-run
    """
    agency, by = chosen_agency(code), caller(name)
    if not isinstance(by, User):
        stop(NOBODY)
    on = today(agency.time_zone)
    plan = _planned(agency, file, by, on)
    _say(plan, listing=dry_run)
    keep_rejected(rejected, plan.rejected, lambda: shown_plan(plan))
    is_whole = not (dry_run or partial)
    if not dry_run and not (is_whole and plan.rejected):
        _write(plan, file.name, by, on)
    added = 0 if is_whole and plan.rejected else len(plan.changes)
    end(
        ImportResult(added, 0, plan.unchanged, len(plan.rejected)), plan.rejected, is_whole=is_whole
    )


def _planned(agency: Agency, file: Path, by: User, on: date) -> BalancePlan:
    with opened(file) as stream:
        found = read_balances(stream, file.name)
    return plan_balances(agency, found, file.name, on, within=import_reach(scope_for(by, on)))


def _write(plan: BalancePlan, name: str, by: User, on: date) -> None:
    with refused("balances"):
        write_balances(plan, name, by=by, on=on)


def _say(plan: BalancePlan, *, listing: bool) -> None:
    columns = plan.file.columns
    for name, place in columns.places.items():
        say(f"column: {columns.headings[place]} → {LABELS[name]}")
    if columns.unread:
        say(f"not read: {', '.join(columns.unread)}")
    for change in plan.changes if listing else ():
        word = "corrected" if change.corrects else "added"
        say(f"{word}: line {change.line}: {change.employee}: {'; '.join(lines_of(change))}")
    say_rejected(plan.rejected)
