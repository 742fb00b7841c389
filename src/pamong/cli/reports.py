"""`pamong reports …`: the yearly report of an agency and the monthly brief, as PDF or as a text to edit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from django.core.exceptions import PermissionDenied

from pamong.access.clock import now, today
from pamong.access.scope import Scope
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.refusing import stop
from pamong.ledger.actions import Actor
from pamong.people.models import Agency, Unit

FIRST_YEAR, LAST_YEAR = 1945, 9999
PDF, TEXT = ".pdf", ".docx"
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file; it ends in .pdf or .docx.",
)
AGENCY = click.option("--agency", "code", help="The agency's code, when there are several.")
NAME = click.option("--as", "name", help="The account in whose name; without it the shell.")


@click.group()
def reports() -> None:
    """The yearly performance report, and the brief of a month on one page.

    \b
    Example: pamong reports brief --month 2026-10 --out oktober.pdf
    """


@reports.command("yearly")
@click.option(
    "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), required=True, help="Of which year."
)
@OUT
@AGENCY
@NAME
def yearly(year: int, out: Path, code: str | None, name: str | None) -> None:
    """Write the yearly report as it stands; an approved one is put on record, as when it is printed.

    \b
    Example: pamong reports yearly --year 2025 --out lkjip.docx
    """
    agency, by = chosen_agency(code), caller(name)
    _ending(out)
    from pamong.analytics.annual.issuing import issue_annual_paper, text_of_report
    from pamong.analytics.models import AnnualReport

    on = today(agency.time_zone)
    rows = AnnualReport.objects.visible_to(_scope(by, agency, on)).filter(agency=agency, year=year)
    report = rows.select_related("agency", "approved_by").first()
    if report is None:
        stop(f"there is no report of {year} that this account may read")
    if out.suffix == TEXT:
        _write(out, lambda: text_of_report(report)[0])
    else:
        _write(out, lambda: issue_annual_paper(report, by=by, on=on, at=now()).pdf)
    click.echo(f"{out}: {year}, snapshot {report.snapshot}")


@reports.command("brief")
@click.option("--month", metavar="YYYY-MM", default="", help="The last whole month without it.")
@click.option("--unit", "unit_code", default="", help="A unit's code; the agency without it.")
@OUT
@AGENCY
@NAME
def brief(month: str, unit_code: str, out: Path, code: str | None, name: str | None) -> None:
    """Write the brief of an agency or unit from the snapshot that holds now.

    \b
    Example: pamong reports brief --month 2026-10 --unit DINKES --out oktober.pdf
    """
    agency, by = chosen_agency(code), caller(name)
    _ending(out)
    from pamong.analytics.brief.issuing import brief_pdf, brief_text, written
    from pamong.analytics.brief.telling import asked_of, brief_of, month_asked
    from pamong.analytics.dashboards.asking import path_read
    from pamong.analytics.dashboards.places import with_places
    from pamong.analytics.snapshot.keeping import snapshot_of

    on = today(agency.time_zone)
    scope = _scope(by, agency, on)
    snapshot = snapshot_of(agency.uuid)
    if snapshot is None:
        stop("there is no snapshot yet: run pamong snapshot")
    first = month_asked(month, snapshot.day)
    if month and f"{first:%Y-%m}" != month:
        stop(f"--month: expected a month that has begun, as 2026-10, got {month}")
    try:
        path = path_read(scope, on)
    except PermissionDenied:
        stop("this account may not read the figures of any unit")
    asked = with_places(asked_of(scope, snapshot, first), path, _unit(agency, unit_code))
    if asked is None:
        stop(f"--unit: {unit_code} is no unit whose figures this account may read")
    told = written(brief_of(asked, first), agency)
    make = brief_text if out.suffix == TEXT else brief_pdf
    _write(out, lambda: make(told))
    click.echo(f"{out}: {first:%Y-%m}, snapshot {snapshot.id}")


def _scope(by: Actor, agency: Agency, on: date) -> Scope:
    """The account's own; of the shell everything, in that agency."""
    from pamong.people.scope import scope_for

    scope = scope_for(by, on)
    if not scope.is_shell:
        return scope
    local = tuple(tuple(row) for row in agency.local_packs)
    months = frozenset(agency.monthly_years)
    return replace(scope, agency_id=agency.pk, local_packs=local, monthly_years=months)


def _unit(agency: Agency, code: str) -> str:
    if not code:
        return ""
    unit = Unit.objects.filter(agency=agency, code=code).first()
    if unit is None:
        stop(f"--unit: there is no unit {code}")
    return str(unit.uuid)


def _ending(out: Path) -> None:
    if out.suffix not in {PDF, TEXT}:
        stop(f"--out: expected a name that ends in {PDF} or {TEXT}, got {out}")


def _write(out: Path, make: Callable[[], bytes]) -> None:
    from pamong.documents.editable import NoWriter

    try:
        out.write_bytes(make())
    except NoWriter as lost:
        stop(f"{lost.part} is missing; install it by pip install 'pamong[docx]'")
