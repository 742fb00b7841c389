"""What entries are called: filled at start-up by the configuration, which knows every app."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from pamong.access.scope import Scope


@dataclass(frozen=True, slots=True)
class Coded:
    """What a field of an entry is called, and its codes: both from the rules of the entry's day."""

    label: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


ByField = Mapping[str, Coded]
Rows = Sequence[Mapping[str, Any]]

VERBS: dict[str, Any] = {}  # ledger verb → words
KINDS: dict[str, Any] = {}  # subject kind → words, in the order of the choice
GONE: list[Callable[[Iterable[UUID]], Mapping[UUID, date]]] = []  # what went by a rule, and when
CODED: list[Callable[[Scope, date, Rows], Mapping[int, ByField]]] = []  # by the entry's place
FIELDS: dict[str, Any] = {}  # changed field → words, where its model has none


def name_entries(verbs: dict[str, Any], kinds: dict[str, Any], fields: dict[str, Any]) -> None:
    """Replace the tables; the configuration calls this once, when the apps are ready."""
    for table, given in ((VERBS, verbs), (KINDS, kinds), (FIELDS, fields)):
        table.clear()
        table.update(given)
