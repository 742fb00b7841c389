"""The first agency, made by the file that is imported into an install without any."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from django.core.exceptions import ValidationError
from django.db import transaction

from pamong.access.clock import today
from pamong.cli.callers import NO_AGENCY, chosen_agency
from pamong.cli.refusing import stop
from pamong.ledger.actions import SHELL
from pamong.people.agencies.actions import AgencyFacts, add_agency
from pamong.people.agencies.naming import DEFAULT_CODE, UNNAMED
from pamong.people.importing.parsing import Parsed
from pamong.people.models import Agency


@dataclass(slots=True)
class Home:
    """The agency that a file goes into; a new one stays only when something was imported."""

    agency: Agency
    is_filled: bool = False


def standing_agency(code: str | None, name: str | None) -> Agency | None:
    """The agency of the code or the only one; nothing where there is none, which no account may make."""
    if Agency.objects.exists():
        return chosen_agency(code)
    if name:
        stop(NO_AGENCY)
    return None


@contextmanager
def home_of(standing: Agency | None, parsed: Parsed, code: str | None) -> Iterator[Home]:
    """The agency that stands, or the first of all: it is taken back if nothing goes into it."""
    if standing:
        yield Home(standing)
        return
    with transaction.atomic():
        home = Home(_first(parsed, code or DEFAULT_CODE))
        yield home
        if not home.is_filled:
            transaction.set_rollback(True)


def _first(parsed: Parsed, code: str) -> Agency:
    facts = AgencyFacts(code, parsed.agency or UNNAMED)
    try:
        agency = add_agency(facts, by=SHELL, on=today())
    except ValidationError as error:
        stop(f"--agency {code}: {' '.join(error.messages)}")
    click.echo(f"new agency: {agency.code} {agency.name}")
    if agency.name == UNNAMED:
        click.echo(f'  name it then: pamong agency rename {agency.code} "NAME"')
    return agency
