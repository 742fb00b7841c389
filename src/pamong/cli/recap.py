"""What `pamong import recap` does: the same reading and comparing as in the browser."""

from datetime import datetime
from pathlib import Path

import click

from pamong.access.clock import today
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.files import brings_file, end, keep_rejected, opened, refused, say_rejected
from pamong.cli.refusing import say, stop
from pamong.people.importing.actions import ImportResult
from pamong.people.scope import scope_for
from pamong.performance.models import PLAN_ITSELF
from pamong.performance.models.recap import PARTS
from pamong.performance.recap.columns import LABELS
from pamong.performance.recap.plan import RecapAsked, RecapPlan, plan_recap
from pamong.performance.recap.queries import known_headings
from pamong.performance.recap.reading import read_recap
from pamong.performance.recap.showing import findings_of, shown_plan
from pamong.performance.recap.writing import write_recap

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@brings_file
@click.option("--year", type=click.IntRange(2000, 2100), help="The year; this one by default.")
@click.option(
    "--part",
    type=click.Choice([code for code, _label in PARTS]),
    default=PLAN_ITSELF,
    help="P for plans, or the period that was rated: Q1 to Q4, 01 to 12, Y.",
)
@click.option("--as-of", "as_of", type=DAY, help="When the recap was made; today by default.")
def recap(
    file: Path,
    year: int | None,
    part: str,
    as_of: datetime | None,
    dry_run: bool,
    partial: bool,
    code: str | None,
    name: str | None,
    rejected: Path | None,
) -> None:
    """Load a recap of the national application to compare with, from XLSX, XLS, ODS or CSV; changes no plan.

    \b
    Example: pamong import recap rekap.xlsx --part P --as-of 2026-11-24 --dry-run
    """
    agency, by = chosen_agency(code), caller(name)
    on = today(agency.time_zone)
    asked = RecapAsked(year or on.year, part, as_of.date() if as_of else on)
    if asked.as_of > on:
        stop("--as-of lies ahead")
    with opened(file) as stream:
        found = read_recap(stream, file.name, known_headings(agency))
    plan = plan_recap(agency, found, asked, scope_for(by, on))
    _say(plan)
    keep_rejected(rejected, plan.rejected, lambda: shown_plan(plan))
    is_whole = not (dry_run or partial)
    if not dry_run and not (is_whole and plan.rejected):
        with refused("recaps"):
            write_recap(plan, file.name, by=by, on=on)
    counts = ImportResult(plan.added, plan.changed, plan.unchanged, len(plan.rejected))
    if is_whole and plan.rejected:
        counts = ImportResult(rejected=len(plan.rejected))
    end(counts, plan.rejected, is_whole=is_whole)


def _say(plan: RecapPlan) -> None:
    columns = plan.file.columns
    for name, place in columns.places.items():
        say(f"column: {columns.headings[place]} → {LABELS[name]}")
    if columns.unread:
        say(f"not read: {', '.join(columns.unread)}")
    for sentence in findings_of(plan):
        say(f"finding: {sentence}")
    say_rejected(plan.rejected)
