"""A file as rows of balances and ranks: what a row says, or why it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, is_number, text_of
from pamong.documents.choosing import Columns
from pamong.documents.sheets import Row, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import nip_in
from pamong.performance.credit_import.columns import DAYS, FIGURES, LABELS, NIP, find_table
from pamong.performance.intake.reading import RejectedRow, digest_of, sort_out
from pamong.ui.numbers import parse_number

MOST_ROWS = 50_000
EMPTY = {"", "-", "–"}
FINE, MOST = Decimal("0.001"), Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One person's balance or rank; only what the row says."""

    line: int
    cells: Sequence[Value]
    nip: str
    said: Mapping[str, Any]


@dataclass(slots=True)
class BalanceFile:
    """The file understood, before anyone looked at whom the agency has."""

    digest: str
    columns: Columns
    rows: list[BalanceRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)


def read_balances(
    file: BinaryIO, name: str, chosen: Mapping[str, int] | None = None
) -> BalanceFile:
    """Read the file; a row that cannot be read is set apart with the reason."""
    digest = digest_of(file)
    columns, rows = find_table(read_spreadsheet(file, name), chosen)
    found, rejected = sort_out(rows, lambda row: _read(columns, row), most=MOST_ROWS)
    return BalanceFile(digest, columns, found, rejected)


def _read(columns: Columns, row: Row) -> BalanceRow:
    cells = {name: row.cell(place) for name, place in columns.places.items()}
    nip = nip_in(cells.pop(NIP))
    if not nip:
        raise RowError(_("NIP kosong: isi 18 angka."))
    said = {name: _value(name, cell) for name, cell in cells.items() if not _is_empty(cell)}
    return BalanceRow(row.line, row.cells, nip, said)


def _is_empty(cell: Value) -> bool:
    return cell is None or text_of(cell) in EMPTY


def _value(name: str, cell: Value) -> Any:
    if name in FIGURES:
        return _number(name, cell)
    return _day(name, cell) if name in DAYS else text_of(cell)


def _day(name: str, cell: Value) -> date | None:
    try:
        return day_of(cell)
    except NoDayError:
        raise RowError(
            _("%(field)s “%(text)s” bukan tanggal: tulis 2021-07-01.")
            % {"field": LABELS[name], "text": text_of(cell)[:40]}
        ) from None


def _number(name: str, cell: Value) -> Decimal:
    try:
        value = Decimal(str(cell)) if is_number(cell) else parse_number(text_of(cell))
    except ValidationError:
        raise RowError(
            _("%(field)s “%(text)s” bukan angka.")
            % {"field": LABELS[name], "text": text_of(cell)[:40]}
        ) from None
    if not 0 <= value < MOST or value != value.quantize(FINE):
        raise RowError(
            _("%(field)s %(value)s: isi angka positif dengan paling banyak tiga desimal.")
            % {"field": LABELS[name], "value": text_of(cell)[:40]}
        )
    return value
