"""`pamong export`: what the caller may see, a line each."""

import json
import sys

import click
from django.core.exceptions import PermissionDenied

from pamong.access.clock import today
from pamong.cli.callers import caller, chosen_agency, stop
from pamong.people.directory.actions import export_people
from pamong.people.directory.queries import EXPORTED


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
    if not as_json:
        sys.stdout.write("\t".join(EXPORTED) + "\n")
    for row in rows:
        if as_json:
            line = json.dumps(row, ensure_ascii=False)
        else:
            line = "\t".join("" if value is None else str(value) for value in row.values())
        sys.stdout.write(line + "\n")
