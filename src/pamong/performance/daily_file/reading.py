"""A table of daily entries as rows: what each says, or why it cannot be read."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import UnusableFileError, Value
from pamong.measurement.evidence.actions import checked_link
from pamong.people.headed import CellError, HeadedRow, headed_rows
from pamong.people.left_out import Rejected
from pamong.performance.models import AMOUNT_ROOM
from pamong.ui.dates import parse_time
from pamong.ui.fields import NumberField
from pamong.ui.numbers import parse_number

FIELDS = {
    "day": ("tanggal", "tanggal kegiatan", "hari", "date", "day"),
    "text": (
        "kegiatan harian",
        "kegiatan",
        "uraian kegiatan",
        "uraian",
        "daily activities",
        "activity",
    ),
    "step": ("rencana aksi", "rencana aksi harian", "action plan", "step"),
    "amount": ("realisasi", "volume", "jumlah", "capaian", "actual", "amount"),
    "unit": ("satuan", "unit", "unit of measure"),
    "begins": ("jam mulai", "mulai", "waktu mulai", "starts", "start"),
    "ends": ("jam selesai", "selesai", "waktu selesai", "ends", "end"),
    "link": ("bukti dukung", "tautan", "tautan bukti", "link bukti", "link", "evidence"),
    "sure": ("angka ini benar", "angka benar", "this figure is right", "sure"),
}
NEEDED = ("day", "text")
MOST_ROWS, LONGEST, UNIT, LINK = 300, 2000, 60, 1000
YES = frozenset({"ya", "y", "yes", "true", "1", "x", "v"})
CENT = Decimal(1).scaleb(-AMOUNT_ROOM[1])
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, before it is held against plans and what stands; what is empty says nothing."""

    line: int
    day: date
    text: str
    step: str = ""
    amount: Decimal | None = None
    unit: str = ""
    begins: time | None = None
    ends: time | None = None
    link: str = ""
    sure: bool = False


def read_rows(file: BinaryIO, name: str) -> tuple[list[Said], list[Rejected]]:
    """The rows of a file; one that cannot be read is set apart with the reason."""
    said: list[Said] = []
    rejected: list[Rejected] = []
    rows = [row for row in headed_rows(file, name, FIELDS, NEEDED) if _says_more(row)]
    if len(rows) > MOST_ROWS:
        told = _("Berkas ini lebih dari %(most)d baris: unggah per bulan.")
        raise UnusableFileError(told % {"most": MOST_ROWS})
    for row in rows:
        try:
            said.append(_read(row))
        except CellError as error:
            rejected.append(Rejected(row.line, row.said, str(error)))
    if not rows:
        raise UnusableFileError(_("Berkas ini tidak berisi baris kegiatan."))
    return said, rejected


def _says_more(row: HeadedRow) -> bool:
    """Whether more stands in it than the day that an empty table brings along."""
    return any(row.text(name) for name in row.cells if name != "day")


def _read(row: HeadedRow) -> Said:
    day = row.day("day", _("Tanggal"))
    if day is None:
        raise CellError(_("Isi tanggal kegiatannya."))
    text = _lines_of(row.cells.get("text"))
    if not text:
        raise CellError(_("Tulis kegiatannya."))
    _check_length(_("Kegiatan harian"), text, LONGEST)
    unit = row.text("unit")
    _check_length(_("Satuan"), unit, UNIT)
    begins, ends = _time(row, "begins"), _time(row, "ends")
    step, link = row.text("step"), _link(row.text("link"))
    amount, sure = _amount(row.cells.get("amount")), row.text("sure").casefold() in YES
    return Said(row.line, day, text, step, amount, unit, begins, ends, link, sure)


def _lines_of(cell: Value) -> str:
    """A text of several lines, each without what only breaks it."""
    if not isinstance(cell, str):
        return text_of(cell)
    return "\n".join(line for part in cell.splitlines() if (line := text_of(part)))


def _check_length(column: str, text: str, most: int) -> None:
    if len(text) > most:
        told = _("Isi kolom %(column)s lebih dari %(most)s huruf.")
        raise CellError(told % {"column": column, "most": most})


def _amount(cell: Value) -> Decimal | None:
    if not text_of(cell):
        return None
    field = NumberField(min_value=0, room=AMOUNT_ROOM)
    try:
        number = Decimal(str(cell)) if is_number(cell) else parse_number(text_of(cell))
        rounded = number.quantize(CENT, ROUND_HALF_UP) if is_number(cell) else number
        found: Decimal = field.clean(rounded)
    except ValidationError as error:
        raise CellError(_("Realisasi: %s") % error.messages[0]) from None
    except InvalidOperation:
        raise CellError(_("Angka terlalu panjang. Periksa lagi angkanya.")) from None
    return found


def _time(row: HeadedRow, name: str) -> time | None:
    """A time as programs keep it, or as people write it."""
    cell = row.cells.get(name)
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * DAY_MINUTES) % DAY_MINUTES
        return time(*divmod(minutes, 60))
    text = row.text(name)
    try:
        return parse_time(":".join(text.split(":")[:2])) if text else None
    except ValidationError as error:
        label = _("Jam mulai") if name == "begins" else _("Jam selesai")
        raise CellError(f"{label}: {error.messages[0]}") from None


def _link(text: str) -> str:
    _check_length(_("Bukti dukung"), text, LINK)
    try:
        return checked_link(text) if text else ""
    except ValidationError as error:
        raise CellError(_("Bukti dukung: %s") % error.messages[0]) from None


def packed(rows: Iterable[Said]) -> str:
    """The rows as a hidden field carries them from the preview to the confirmation."""
    return json.dumps([asdict(row) for row in rows], default=_plain)


def _plain(value: Any) -> str:
    """A figure with its comma, so that no reader takes the comma for a thousand."""
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def unpacked(text: str) -> list[Said]:
    """The rows again, read as those of a file are; what our page could not have sent is refused."""
    try:
        rows: Any = json.loads(text)
        return [_unpacked(row) for row in rows[:MOST_ROWS]]
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError):
        raise ValidationError(_("Isian tidak utuh. Unggah lagi berkasnya.")) from None


def _unpacked(row: dict[str, Any]) -> Said:
    cells = {one.name: row[one.name] for one in fields(Said) if one.name != "line"}
    return _read(HeadedRow(int(row["line"]), cells))
