"""`pamong export`: what the caller may see, a line each."""

from pathlib import Path

import click
from django.core.exceptions import PermissionDenied

from pamong.access.clock import today
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.lines import write_lines
from pamong.cli.progress import Progress
from pamong.cli.refusing import stop
from pamong.people.directory.actions import export_people
from pamong.people.directory.queries import EXPORTED as PEOPLE
from pamong.performance.directory.actions import export_plans
from pamong.performance.directory.queries import EXPORTED as PLANS
from pamong.performance.national.actions import EVALUATIONS, Asked, export_national
from pamong.performance.national.actions import PLANS as PLANS_OUT
from pamong.performance.national.queries import unit_of

FIRST_YEAR, LAST_YEAR = 1945, 9999


@click.group()
def exports() -> None:
    """Write what the caller may see, a line each; the record says who took it.

    \b
    Example: pamong export people --json
    """


@exports.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--agency", "code", help="The agency's code, when there are several.")
@click.option("--as", "name", help="The account in whose name; without it the shell.")
def people(as_json: bool, code: str | None, name: str | None) -> None:
    """Write people in the order of their names; without --json with tabs between the values.

    \b
    Example: pamong export people --json --as 198003142006042007
    """
    agency = chosen_agency(code)
    try:
        rows = export_people(agency, by=caller(name), on=today(agency.time_zone))
    except PermissionDenied:
        stop("this account may not see people of this agency")
    write_lines(Progress().over(rows, "people written"), tuple(PEOPLE), as_json=as_json)


@exports.command()
@click.option(
    "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), required=True, help="The plans' year."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, results included.")
@click.option("--agency", "code", help="The agency's code, when there are several.")
@click.option("--as", "name", help="The account in whose name; without it the shell.")
def plans(year: int, as_json: bool, code: str | None, name: str | None) -> None:
    """Write a year's plans in the order of names; their results and indicators with --json only.

    \b
    Example: pamong export plans --year 2026 --json
    """
    agency = chosen_agency(code)
    try:
        rows = export_plans(agency, year, by=caller(name), on=today(agency.time_zone))
    except PermissionDenied:
        stop("this account may not see plans of this agency")
    write_lines(Progress().over(rows, "plans written"), PLANS, as_json=as_json)


@exports.command()
@click.option(
    "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), required=True, help="The plans' year."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Write it here (XLSX).")
@click.option("--unit", "unit_code", help="A unit's code; its own people and all below it.")
@click.option(
    "--kind", type=click.Choice([PLANS_OUT, EVALUATIONS]), default=PLANS_OUT, help="What to write."
)
@click.option("--agency", "code", help="The agency's code, when there are several.")
@click.option("--as", "name", help="The account in whose name; without it the shell.")
def national(
    year: int, out: Path, unit_code: str | None, kind: str, code: str | None, name: str | None
) -> None:
    """Write agreed plans, or set evaluations, in the field order of the national form.

    \b
    Example: pamong export national --year 2026 --unit DINKES --out e-kinerja.xlsx
    """
    agency = chosen_agency(code)
    unit = unit_of(agency, unit_code) if unit_code else None
    if unit_code and unit is None:
        stop(f"there is no unit {unit_code}")
    try:
        with out.open("wb") as stream:
            asked = Asked(kind, year, unit)
            export_national(agency, asked, stream, by=caller(name), on=today(agency.time_zone))
    except PermissionDenied:
        out.unlink(missing_ok=True)
        stop("this account may not take plans of this agency out")
    except OSError as error:
        stop(f"{out}: {error.strerror}")
    click.echo(f"written: {out}")
