"""`pamong import plans`: agreed plans in from a file, as in the browser."""

from pathlib import Path

import click

from pamong.access.clock import today
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.files import brings_file, end, keep_rejected, opened, refused, say_rejected
from pamong.cli.refusing import say
from pamong.people.importing.reach import import_reach
from pamong.people.scope import scope_for
from pamong.performance.plan_files.drafts import PlansRead
from pamong.performance.plan_files.plan import Takeover, plan_takeover
from pamong.performance.plan_files.reading import read_plans_file
from pamong.performance.plan_files.showing import findings_of, shown_takeover
from pamong.performance.plan_files.writing import counts_of, write_plans_of


@click.command()
@brings_file
@click.option("--year", type=click.IntRange(2000, 2100), help="Where the file names no period.")
def plans(
    file: Path,
    year: int | None,
    dry_run: bool,
    partial: bool,
    code: str | None,
    name: str | None,
    rejected: Path | None,
) -> None:
    """Import agreed plans from our own template or from what the national application exports.

    \b
    Example: pamong import plans tabel.xlsx --dry-run
    """
    agency, by = chosen_agency(code), caller(name)
    on = today(agency.time_zone)
    within = import_reach(scope_for(by, on))
    plan = plan_takeover(agency, _read(file), year or on.year, on, within=within)
    _say(plan)
    keep_rejected(rejected, plan.rejected, lambda: shown_takeover(plan))
    with refused("plans"):
        counts = counts_of(plan) if dry_run else write_plans_of(plan, partial=partial, by=by, on=on)
    end(counts, plan.rejected, is_whole=not (dry_run or partial))


def _read(file: Path) -> PlansRead:
    with opened(file) as stream:
        return read_plans_file(stream, file.name)


def _say(plan: Takeover) -> None:
    if plan.read.unread:
        say(f"not read: {', '.join(plan.read.unread)}")
    for wanted in plan.added:
        say(
            f"added: line {wanted.line}: {wanted.employee.full_name}: "
            f"{wanted.starts_on} to {wanted.ends_on}, results {len(wanted.results)}"
        )
    for sentence, count, lines in findings_of(plan):
        say(f"finding: {sentence} ({count}: {lines})")
    say_rejected(plan.rejected)
