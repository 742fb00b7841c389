"""`pamong agency`: the agencies of an install; ledgered with the actor "shell"."""

import json

import click

from pamong.access.clock import today
from pamong.cli.callers import chosen_agency
from pamong.cli.user import plainly, say
from pamong.ledger.actions import SHELL
from pamong.people.agencies.actions import ZONES, AgencyFacts, add_agency, rename_agency
from pamong.people.models import Agency

NEXT = """
Next: pamong import people FILE --agency {code} --dry-run
then: pamong user role NIP hr --agency {code}
      pamong user code NIP
"""


@click.group()
def agency() -> None:
    """Agencies: one install holds one or many, each with its own people, record and time zone.

    \b
    Example: pamong agency add wanasari --name "Kabupaten Wanasari"
    """


@agency.command()
@click.argument("code")
@click.option("--name", required=True, help="The name as it stands on papers.")
@click.option(
    "--time-zone",
    "zone",
    type=click.Choice(list(ZONES), case_sensitive=False),
    default="WIB",
    show_default=True,
    help="The clock by which its days begin.",
)
@click.option("--json", "as_json", is_flag=True)
@plainly
def add(code: str, name: str, zone: str, as_json: bool) -> None:
    """Make an agency with the unit at its top; CODE is short: letters, digits and hyphens.

    \b
    Example: pamong agency add wanasari --name "Kabupaten Wanasari" --time-zone WIB
    """
    made = add_agency(AgencyFacts(code, name, zone), by=SHELL, on=today(ZONES[zone]))
    say(_facts(made), as_json)
    if not as_json:
        click.echo(NEXT.format(code=made.code).rstrip())


@agency.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_agencies(as_json: bool) -> None:
    """Every agency of this install, a line each.

    \b
    Example: pamong agency list --json
    """
    found = [_facts(one) for one in Agency.objects.order_by("code")]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for facts in found:
        click.echo("\t".join(facts.values()))


@agency.command()
@click.argument("code")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
@plainly
def rename(code: str, name: str, as_json: bool) -> None:
    """Give the agency CODE its right NAME, and the unit at its top that bore the old one.

    \b
    Example: pamong agency rename wanasari "Pemerintah Kabupaten Wanasari"
    """
    found = chosen_agency(code)
    say(_facts(rename_agency(found, name, by=SHELL, on=today(found.time_zone))), as_json)


def _facts(made: Agency) -> dict[str, str]:
    zones = {zone: word for word, zone in ZONES.items()}
    return {
        "agency": made.code,
        "name": made.name,
        "time zone": zones.get(made.time_zone, made.time_zone),
    }
