"""`pamong import national`: fetch from the national system; a person confirms what came, as ever."""

import sys

import click
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.clock import now, today
from pamong.access.models import User
from pamong.cli.callers import caller, chosen_agency
from pamong.cli.refusing import say, stop
from pamong.performance.models import NationalFetch
from pamong.performance.national_source.actions import ask_fetch, run_fetch

Status = NationalFetch.Status


@click.command()
@click.argument("kind", type=click.Choice(NationalFetch.Kind.values))
@click.option("--agency", "code", help="The agency's code, when there are several.")
@click.option("--as", "name", required=True, help="The account that will confirm what comes.")
def national(kind: str, code: str | None, name: str) -> None:
    """Fetch people, plans or ratings with the adapter of PAMONG_NATIONAL_ADAPTER.

    Nothing is written: what came waits for the account named by --as, in the browser.

    \b
    Example: pamong import national people --as 198003142006042007
    """
    agency, by = chosen_agency(code), caller(name)
    assert isinstance(by, User)
    on = today(agency.time_zone)
    try:
        fetch = run_fetch(ask_fetch(agency, kind, by=by, on=on), on=on, at=now())
    except PermissionDenied:
        stop("this account may not fetch from the national system")
    except ValidationError as error:
        stop(error.messages[0])
    if fetch.status == Status.FAILED:
        say(fetch.failure, err=True)
        sys.exit(1)
    say(f"fetched {fetch.records}")
