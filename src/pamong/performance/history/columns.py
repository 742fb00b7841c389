"""Which column is what, by its heading and never by its place."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pamong.documents.cells import text_of
from pamong.documents.choosing import likely_headings
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.people.importing.folding import folded_heading

LOOKED_AT = 30
NIP = "nip"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    "year": gettext_lazy("Tahun"),
    "half": gettext_lazy("Semester"),
    "starts_on": pgettext_lazy("first day", "Dari"),
    "ends_on": pgettext_lazy("last day", "Sampai"),
    "results_score": gettext_lazy("Nilai SKP"),
    "behaviour_score": gettext_lazy("Nilai perilaku"),
    "score": gettext_lazy("Nilai"),
    "new_idea": gettext_lazy("Ide baru"),
    "asked": gettext_lazy("Penilai perilaku"),
    "results": gettext_lazy("Rating hasil kerja"),
    "behaviour": gettext_lazy("Rating perilaku"),
    "predicate": gettext_lazy("Predikat"),
    "converted": gettext_lazy("Nilai konversi"),
    "joined": gettext_lazy("Nilai gabungan"),
}
WHEN = ("year", "starts_on")
SAID = ("predicate", "results_score", "results")


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, and the place of each field that is read."""

    headings: Sequence[str]
    places: Mapping[str, int]

    @property
    def is_enough(self) -> bool:
        """Whether a row says who, when and how it was."""
        told = self.places.keys()
        return NIP in told and bool(told & set(WHEN)) and bool(told & set(SAID))

    @property
    def unread(self) -> list[str]:
        """The headings of what is left out."""
        taken = set(self.places.values())
        return [text for place, text in enumerate(self.headings) if text and place not in taken]


@cache
def _words() -> dict[str, list[str]]:
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    fields: dict[str, list[str]] = tomllib.loads(text)["fields"]
    return fields


class UnknownColumnsError(UnusableFileError):
    """No heading row was recognised; carries the likeliest, to be chosen from."""

    def __init__(self, columns: Columns, rows: list[Row]) -> None:
        super().__init__(
            _(
                "Judul kolom belum dikenali. Perlu NIP, Tahun atau Dari dan Sampai, dan Predikat atau "
                "nilainya; pakailah judul dari tabel kosong."
            )
        )
        self.columns, self.rows = columns, rows


def find_table(
    sheets: Sequence[Sheet], chosen: Mapping[str, int] | None = None
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            found = _guess([text_of(cell) for cell in row.cells])
            if found.is_enough:
                return _chosen(found, chosen), sheet.rows[index + 1 :]
    sheet = next(sheet for sheet in sheets if sheet.rows)
    place = likely_headings(sheet.rows)
    found = _guess([text_of(cell) for cell in sheet.rows[place].cells])
    rows = sheet.rows[place + 1 :]
    if not chosen:
        raise UnknownColumnsError(found, rows)
    return _chosen(found, chosen), rows


def _chosen(found: Columns, chosen: Mapping[str, int] | None) -> Columns:
    if not chosen:
        return found
    known = {name: place for name, place in chosen.items() if place < len(found.headings)}
    return Columns(found.headings, known)


def _guess(headings: Sequence[str]) -> Columns:
    folded = [folded_heading(text) for text in headings]
    places: dict[str, int] = {}
    for name in LABELS:
        for word in _words()[name]:
            if word in folded and folded.index(word) not in places.values():
                places[name] = folded.index(word)
                break
    return Columns(headings, places)
