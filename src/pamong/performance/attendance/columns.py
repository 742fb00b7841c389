"""Which column is what: as the agency chose last time, else by the heading; never by the order."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.documents.choosing import likely_headings
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.people.importing.folding import folded_heading
from pamong.performance.models import Attendance

LOOKED_AT = 30
NIP = "nip"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    **{
        field.name: field.verbose_name
        for field in Attendance._meta.concrete_fields
        if field.name in Attendance.FIELDS
    },
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, and the place of each field that is read."""

    headings: Sequence[str]
    places: Mapping[str, int]

    @property
    def is_enough(self) -> bool:
        """Whether a row says who, and anything about the month."""
        return NIP in self.places and len(self.places) > 1

    @property
    def read(self) -> dict[str, str]:
        """Field by heading, to be proposed for the next file."""
        return {name: self.headings[place] for name, place in self.places.items()}

    @property
    def unread(self) -> list[str]:
        """The headings of what is left out."""
        taken = set(self.places.values())
        return [text for place, text in enumerate(self.headings) if text and place not in taken]


class UnknownColumnsError(UnusableFileError):
    """No heading row was recognised; carries the likeliest, to be chosen from."""

    def __init__(self, columns: Columns, rows: list[Row]) -> None:
        super().__init__(_("Kolom NIP dan kolom kehadiran belum dikenali dari judulnya."))
        self.columns, self.rows = columns, rows


@cache
def _words() -> dict[str, list[str]]:
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    fields: dict[str, list[str]] = tomllib.loads(text)["fields"]
    return fields


def guess(headings: Sequence[str], kept: Mapping[str, str]) -> Columns:
    """The agency's own map first, then the words that are known; a column serves one field."""
    folded = [folded_heading(text) for text in headings]
    places: dict[str, int] = {}
    for name in LABELS:
        words = [folded_heading(kept[name])] if name in kept else []
        for word in (*words, *_words().get(name, ())):
            if word in folded and folded.index(word) not in places.values():
                places[name] = folded.index(word)
                break
    return Columns(headings, places)


def find_table(
    sheets: Sequence[Sheet], kept: Mapping[str, str], chosen: Mapping[str, int]
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            found = guess([text_of(cell) for cell in row.cells], kept)
            if found.is_enough:
                return _chosen(found, chosen), sheet.rows[index + 1 :]
    found, rows = _likely(sheets, kept)
    if not chosen:
        raise UnknownColumnsError(found, rows)
    return _chosen(found, chosen), rows


def _chosen(found: Columns, chosen: Mapping[str, int]) -> Columns:
    places = {name: place for name, place in chosen.items() if place < len(found.headings)}
    return Columns(found.headings, places) if chosen else found


def _likely(sheets: Sequence[Sheet], kept: Mapping[str, str]) -> tuple[Columns, list[Row]]:
    """Where the headings most likely stand."""
    sheet = next(sheet for sheet in sheets if sheet.rows)
    place = likely_headings(sheet.rows)
    texts = [text_of(cell) for cell in sheet.rows[place].cells]
    return guess(texts, kept), sheet.rows[place + 1 :]
