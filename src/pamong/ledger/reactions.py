"""What follows from a verb: tasks handed over at start-up, enqueued in the entry's transaction."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pamong.ledger.models import Entry

Enqueue = Callable[[Entry], Any]
_table: dict[str, tuple[Enqueue, ...]] = {}


def register(table: Mapping[str, tuple[Enqueue, ...]]) -> None:
    """Replace the table; the configuration calls this once, when the apps are ready."""
    _table.clear()
    _table.update(table)


def react_to(entries: Iterable[Entry]) -> None:
    """Enqueue what follows from each entry."""
    if not _table:
        return
    for entry in entries:
        for enqueue in _table.get(entry.verb, ()):
            enqueue(entry)
