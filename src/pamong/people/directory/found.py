"""What other apps find beside people for the same words: groups handed over at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from pamong.access.scope import Scope
from pamong.ui.tables import Table


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one kind, each of which the scope may see, and where more of them are."""

    title: Any
    table: Table
    cursor: str = ""


class Finder(Protocol):
    """Finds by words; a few rows beside the other kinds, or a page of them."""

    def __call__(self, scope: Scope, text: str, after: str, *, is_part: bool) -> Found | None:
        """The rows behind the cursor."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that can be looked for alone."""

    title: Any
    find: Finder


KINDS: dict[str, Kind] = {}
OF_PEOPLE: list[Callable[[Scope, list[int], date], Found | None]] = []


def groups_beside(scope: Scope, text: str, keys: list[int], on: date) -> list[dict[str, Any]]:
    """A few rows of each kind, with the way to more."""
    whole = ((kind, one.find(scope, text, "", is_part=True)) for kind, one in KINDS.items())
    found = [("", find(scope, keys, on)) for find in OF_PEOPLE] + list(whole)
    return [
        {
            "title": one.title,
            "rows": one.table,
            "more": f"?{urlencode({'q': text, 'in': kind})}" if one.cursor else "",
        }
        for kind, one in found
        if one
    ]


def kind_context(scope: Scope, kind: str, text: str, after: str) -> dict[str, Any]:
    """A page of one kind."""
    one = KINDS[kind].find(scope, text, after, is_part=False)
    more = {"q": text, "in": kind, "after": one.cursor if one else ""}
    return {
        "kind": kind,
        "kept": {"in": kind},
        "kind_title": KINDS[kind].title,
        "table": one.table if one else None,
        "next_url": f"?{urlencode(more)}" if one and one.cursor else "",
        "every_url": f"?{urlencode({'q': text})}",
    }
