"""`pamong snapshot`: what dashboards read, written now."""

import json

import click

from pamong.access.clock import now, today
from pamong.analytics.snapshot import ticking
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.cli.callers import NO_AGENCY, chosen_agency
from pamong.cli.refusing import stop
from pamong.people.models import Agency


@click.command()
@click.option("--agency", "code", metavar="CODE", help="Of this agency alone; of all without it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a sentence.")
def snapshot(code: str | None, as_json: bool) -> None:
    """Write what dashboards read, of what changed since the last time; the worker does it by itself.

    \b
    Example: pamong snapshot --agency wanasari
    """
    if not ticking.has_engine():
        stop("DuckDB is missing; install it by pip install duckdb")
    from pamong.analytics.snapshot.making import make_snapshot

    agencies = [chosen_agency(code)] if code else list(Agency.objects.order_by("code"))
    if not agencies:
        stop(NO_AGENCY)
    busy = False
    for agency in agencies:
        made = make_snapshot(agency, day=today(agency.time_zone), clock=now)
        busy = busy or made is None
        if made is None:
            click.echo(f"{agency.code}: another process is writing it; try again later", err=True)
        elif as_json:
            click.echo(json.dumps(_told(agency, made)))
        else:
            click.echo(f"{agency.code}: {made.id}, {made.rows:,} rows, {made.size:,} bytes")
    if busy:
        raise SystemExit(1)


def _told(agency: Agency, made: Snapshot) -> dict[str, object]:
    return {
        "agency": agency.code,
        "id": made.id,
        "made_at": made.made_at.isoformat(),
        "seconds": made.seconds,
        "ledger_sequence": made.sequence,
        "ledger_head": made.head,
        "tables": {
            name: {year: part.rows for year, part in parts.items()}
            for name, parts in made.tables.items()
        },
    }
