"""Which column is what, by its heading, and the words that cells may say."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, Sheet
from pamong.people.importing.folding import folded, has_word

LOOKED_AT = 40
Places = Mapping[str, int]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))


def places_in(row: Row) -> dict[str, int]:
    """Field by column; of two headings for one field the better named counts."""
    named = [folded(text_of(cell)) for cell in row.cells]
    found = {}
    for name, words in _table()["fields"].items():
        place = next((named.index(word) for word in words if word in named), None)
        if place is not None:
            found[name] = place
    return found


def heading_of(sheet: Sheet) -> tuple[int, Places] | None:
    """Where the sheet's heading row stands: of results with indicators, or of parts of a plan."""
    for place, row in enumerate(sheet.rows[:LOOKED_AT]):
        found = places_in(row)
        if {"text", "name"} <= found.keys() or {"nip", "part", "content"} <= found.keys():
            return place, found
    return None


def says(text: str, word: str) -> bool:
    """Whether a cell says one of the words of a meaning."""
    return has_word(folded(text), _table()["words"][word])


def unread_in(row: Row, places: Places) -> list[str]:
    """The headings that mean nothing here."""
    used = set(places.values())
    texts: Sequence[str] = [text_of(cell) for cell in row.cells]
    return [text for place, text in enumerate(texts) if text and place not in used]
