"""A file as rows of earlier results: what a row says, or why it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, is_number, text_of
from pamong.documents.choosing import Columns
from pamong.documents.sheets import Row, Value
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import nip_in
from pamong.performance.history.columns import LABELS, NIP, find_table
from pamong.performance.history.payload import sheets_of
from pamong.performance.intake.reading import RejectedRow, digest_of, sort_out
from pamong.ui.numbers import parse_number, say_number

MOST_ROWS = 50_000
EMPTY = {"", "-", "–"}
FINE, MOST = Decimal("0.001"), 10_000
NUMBERS = ("results_score", "behaviour_score", "score", "converted", "joined")
FIRST_YEAR, LAST_YEAR = 1990, 2100
HALVES = {"1": (1, 1, 6, 30), "I": (1, 1, 6, 30), "2": (7, 1, 12, 31), "II": (7, 1, 12, 31)}
YES = {"ya", "ada", "y", "yes", "true", "1"}
NO = {"tidak", "tidak ada", "t", "no", "false", "0"}


@dataclass(frozen=True, slots=True)
class PastRow:
    """One person's period; only what the row says."""

    line: int
    cells: Sequence[Value]
    nip: str
    starts_on: date
    ends_on: date
    said: dict[str, Any]


@dataclass(slots=True)
class HistoryFile:
    """The file understood, before anyone looked at whom the agency has."""

    digest: str
    columns: Columns
    rows: list[PastRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)  # how figures of ratings were read


def read_history(
    file: BinaryIO, name: str, one: str = "", chosen: Mapping[str, int] | None = None
) -> HistoryFile:
    """Read the file; a row that cannot be read is set apart with the reason.

    `chosen` are columns picked by hand, `one` states what a 1 means where the national application writes ratings as figures.
    """
    digest = digest_of(file)
    sheets, findings = sheets_of(file, name, one)
    columns, rows = find_table(sheets, chosen)
    found, rejected = sort_out(rows, lambda row: _read(columns, row), most=MOST_ROWS)
    return HistoryFile(digest, columns, found, rejected, findings)


def _read(columns: Columns, row: Row) -> PastRow:
    cells = {name: row.cell(place) for name, place in columns.places.items()}
    nip = nip_in(cells[NIP])
    if not nip:
        raise RowError(_("NIP kosong: isi 18 angka."))
    starts_on, ends_on = _period(cells)
    said: dict[str, Any] = {}
    for name, cell in cells.items():
        if name in (NIP, "year", "half", "starts_on", "ends_on") or _is_empty(cell):
            continue
        said[name] = _value(name, cell)
    return PastRow(row.line, row.cells, nip, starts_on, ends_on, said)


def _is_empty(cell: Value) -> bool:
    return cell is None or text_of(cell) in EMPTY


def _value(name: str, cell: Value) -> Any:
    if name in NUMBERS:
        return _number(name, cell)
    text = text_of(cell)
    if name == "new_idea":
        folded = text.casefold()
        if folded not in YES | NO:
            raise RowError(_("Ide baru “%s”: tulis ya atau tidak.") % text[:40])
        return folded in YES
    return text


def _number(name: str, cell: Value) -> Decimal:
    try:
        value = Decimal(str(cell)) if is_number(cell) else parse_number(text_of(cell))
    except ValidationError:
        raise RowError(
            _("%(field)s “%(text)s” bukan angka.")
            % {"field": LABELS[name], "text": text_of(cell)[:40]}
        ) from None
    if abs(value) >= MOST:
        raise RowError(
            _("%(field)s %(value)s: isi angka dari %(low)s sampai %(high)s.")
            % {
                "field": LABELS[name],
                "value": text_of(cell)[:40],
                "low": say_number(0),
                "high": say_number(MOST - 1),
            }
        )
    return value.quantize(FINE, ROUND_HALF_UP)


def _period(cells: dict[str, Value]) -> tuple[date, date]:
    """The days that a row names, else the half, else the whole year."""
    starts_on, ends_on = _day(cells, "starts_on"), _day(cells, "ends_on")
    if starts_on and ends_on:
        if ends_on < starts_on or ends_on.year != starts_on.year:
            raise RowError(_("Dari dan Sampai harus berurutan dan dalam satu tahun."))
        return starts_on, ends_on
    if starts_on or ends_on:
        raise RowError(_("Isi Dari dan Sampai keduanya, atau cukup Tahun."))
    year = _year(cells.get("year"))
    half = text_of(cells.get("half")).upper()
    if half in EMPTY:
        return date(year, 1, 1), date(year, 12, 31)
    if half not in HALVES:
        raise RowError(_("Semester “%s”: tulis 1 atau 2.") % half[:20])
    first_month, first_day, last_month, last_day = HALVES[half]
    return date(year, first_month, first_day), date(year, last_month, last_day)


def _day(cells: dict[str, Value], name: str) -> date | None:
    cell = cells.get(name)
    if _is_empty(cell):
        return None
    try:
        return day_of(cell)
    except NoDayError:
        raise RowError(
            _("%(field)s “%(text)s” bukan tanggal: tulis 2021-07-01.")
            % {"field": LABELS[name], "text": text_of(cell)[:40]}
        ) from None


def _year(cell: Value | None) -> int:
    text = text_of(cell).removesuffix(".0")
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise RowError(_("Tahun “%s”: tulis empat angka, misalnya 2019.") % text[:20])
    return int(text)
