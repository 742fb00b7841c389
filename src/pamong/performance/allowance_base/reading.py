"""A table of bases from a file: a class or a post and its amount in whole rupiah."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.folding import folded_heading, folded_name
from pamong.ui.numbers import parse_number, say_number

LOOKED_AT, MOST_REASONS = 30, 20
LAST_GRADE, MOST = 99, 10**10
WORDS: Mapping[str, tuple[str, ...]] = {
    "grade": ("KELAS JABATAN", "KELAS", "POSITION CLASS", "GRADE"),
    "position": ("NAMA JABATAN", "JABATAN", "POSITION"),
    "amount": ("TPP DASAR", "TPP DASAR SEBULAN", "BESARAN TPP", "TPP", "JUMLAH", "AMOUNT"),
}


@dataclass(slots=True)
class BaseRows:
    """What the file says, and each row that cannot be read with its reason."""

    by_grade: dict[int, int] = field(default_factory=dict)
    by_position: dict[int, int] = field(default_factory=dict)
    rejected: list[tuple[int, str]] = field(default_factory=list)


class _RowError(Exception):
    """Why a row cannot be used."""


def read_bases(file: BinaryIO, name: str, positions: Mapping[str, int]) -> BaseRows:
    """Read the file; `positions` are the agency's posts by folded name."""
    places, rows = _table(read_spreadsheet(file, name))
    found = BaseRows()
    for row in rows:
        try:
            _read(found, row, places, positions)
        except _RowError as error:
            found.rejected.append((row.line, str(error)))
    if not (found.by_grade or found.by_position or found.rejected):
        raise UnusableFileError(_("Berkas ini tidak berisi baris."))
    return found


def _table(sheets: Sequence[Sheet]) -> tuple[dict[str, int], list[Row]]:
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            headings = [folded_heading(text_of(cell)) for cell in row.cells]
            places = {
                name: headings.index(word)
                for name, words in WORDS.items()
                for word in reversed(words)
                if word in headings
            }
            if "amount" in places and places.keys() & {"grade", "position"}:
                return places, sheet.rows[index + 1 :]
    raise UnusableFileError(
        _("Judul kolom tidak ditemukan: perlu Kelas jabatan atau Jabatan, dan TPP dasar.")
    )


def _read(
    found: BaseRows, row: Row, places: Mapping[str, int], positions: Mapping[str, int]
) -> None:
    amount = _amount(row.cell(places["amount"]))
    post = text_of(row.cell(places["position"])) if "position" in places else ""
    if post:
        key = positions.get(folded_name(post))
        if key is None:
            raise _RowError(_("Jabatan “%s” tidak ada di instansi ini.") % post[:60])
        _put(found.by_position, key, amount)
        return
    grade = _whole(row.cell(places["grade"])) if "grade" in places else None
    if grade is None or not 1 <= grade <= LAST_GRADE:
        raise _RowError(_("Isi kelas jabatan dari 1 sampai 99, atau nama jabatan."))
    _put(found.by_grade, grade, amount)


def _put(held: dict[int, int], key: int, amount: int) -> None:
    if key in held:
        raise _RowError(_("Kelas atau jabatan ini sudah disebut di baris sebelumnya."))
    held[key] = amount


def _whole(cell: Value) -> int | None:
    if is_number(cell):
        return int(cell) if cell == int(cell) else None  # type: ignore[arg-type]
    try:
        number = parse_number(text_of(cell))
    except ValidationError:
        return None
    return int(number) if number == int(number) else None


def _amount(cell: Value) -> int:
    amount = _whole(cell)
    if amount is None or not 0 <= amount < MOST:
        raise _RowError(_("TPP dasar “%s”: isi rupiah penuh dengan angka.") % text_of(cell)[:40])
    return amount


def check_all_read(found: BaseRows) -> None:
    """All or nothing: every row that cannot be used is named."""
    if found.rejected:
        told = [
            _("Baris %(line)s: %(reason)s") % {"line": say_number(line), "reason": reason}
            for line, reason in found.rejected[:MOST_REASONS]
        ]
        raise ValidationError(told)
