"""What `pamong import history` does: the same reading and writing as in the browser."""

from pathlib import Path

import click

from pamong.access.clock import today
from pamong.access.models import User
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.files import brings_file, end, keep_rejected, opened, refused, say_rejected
from pamong.cli.refusing import say
from pamong.ledger.actions import Shell
from pamong.people.importing.actions import ImportResult
from pamong.people.importing.reach import import_reach
from pamong.people.scope import scope_for
from pamong.performance.history.columns import LABELS
from pamong.performance.history.plan import HistoryPlan, plan_history
from pamong.performance.history.reading import HistoryFile, read_history
from pamong.performance.history.showing import shown_plan
from pamong.performance.history.wording import change_lines
from pamong.performance.history.writing import (
    counts_of,
    write_history,
)
from pamong.ui.dates import say_days


@click.command()
@brings_file
@click.option(
    "--one",
    type=click.Choice(["above", "below"]),
    default=None,
    help="What 1 means where ratings are figures: above or below expectations.",
)
def history(
    file: Path,
    dry_run: bool,
    partial: bool,
    one: str | None,
    code: str | None,
    name: str | None,
    rejected: Path | None,
) -> None:
    """Import scores and predicates of earlier years from XLSX, XLS, ODS, CSV or JSON, one row a period.

    \b
    Example: pamong import history riwayat.xlsx --dry-run
    """
    agency, by = chosen_agency(code), caller(name)
    on = today(agency.time_zone)
    within = import_reach(scope_for(by, on))
    plan = plan_history(agency, _read(file, one or ""), on, within=within)
    _say(plan, listing=dry_run)
    keep_rejected(rejected, plan.rejected, lambda: shown_plan(plan))
    counts = counts_of(plan)
    if not dry_run:
        counts = _write(plan, file.name, by, partial=partial)
    end(counts, plan.rejected, is_whole=not (dry_run or partial))


def _read(file: Path, one: str) -> HistoryFile:
    with opened(file) as stream:
        return read_history(stream, file.name, one)


def _write(plan: HistoryPlan, name: str, by: User | Shell, *, partial: bool) -> ImportResult:
    on = today(plan.agency.time_zone)
    with refused("earlier results"):
        return write_history(plan, name, partial=partial, by=by, on=on)


def _say(plan: HistoryPlan, *, listing: bool) -> None:
    columns = plan.file.columns
    for name, place in columns.places.items():
        say(f"column: {columns.headings[place]} → {LABELS[name]}")
    if columns.unread:
        say(f"not read: {', '.join(columns.unread)}")
    for change in plan.changes if listing else ():
        word = "changed" if change.standing else "added"
        told = "; ".join(change_lines(change))
        days = say_days(*change.days)
        say(f"{word}: line {change.line}: {change.employee}: {days}: {told}")
    for sentence in plan.findings:
        say(f"finding: {sentence}")
    say_rejected(plan.rejected)
