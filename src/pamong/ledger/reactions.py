"""What follows from a verb: tasks handed over at start-up, enqueued in the entry's transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pamong.ledger.models import Entry

Enqueue = Callable[[Entry], Any]
EnqueueAct = Callable[[Sequence[Entry]], Any]
_table: dict[str, tuple[Enqueue, ...]] = {}
_acts: dict[str, EnqueueAct] = {}


def register(
    table: Mapping[str, tuple[Enqueue, ...]], acts: Mapping[str, EnqueueAct] | None = None
) -> None:
    """Replace the tables; the configuration calls this once, when the apps are ready.

    `acts` are asked once for all entries of a verb that one act wrote, however many there are.
    """
    _table.clear()
    _table.update(table)
    _acts.clear()
    _acts.update(acts or {})


def react_to(entries: Iterable[Entry]) -> None:
    """Enqueue what follows from each entry, and from each act as a whole."""
    if not _table and not _acts:
        return
    by_verb: dict[tuple[Any, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for enqueue in _table.get(entry.verb, ()):
            enqueue(entry)
        if entry.verb in _acts:
            by_verb[entry.agency_uuid, entry.verb].append(entry)
    for (_agency, verb), told in by_verb.items():
        _acts[verb](told)
