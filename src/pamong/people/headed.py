"""Small tables by their headings: which column is what, never by the order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, is_number, is_scientific, text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.folding import folded_heading
from pamong.people.nip import is_nip, plain_nip

LOOKED_AT, MOST = 30, 5_000


class CellError(ValueError):
    """One cell cannot be read; the sentence says which and what to write."""


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """A row whose cells have names."""

    line: int
    cells: Mapping[str, Value]

    def text(self, name: str) -> str:
        """The cell as one line of text."""
        return text_of(self.cells.get(name))

    def day(self, name: str, label: str) -> date | None:
        """The cell as a day; empty is none."""
        try:
            return day_of(self.cells.get(name))
        except NoDayError:
            raise CellError(_("%(column)s bukan tanggal.") % {"column": label}) from None

    def nip(self, name: str = "nip") -> str:
        """The NIP, which must have come as text."""
        cell = self.cells.get(name)
        if is_number(cell) or is_scientific(cell):
            raise CellError(
                _("NIP berupa angka, digit terakhirnya hilang: simpan kolom NIP sebagai teks.")
            )
        found = plain_nip(text_of(cell))
        if not is_nip(found):
            raise CellError(_("NIP kosong atau bukan 18 digit."))
        return found

    @property
    def said(self) -> str:
        """The row as it stands in the file, cut short."""
        texts = [text_of(cell) for cell in self.cells.values()]
        return " · ".join(text for text in texts if text)[:120]


def headed_rows(
    file: BinaryIO, name: str, fields: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> list[HeadedRow]:
    """The rows below the heading row that has the needed columns, in whichever sheet it is."""
    for sheet in read_spreadsheet(file, name):
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            places = _places(row, fields)
            if all(one in places for one in needed):
                return list(_rows(sheet, index, places))
    words = ", ".join(fields[one][0].capitalize() for one in needed)
    raise UnusableFileError(
        _("Judul kolom tidak ditemukan. Yang diperlukan: %(words)s.") % {"words": words}
    )


def _places(row: Row, fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    headings = [folded_heading(text_of(cell)) for cell in row.cells]
    found = {}
    for name, words in fields.items():
        place = next((headings.index(w.upper()) for w in words if w.upper() in headings), None)
        if place is not None:
            found[name] = place
    return found


def _rows(sheet: Sheet, index: int, places: Mapping[str, int]) -> Iterator[HeadedRow]:
    rows = sheet.rows[index + 1 :]
    if len(rows) > MOST:
        raise UnusableFileError(_("Berkas ini lebih dari 5.000 baris: bagi menjadi beberapa."))
    for row in rows:
        yield HeadedRow(row.line, {name: row.cell(place) for name, place in places.items()})
