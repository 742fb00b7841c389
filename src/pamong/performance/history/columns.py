"""Which column is what, by its heading and never by its place."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.people.importing.folding import folded_heading

LOOKED_AT = 30
NIP = "nip"
LABELS: dict[str, Any] = {
    NIP: gettext_lazy("NIP"),
    "year": gettext_lazy("Tahun"),
    "half": gettext_lazy("Semester"),
    "starts_on": gettext_lazy("Mulai"),
    "ends_on": gettext_lazy("Selesai"),
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


def find_table(sheets: Sequence[Sheet]) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            found = _guess([text_of(cell) for cell in row.cells])
            if found.is_enough:
                return found, sheet.rows[index + 1 :]
    raise UnusableFileError(
        _(
            "Judul kolom belum dikenali. Perlu NIP, Tahun atau Mulai dan Selesai, dan Predikat atau "
            "nilainya; pakailah judul dari tabel kosong."
        )
    )


def _guess(headings: Sequence[str]) -> Columns:
    folded = [folded_heading(text) for text in headings]
    places: dict[str, int] = {}
    for name in LABELS:
        for word in _words()[name]:
            if word in folded and folded.index(word) not in places.values():
                places[name] = folded.index(word)
                break
    return Columns(headings, places)
