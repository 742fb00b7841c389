"""`pamong documents`: the papers of a unit as PDF files, and the bundle for the inspectorate."""

import os
import sys
from pathlib import Path

import click
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.clock import now, today
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.progress import Progress
from pamong.cli.refusing import stop
from pamong.documents.filing import Filing
from pamong.documents.kinds import KINDS, Kind, whole_kinds
from pamong.ledger.actions import Actor
from pamong.people.models import Agency, Unit
from pamong.performance.national.queries import unit_of
from pamong.performance.papers.audit import Bundle
from pamong.performance.papers.taking import Asked, Failed, issued_each, take_papers

FIRST_YEAR, LAST_YEAR = 1945, 9999


@click.command()
@click.option("--unit", "unit_code", required=True, help="The unit's code; with all below it.")
@click.option(
    "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), required=True, help="The papers' year."
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder."
)
@click.option("--kind", "kinds", multiple=True, help="Only this kind (again for another).")
@click.option("--audit", is_flag=True, help="The inspectorate's bundle, with lists and digests.")
@click.option("--purpose", default="", help="What an auditor reads for; told to everybody in it.")
@click.option("--agency", "code", help="The agency's code, when there are several.")
@click.option("--as", "name", help="The account in whose name; without it the shell.")
def documents(
    unit_code: str,
    year: int,
    out: Path,
    kinds: tuple[str, ...],
    audit: bool,
    purpose: str,
    code: str | None,
    name: str | None,
) -> None:
    """Write the papers of a unit and a year as PDF, by kind; what lies there unchanged is left alone.

    It may be ended at any time and called again: no half file is left.

    \b
    Example: pamong documents --unit DINKES --year 2026 --out dokumen
    Example: pamong documents --unit DINKES --year 2026 --out audit --audit
    """
    agency, by = chosen_agency(code), caller(name)
    unit = _unit(agency, unit_code)
    asked = Asked(year, _kinds(kinds), is_audit=audit, purpose=purpose)
    filing = Filing(out)
    if "PAMONG_URL" not in os.environ:
        told = f"PAMONG_URL is not set: the codes on these papers lead to {settings.URL}"
        click.echo(told, err=True)
    failed = _write(unit, asked, filing, by, agency.time_zone)
    counts = filing.counts
    click.echo(
        f"added {counts['added']}, changed {counts['changed']}, "
        f"unchanged {counts['unchanged']}, failed {failed}"
    )
    sys.exit(1 if failed else 0)


def _write(unit: Unit, asked: Asked, filing: Filing, by: Actor, zone: str) -> int:
    tell, on, failed = Progress(), today(zone), 0
    try:
        chosen = take_papers(unit, asked, by=by, on=on)
    except PermissionDenied:
        stop("this account may not take the papers of this unit")
    except ValidationError as error:
        stop(f"--purpose: {' '.join(error.messages)}")
    filing.begin()
    bundle = Bundle(unit, asked, filing) if asked.is_audit else None
    total = sum(len(keys) for _kind, keys in chosen)
    for count, one in enumerate(issued_each(chosen, by=by, on=on, at=now()), start=1):
        if isinstance(one, Failed):
            failed += 1
            click.echo(f"{one.writing.file_name}: {one.reason}", err=True)
        else:
            path = filing.take(one)
            if bundle:
                bundle.add(path, one)
        tell("papers written", count, total)
    if bundle:
        bundle.close(by=by, on=on)
    return failed


def _unit(agency: Agency, code: str) -> Unit:
    unit = unit_of(agency, code)
    if unit is None:
        stop(f"there is no unit {code}")
    return unit


def _kinds(codes: tuple[str, ...]) -> list[Kind]:
    for code in codes:
        if code not in KINDS:
            stop(f"there is no kind {code}: write one of {', '.join(sorted(KINDS))}")
    return [KINDS[code] for code in codes] if codes else whole_kinds()
