"""What follows from a verb: tasks handed over at start-up, enqueued in the entry's transaction."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from pamong.ledger.models import Entry

Enqueue = Callable[[Entry], Any]
EnqueueAct = Callable[[Sequence[Entry]], Any]
_table: dict[str, tuple[Enqueue, ...]] = {}
_acts: dict[str, EnqueueAct] = {}
_hearing: list[EnqueueAct] = []


def register(
    table: Mapping[str, tuple[Enqueue, ...]],
    acts: Mapping[str, EnqueueAct] | None = None,
    hearing: Sequence[EnqueueAct] = (),
) -> None:
    """Replace the tables; the configuration calls this once, when the apps are ready.

    `acts` are asked once for all entries of a verb that one act wrote, however many there are;
    `hearing` once for all entries of agencies in whose chain somebody listens.
    """
    _table.clear()
    _table.update(table)
    _acts.clear()
    _acts.update(acts or {})
    _hearing[:] = hearing


def react_to(entries: Sequence[Entry], heard: Collection[UUID] = ()) -> None:
    """Enqueue what follows from each entry, and from each act as a whole."""
    if not _table and not _acts:
        return
    if heard:
        for hear in _hearing:
            hear([entry for entry in entries if entry.agency_uuid in heard])
    by_verb: dict[tuple[Any, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for enqueue in _table.get(entry.verb, ()):
            enqueue(entry)
        if entry.verb in _acts:
            by_verb[entry.agency_uuid, entry.verb].append(entry)
    for (_agency, verb), told in by_verb.items():
        _acts[verb](told)
