"""`pamong ledger verify`: is the record whole?"""

import sys

import click

from pamong.cli.progress import Progress
from pamong.ledger.queries import first_fault, overall_head, reaches


@click.group()
def ledger() -> None:
    """The append-only record."""


@ledger.command()
@click.option("--head", help="The digest that a backup printed: shows a tail that was cut off.")
def verify(head: str | None) -> None:
    """Walk the record and name the first row that was altered, removed or reordered.

    \b
    Example: pamong ledger verify --head 3f5a…
    """
    if fault := first_fault(Progress()):
        click.echo(f"{fault.reason}: row {fault.sequence} of {fault.agency_uuid}")
        sys.exit(1)
    if head and not reaches(head):
        click.echo(f"the record does not reach back to {head}: rows were cut off")
        sys.exit(1)
    click.echo(f"the record is whole; head {overall_head()}")
