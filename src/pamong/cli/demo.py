"""`pamong demo`: an install filled with invented people in a real regency, served."""

import gc
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from pamong.access.clock import now, today
from pamong.cli.refusing import stop
from pamong.cli.serve import free_port, run
from pamong.config.checks import refuse_unsafe_start
from pamong.config.upkeep import collect_static, migrate_if_needed, pending_migrations
from pamong.demo.accounts import kept_accounts, open_accounts
from pamong.demo.fill import EMPTY, FULL, HALF, STRANGE, fill, state_of_install
from pamong.ledger import triggers
from pamong.people.models import Agency

PEOPLE, FEWEST = 2000, 60


@click.command()
@click.option("--no-serve", is_flag=True, help="Fill only.")
@click.option("--people", default=PEOPLE, show_default=True, help="How many people.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
def demo(no_serve: bool, people: int, host: str) -> None:
    """Fill an empty install with the demonstration and serve it; a filled one is served.

    \b
    Example: PAMONG_DATA=/tmp/pamong pamong demo
    """
    if not no_serve:
        refuse_unsafe_start()
        free_port(host)  # said before the long filling
    if people < FEWEST:
        stop(f"the demonstration needs at least {FEWEST} people.")
    if pending_migrations():
        click.echo(f"Preparing the tables in {settings.DATA}.")
    migrate_if_needed()
    prepare(people)
    if no_serve:
        return
    collect_static()
    sys.exit(run(host, free_port(host)))


def prepare(people: int) -> None:
    """Fill what is empty, begin anew what was left half filled, and show the sign-ins."""
    state = state_of_install()
    if state == STRANGE:
        stop(
            f"the install in {settings.DATA} holds data that is not the demonstration's; "
            "name another folder in PAMONG_DATA."
        )
    if state == HALF:
        click.echo("The demonstration was left half filled: beginning anew.")
        empty()
    folder = Path(settings.DATA)
    if state in {EMPTY, HALF}:
        click.echo(f"Filling Pamong with the demonstration in {folder}.")
        began = time.monotonic()
        with at_speed():
            fill(people, today(), _tell)
        click.echo(f"Filled in {time.monotonic() - began:.0f} seconds.")
    shown = kept_accounts(folder) if state == FULL else ""
    if not shown:
        agency = Agency.objects.get(is_demo=True)
        shown = open_accounts(agency, folder, on=today(), at=now())
    click.echo("\nInvented people in the real offices of a regency. Sign-ins to try:\n")
    click.echo(shown)
    sys.stdout.flush()


def _tell(line: str) -> None:
    click.echo(f"  {line}")
    sys.stdout.flush()


@contextmanager
def at_speed() -> Iterator[None]:
    """What is half filled is begun anew, so a lost write costs nothing here."""
    is_sqlite = connection.vendor == "sqlite"
    gc.disable()
    try:
        if is_sqlite:
            connection.cursor().execute("PRAGMA synchronous=OFF")
        yield
    finally:
        gc.enable()
        if is_sqlite:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.cursor().execute("PRAGMA synchronous=FULL")


def empty() -> None:
    """Take a half-filled demonstration away, whole; nobody else's record is ever opened for this."""
    with transaction.atomic():
        triggers.drop(connection)
        call_command("flush", interactive=False, verbosity=0)
        triggers.create(connection)
    shutil.rmtree(settings.FILES, ignore_errors=True)
