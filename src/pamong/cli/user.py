"""`pamong user`: accounts, codes and roles from the shell; ledgered with the actor "shell"."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from django.core.exceptions import ValidationError

from pamong.cli.refusing import stop

ROLES = ("unit_admin", "treasurer", "hr", "agency_head", "auditor")


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """What cannot be done is one sentence on standard error and exit status 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ValidationError as error:
            stop(" ".join(error.messages))

    return run


def say(answer: dict[str, Any], as_json: bool) -> None:
    """Print an answer as lines, or as JSON."""
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for name, value in answer.items():
        click.echo(f"{name}: {value}")


@click.group()
def user() -> None:
    """Accounts from the shell.

    \b
    Example: pamong user code 198003142006042007
    """


@user.command()
@click.argument("name")
@click.option("--nip", help="Tie the account to the employee with this NIP.")
@click.option("--full-name", help="For an account that belongs to no employee.")
@click.option("--email", default="", help="An address to sign in with as well.")
@click.option("--agency", "code", help="The agency's code; needed with several agencies.")
@click.option("--json", "as_json", is_flag=True)
@plainly
def add(
    name: str, nip: str | None, full_name: str | None, email: str, code: str | None, as_json: bool
) -> None:
    """Add an account under NAME; it has no password until its owner sets one by a code.

    \b
    Example: pamong user add 198003142006042007 --nip 198003142006042007
    Example: pamong user add inspektur --full-name "Tono Prakoso"
    """
    from pamong.cli.accounts import added

    made = added(name, nip=nip, full_name=full_name, email=email, agency_code=code)
    say({"account": made.sign_in_name, "name": made.name}, as_json)


@user.command()
@click.argument("name")
@click.option("--reset-second-factor", is_flag=True, help="The phone is lost: take it away.")
@click.option("--json", "as_json", is_flag=True)
@plainly
def code(name: str, reset_second_factor: bool, as_json: bool) -> None:
    """Issue a one-time code for the account NAME (NIP, sign-in name or e-mail); printed once.

    \b
    Example: pamong user code dewi@contoh.go.id
    """
    from pamong.cli.accounts import code_for

    issued = code_for(name, resets_factor=reset_second_factor)
    say(
        {
            "account": issued.user.sign_in_name,
            "code": issued.text,
            "valid until": issued.expires_at.isoformat(timespec="minutes"),
        },
        as_json,
    )


@user.command()
@click.argument("name")
@click.argument("role_name", metavar="ROLE", type=click.Choice(ROLES))
@click.option("--unit", "unit_code", help="The code of the unit, for unit_admin and treasurer.")
@click.option("--agency", "code", help="The agency's code; needed with several agencies.")
@click.option("--end", is_flag=True, help="End the role instead.")
@click.option("--json", "as_json", is_flag=True)
@plainly
def role(
    name: str, role_name: str, unit_code: str | None, code: str | None, end: bool, as_json: bool
) -> None:
    """Give the account NAME a role, or end it.

    \b
    Example: pamong user role 198003142006042007 hr
    Example: pamong user role 198003142006042007 unit_admin --unit 1.02.01
    Example: pamong user role inspektur auditor --end
    """
    from pamong.cli.accounts import role_changed

    mandate = role_changed(name, role_name, unit_code=unit_code, agency_code=code, end=end)
    say(
        {
            "account": mandate.user.sign_in_name,
            "role": mandate.role,
            "over": mandate.unit.name if mandate.unit else mandate.agency.name,
            "state": "ended" if end else "given",
        },
        as_json,
    )
