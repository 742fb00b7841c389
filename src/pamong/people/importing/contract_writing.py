"""Writes the contracts of a dry run; the caller holds the transaction."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pamong.ledger.actions import Draft, digest_of
from pamong.people.importing.contracts import DAY, ContractChange
from pamong.people.importing.plan import PersonChange
from pamong.people.models import Contract, Employee

BATCH = 500
FIELDS = ("valid_to", "hours_share", "letter")


def write_contracts(
    touched: Sequence[PersonChange], person: Callable[[PersonChange], Employee]
) -> list[Draft]:
    """Add and change contracts in two statements; what the record says of each."""
    wanted = [(person(change), one) for change in touched for one in change.contracts]
    rows = [(_row(employee, one), one) for employee, one in wanted]
    Contract.objects.bulk_create([r for r, one in rows if not one.row], batch_size=BATCH)
    changed = [row for row, one in rows if one.row]
    Contract.objects.bulk_update(changed, FIELDS, batch_size=BATCH)
    return list(_drafts(rows))


def _row(employee: Employee, change: ContractChange) -> Contract:
    said, row = change.said, change.row or Contract(valid_from=change.said.first)
    row.employee, row.valid_to = employee, said.last + DAY
    row.hours_share, row.letter = said.share, said.letter
    return row


def _drafts(rows: Sequence[tuple[Contract, ContractChange]]) -> Iterator[Draft]:
    for row, change in rows:
        verb = "people.contract_changed" if change.row else "people.contract_added"
        yield Draft(verb, row, _told(row, change))


def _told(row: Contract, change: ContractChange) -> dict[str, Any]:
    before = change.before
    if before is None:
        values = {"valid_from": row.valid_from, "valid_to": row.valid_to}
        return {name: [None, v] for name, v in (values | {"hours_share": row.hours_share}).items()}
    told: dict[str, Any] = {}
    if before.last + DAY != row.valid_to:
        told["valid_to"] = [before.last + DAY, row.valid_to]
    if before.share != row.hours_share:
        told["hours_share"] = [before.share, row.hours_share]
    if before.letter != row.letter:
        told["letter"] = [digest_of(text) if text else None for text in (before.letter, row.letter)]
    return told
