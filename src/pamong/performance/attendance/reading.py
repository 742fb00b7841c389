"""A file as rows of attendance: what a row says, or why it cannot be read."""

import calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.choosing import Columns
from pamong.documents.sheets import Row, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import nip_in
from pamong.performance.attendance.columns import LABELS, NIP, find_table
from pamong.performance.intake.reading import RejectedRow, digest_of, sort_out
from pamong.ui.numbers import parse_number, say_number

MOST_ROWS = 20_000
MINUTES_A_DAY = 24 * 60
EMPTY = {"", "-", "–"}
CENT = Decimal("0.01")
PARTS = ("present_days", "absent_days", "leave_days", "sick_days", "duty_days")
Figures = dict[str, Decimal | int]


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person's month; only what the row says."""

    line: int
    cells: Sequence[Value]
    nip: str
    figures: Figures


@dataclass(slots=True)
class AttendanceFile:
    """The file understood, before anyone looked at whom the agency has."""

    digest: str
    month: date
    columns: Columns
    rows: list[AttendanceRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    blank: Counter[str] = field(default_factory=Counter)  # field → rows that leave it empty


def read_attendance(
    file: BinaryIO,
    name: str,
    month: date,
    *,
    kept: Mapping[str, str] | None = None,
    chosen: Mapping[str, int] | None = None,
) -> AttendanceFile:
    """Read the file; a row that cannot be read is set apart with the reason."""
    digest = digest_of(file)
    columns, rows = find_table(read_spreadsheet(file, name), kept or {}, chosen or {})
    found = AttendanceFile(digest, month, columns)
    found.rows, found.rejected = sort_out(rows, lambda row: _read(found, row), most=MOST_ROWS)
    _set_doubles_apart(found)
    return found


def _read(file: AttendanceFile, row: Row) -> AttendanceRow:
    nip = nip_in(row.cell(file.columns.places[NIP]))
    if not nip:
        raise RowError(_("NIP kosong: isi 18 angka."))
    figures: Figures = {}
    for name, place in file.columns.places.items():
        if name == NIP:
            continue
        value = _figure(name, row.cell(place), file.month)
        if value is None:
            file.blank[name] += 1
        else:
            figures[name] = value
    _check_row(figures)
    return AttendanceRow(row.line, row.cells, nip, figures)


def _figure(name: str, cell: Value, month: date) -> Decimal | int | None:
    """The figure in a cell; an empty one says nothing, which is not nought."""
    if cell is None or text_of(cell) in EMPTY:
        return None
    value = _number(name, cell)
    most = _most(name, month)
    if not 0 <= value <= most:
        raise RowError(
            _("%(field)s %(value)s: isi angka dari 0 sampai %(most)s.")
            % {"field": LABELS[name], "value": say_number(value), "most": say_number(most)}
        )
    if name == "late_minutes":
        if value != int(value):
            raise RowError(_("Menit terlambat %s: isi angka bulat.") % say_number(value))
        return int(value)
    if name == "percent":
        return _percent(value)
    if value != round(value, 1):
        raise RowError(
            _("%(field)s %(value)s: tulis hari penuh atau setengah hari, misalnya 20,5.")
            % {"field": LABELS[name], "value": say_number(value)}
        )
    return round(value, 1)


def _percent(value: Decimal) -> Decimal:
    """As sheets show it; what a formula left behind the second decimal is rounded away, half up."""
    if 0 < value <= 1:
        raise RowError(
            _("Persentase kehadiran terbaca %s: tulis 98,5 untuk 98,5%%, bukan sebagai pecahan.")
            % say_number(value)
        )
    return value.quantize(CENT, ROUND_HALF_UP)


def _number(name: str, cell: Value) -> Decimal:
    if is_number(cell):
        return Decimal(str(cell))
    try:
        return parse_number(text_of(cell))
    except ValidationError:
        raise RowError(
            _("%(field)s “%(text)s” bukan angka.")
            % {"field": LABELS[name], "text": text_of(cell)[:40]}
        ) from None


def _most(name: str, month: date) -> int:
    if name == "percent":
        return 100
    days = calendar.monthrange(month.year, month.month)[1]
    return days * MINUTES_A_DAY if name == "late_minutes" else days


def _check_row(figures: Figures) -> None:
    if not figures:
        raise RowError(_("Baris ini tidak berisi angka kehadiran."))
    working = figures.get("working_days")
    days = sum(figures.get(name, 0) for name in PARTS)
    if working is not None and days > working:
        raise RowError(
            _(
                "Hadir, tanpa keterangan, cuti, sakit, dan dinas luar berjumlah %(days)s hari, "
                "lebih dari %(working)s hari kerja."
            )
            % {"days": say_number(Decimal(days)), "working": say_number(Decimal(working))}
        )


def _set_doubles_apart(file: AttendanceFile) -> None:
    times = Counter(row.nip for row in file.rows)
    for row in [row for row in file.rows if times[row.nip] > 1]:
        others = [str(o.line) for o in file.rows if o.nip == row.nip and o.line != row.line]
        reason = _("NIP ini juga ada di baris %s: biarkan satu baris saja.") % ", ".join(others)
        file.rejected.append(RejectedRow(row.line, row.cells, reason))
    file.rows = [row for row in file.rows if times[row.nip] == 1]
    file.rejected.sort(key=lambda row: row.line)
