"""`pamong ledger verify`: is the record whole?"""

import json
import sys

import click

from pamong.cli.progress import Progress
from pamong.ledger.queries import first_fault, overall_head, reaches


@click.group()
def ledger() -> None:
    """The append-only record.

    \b
    Example: pamong ledger verify
    """


@ledger.command()
@click.option("--head", help="The digest that a backup printed: shows a tail that was cut off.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a sentence.")
def verify(head: str | None, as_json: bool) -> None:
    """Walk the record and name the first row that was altered, removed or reordered.

    \b
    Example: pamong ledger verify --head 3f5a…
    """
    said = _fault(head)
    if as_json:
        whole = {"ok": not said, "fault": said or None, "head": overall_head()}
        click.echo(json.dumps(whole, ensure_ascii=False))
    else:
        click.echo(said or f"the record is whole; head {overall_head()}")
    sys.exit(1 if said else 0)


def _fault(head: str | None) -> str:
    """The first place where the record does not hold, in a sentence."""
    if fault := first_fault(Progress()):
        return f"{fault.reason}: row {fault.sequence} of {fault.agency_uuid}"
    if head and not reaches(head):
        return f"the record does not reach back to {head}: rows were cut off"
    return ""
