"""A recap as rows: what a row says, or why it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, text_of
from pamong.documents.choosing import Columns
from pamong.documents.sheets import Row, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.folding import folded
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import nip_in
from pamong.performance.intake.reading import RejectedRow, digest_of, sort_out
from pamong.performance.recap.columns import (
    DAYS,
    LABELS,
    NAME,
    NIP,
    RATED,
    Known,
    find_table,
    status_words,
)

MOST_ROWS = 200_000
NAME_LENGTH, STATUS_LENGTH = 150, 60
EMPTY = {"", "-", "–"}


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One plan of a person, or one rating, as the recap writes it."""

    line: int
    cells: Sequence[Value]
    nip: str
    name: str
    status: str
    starts_on: date | None
    ends_on: date | None
    rated: Mapping[str, str]  # words, by field

    @property
    def is_agreed(self) -> bool:
        """Whether the status, where one is told, means agreed."""
        return not self.status or folded(self.status) in status_words()["agreed"]

    @property
    def is_there(self) -> bool:
        """Whether there is a plan at all: a recap names those too who have none yet."""
        return folded(self.status) not in status_words()["none"]


@dataclass(slots=True)
class RecapFile:
    """The file understood, before anyone looked at whom the agency has."""

    digest: str
    columns: Columns
    rows: list[RecapLine] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)


def read_recap(
    file: BinaryIO, name: str, known: Known, chosen: Mapping[str, int] | None = None
) -> RecapFile:
    """Read the file; a row that cannot be read is set apart with the reason."""
    digest = digest_of(file)
    columns, rows = find_table(read_spreadsheet(file, name), known, chosen)
    found, rejected = sort_out(rows, lambda row: _read(columns, row), most=MOST_ROWS)
    return RecapFile(digest, columns, found, rejected)


def _read(columns: Columns, row: Row) -> RecapLine:
    cells = {name: row.cell(place) for name, place in columns.places.items()}
    nip = nip_in(cells[NIP])
    if not nip:
        raise RowError(_("NIP kosong: isi 18 angka."))
    starts_on, ends_on = (_day(name, cells.get(name)) for name in DAYS)
    if starts_on and ends_on and ends_on < starts_on:
        raise RowError(_("Periode akhir mendahului periode awal."))
    rated = {name: _text(cells.get(name)) for name in RATED}
    return RecapLine(
        line=row.line,
        cells=row.cells,
        nip=nip,
        name=_text(cells.get(NAME))[:NAME_LENGTH],
        status=_text(cells.get("status"))[:STATUS_LENGTH],
        starts_on=starts_on,
        ends_on=ends_on,
        rated={name: text for name, text in rated.items() if text},
    )


def _text(cell: Value | None) -> str:
    text = "" if cell is None else text_of(cell)
    return "" if text in EMPTY else text


def _day(name: str, cell: Value | None) -> date | None:
    if not _text(cell):
        return None
    try:
        return day_of(cell)
    except NoDayError:
        raise RowError(
            _("%(field)s “%(text)s” bukan tanggal: tulis 2021-07-01.")
            % {"field": LABELS[name], "text": text_of(cell)[:40]}
        ) from None
