"""`pamong import`: files into Pamong, as in the browser."""

from datetime import date
from pathlib import Path

import click
from django.core.exceptions import PermissionDenied

from pamong.access.clock import today
from pamong.access.models import User
from pamong.cli.attendance import attendance
from pamong.cli.balances import credits_
from pamong.cli.callers import caller
from pamong.cli.files import end, opened
from pamong.cli.founding import home_of, standing_agency
from pamong.cli.history import history
from pamong.cli.national import national
from pamong.cli.plan_files import plans
from pamong.cli.progress import Progress
from pamong.cli.recap import recap
from pamong.cli.refusing import say, stop
from pamong.ledger.actions import Shell
from pamong.people.importing.actions import ImportResult, import_people, result_of
from pamong.people.importing.papers import write_differences, write_rejected
from pamong.people.importing.parsing import Parsed, read_people_file
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.reach import import_reach
from pamong.people.importing.said import differences_of
from pamong.people.importing.sentences import grouped
from pamong.people.importing.unit_updates import unit_change_said
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_for
from pamong.people.sentences import FIELDS


@click.group()
def imports() -> None:
    """Read a file into Pamong.

    \b
    Example: pamong import people pegawai.xlsx --dry-run
    """


@imports.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--partial", is_flag=True, help="Import the good rows although others are rejected.")
@click.option(
    "--agency",
    "code",
    help="The agency's code, when there are several; of the first one, which the file makes.",
)
@click.option("--as", "name", help="The account in whose name; without it the shell.")
@click.option("--on", "day", help="The day from which new posts and raters hold (YYYY-MM-DD).")
@click.option(
    "--unit",
    "same",
    multiple=True,
    metavar="NEW=CODE",
    help="A new unit that is an existing one: its code, then that of the unit meant.",
)
@click.option(
    "--rejected", type=click.Path(path_type=Path), help="Write rejected rows here (XLSX)."
)
@click.option(
    "--differences",
    type=click.Path(path_type=Path),
    help="Write the differences against the last file here (XLSX).",
)
def people(
    file: Path,
    dry_run: bool,
    partial: bool,
    code: str | None,
    name: str | None,
    day: str | None,
    same: tuple[str, ...],
    rejected: Path | None,
    differences: Path | None,
) -> None:
    """Import people from XLSX, XLS, ODS or CSV; columns are guessed from the headings.

    \b
    Example: pamong import people pegawai.xlsx --dry-run
    """
    tell, standing, by = Progress(), standing_agency(code, name), caller(name)
    parsed = _read(file)
    tell("read", len(parsed.people), len(parsed.people))
    with home_of(standing, parsed, code) as home:
        plan = _plan(home.agency, parsed, by, _day(day, home.agency), _meant(home.agency, same))
        _say(plan, listing=dry_run)
        _write_papers(plan, rejected, differences)
        result = result_of(plan) if dry_run else _import(plan, by, partial=partial, tell=tell)
        home.is_filled = not dry_run and bool(result.added)
    end(result, plan.rejected, is_whole=not (dry_run or partial))


def _day(text: str | None, agency: Agency) -> date:
    if text is None:
        return today(agency.time_zone)
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"--on {text}: write a day as 2026-11-25")


def _read(file: Path) -> Parsed:
    with opened(file) as stream:
        return read_people_file(stream, file.name)


def _meant(agency: Agency, same: tuple[str, ...]) -> dict[str, int]:
    """The keys of the units meant, by the codes that new ones would get."""
    keys = dict(Unit.objects.filter(agency=agency).values_list("code", "pk"))
    found = {}
    for pair in same:
        new, _equals, code = pair.partition("=")
        if code not in keys:
            stop(f"--unit {pair}: write NEW=CODE with the code of a unit that exists")
        found[new] = keys[code]
    return found


def _plan(
    agency: Agency, parsed: Parsed, by: User | Shell, on: date, same: dict[str, int]
) -> ImportPlan:
    within = import_reach(scope_for(by, today(agency.time_zone)))
    return plan_import(agency, parsed, on, within=within, same=same)


def _import(plan: ImportPlan, by: User | Shell, *, partial: bool, tell: Progress) -> ImportResult:
    on = today(plan.agency.time_zone)
    try:
        return import_people(plan.agency, plan, by=by, on=on, partial=partial, tell=tell)
    except PermissionDenied:
        stop("this account may not import people")


def _write_papers(plan: ImportPlan, rejected: Path | None, differences: Path | None) -> None:
    if rejected and plan.rejected:
        with rejected.open("wb") as stream:
            write_rejected(stream, plan)
    found = differences_of(plan)
    if found is None:
        return
    came, left, changed = len(found.came), len(found.left), len(found.changed)
    say(
        f"since {found.file.name} of {found.file.imported_on}: "
        f"came {came}, left {left}, changed {changed}"
    )
    if differences:
        with differences.open("wb") as stream:
            write_differences(stream, found)


def _say(plan: ImportPlan, *, listing: bool) -> None:
    _say_columns(plan.parsed)
    _say_units(plan)
    for change in plan.unit_updates:
        say(f"unit changed: {unit_change_said(change)}")
    for post in plan.posts:
        say(f"new position: {post.facts.name}")
    for update in plan.post_updates:
        values = ", ".join(f"{name} {old} → {new}" for name, old, new in update.values)
        say(f"position changed: {update.name}: {values}")
    if plan.moves:
        say(f"moves: {plan.moves} (their plans end the day before {plan.on})")
    for given in plan.returns:
        names = ", ".join(one.name for one in given.people)
        say(f"given back from {plan.on}: {given.name} ({given.unit}): {names}")
    if listing:
        _say_changes(plan)
    _say_findings(plan)


def _say_findings(plan: ImportPlan) -> None:
    for word, findings in (("read", plan.readings), ("finding", plan.findings)):
        for group in grouped(findings):
            say(f"{word}: {group.sentence} ({len(group.lines)}: {group.first_lines})")
    for row in plan.rejected:
        say(f"rejected: line {row.line}: {row.reason}")


def _say_units(plan: ImportPlan) -> None:
    """The new units, each with the existing ones that its name may mean and how to say so."""
    near = {unit.code: unit.refs for unit in plan.near}
    known = Unit.objects.in_bulk({ref for refs in near.values() for ref in refs})
    for unit in plan.units:
        say(f"new unit: {unit.code} {unit.name}")
        for ref in near.get(unit.code, ()):
            meant = known[ref]
            say(f"  {meant.code} {meant.name}? then: --unit {unit.code}={meant.code}")


def _say_columns(parsed: Parsed) -> None:
    for guess in parsed.columns.used:
        say(f"column: {guess.heading} → {FIELDS[guess.field]}")
    for word, headings in (("kept", parsed.columns.private), ("read", parsed.columns.unknown)):
        if headings:
            say(f"not {word}: {', '.join(headings)}")


def _say_changes(plan: ImportPlan) -> None:
    for change in plan.touched():
        shown = {name: (old, new) for name, (old, new) in change.fields.items()} | change.shown
        if change.employee is None:
            said = "; ".join([change.name, *change.acting])
            say(f"added: line {change.row.line}: {said}")
            continue
        parts = [
            f"{FIELDS.get(name, name)}: {old or '–'} → {new}" for name, (old, new) in shown.items()
        ]
        parts += [f"{FIELDS['acting']}: – → {said}" for said in change.acting]
        say(f"changed: line {change.row.line}: {change.name}: {'; '.join(parts)}")


imports.add_command(attendance)
imports.add_command(credits_, "credits")
imports.add_command(history)
imports.add_command(plans)
imports.add_command(national)
imports.add_command(recap)
