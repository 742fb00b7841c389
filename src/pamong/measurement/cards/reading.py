"""A table of cards as rows: what each says, or why it cannot be read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import UnusableFileError
from pamong.measurement.cards.actions import BANDS
from pamong.measurement.models import Card, Indicator
from pamong.measurement.models.indicator import FINEST, FIRST_YEAR, LAST_YEAR, WIDEST
from pamong.people.headed import CellError, HeadedRow, headed_rows
from pamong.people.left_out import Rejected
from pamong.ui.numbers import parse_number, say_number

FIELDS = {
    "code": ("kode", "code"),
    "name": ("indikator", "nama indikator", "indicator"),
    "definition": ("definisi", "definisi operasional", "definition"),
    "method": ("cara menghitung", "formula", "method"),
    "measure": ("satuan", "unit of measurement"),
    "direction": ("arah", "direction"),
    "frequency": ("diukur", "frekuensi", "frequency"),
    "counting": ("arti satu angka", "counting"),
    "source": ("sumber data", "source"),
    "unit": ("unit penanggung jawab", "kode unit", "unit"),
    "owner": ("nip penanggung jawab", "nip", "owner"),
    "baseline": ("kondisi awal", "baseline"),
    "band_low": ("batas bawah", "low"),
    "band_high": ("batas atas", "high"),
    "tolerance": ("toleransi", "tolerance"),
    "year": ("tahun", "year"),
    "target": ("target",),
}
NEEDED = ("code", "name")
CHOICES: Mapping[str, type[TextChoices]] = {
    "direction": Indicator.Direction,
    "frequency": Card.Frequency,
    "counting": Card.Counting,
}
# What tables also write for a choice, beside its code and its labels.
ALSO = {
    "more": ("lebih", "naik", "tinggi", "makin tinggi", "maksimal", "positif"),
    "less": ("kurang", "turun", "rendah", "makin rendah", "minimal", "negatif"),
    "band": ("rentang", "stabil"),
    "milestone": ("selesai", "tanggal"),
    "ordinal": ("tingkat", "huruf", "predikat"),
    "month": ("bulan", "bulanan"),
    "quarter": ("triwulan", "triwulanan"),
    "half": ("semester", "semesteran"),
    "year": ("tahun", "tahunan"),
}
NUMBERS = ("baseline", *BANDS, "target")
LONGEST = {
    "code": 60,
    "name": 1000,
    "definition": 2000,
    "method": 2000,
    "measure": 60,
    "source": 250,
}
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class CardRow:
    """What a row says: only the columns that the file has; an empty cell says nothing."""

    line: int
    said: str
    told: Mapping[str, Any]
    cells: Mapping[str, Any]  # as they stood, to be read again after the preview
    year: int | None = None
    target: Decimal | None = None


@dataclass(slots=True)
class ReadCards:
    """The rows of a file that can be read, and the others."""

    rows: list[CardRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_cards(file: BinaryIO, name: str) -> ReadCards:
    """The rows of a file; one that cannot be read is set apart with the reason."""
    rows = [row for row in headed_rows(file, name, FIELDS, NEEDED) if row.said]
    if len(rows) > MOST_ROWS:
        told = _("Berkas ini lebih dari %(most)s baris: bagi menjadi beberapa.")
        raise UnusableFileError(told % {"most": say_number(MOST_ROWS)})
    return _sorted_out(rows)


def packed(rows: Sequence[CardRow]) -> str:
    """The rows as a hidden field carries them from the preview to the confirmation."""
    return json.dumps([[row.line, row.cells] for row in rows])


def unpacked(text: str) -> list[CardRow]:
    """The rows again, read anew; what our page could not have sent is refused."""
    torn = ValidationError(_("Isian tidak utuh. Unggah lagi berkasnya."))
    try:
        rows = [HeadedRow(int(line), _known(cells)) for line, cells in json.loads(text)]
    except (ValueError, TypeError, AttributeError):
        raise torn from None
    found = _sorted_out(rows[:MOST_ROWS])
    if found.rejected:
        raise torn
    return found.rows


def _known(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in cells.items()
        if isinstance(value, str | int) or (isinstance(value, float) and isfinite(value))
    }


def _sorted_out(rows: Sequence[HeadedRow]) -> ReadCards:
    found = ReadCards()
    seen: dict[str, int] = {}
    for row in rows:
        try:
            card = _read(row)
            _check_once(card, seen)
            found.rows.append(card)
        except CellError as error:
            found.rejected.append(Rejected(row.line, row.said, str(error)))
    return found


def _check_once(card: CardRow, seen: dict[str, int]) -> None:
    first = seen.setdefault(card.told["code"].casefold(), card.line)
    if first != card.line:
        raise CellError(_("Kode ini sudah ada di baris %(line)s.") % {"line": first})


def _read(row: HeadedRow) -> CardRow:
    told: dict[str, Any] = {}
    for name, most in LONGEST.items():
        if text := row.text(name):
            if len(text) > most:
                raise CellError(
                    _("Isi kolom %(column)s lebih dari %(most)s huruf.")
                    % {"column": FIELDS[name][0], "most": most}
                )
            told[name] = text
    for name in NEEDED:
        if name not in told:
            raise CellError(_("Isi kolom %s.") % FIELDS[name][0])
    told |= {name: _chosen(row.text(name), name) for name in CHOICES if row.text(name)}
    told |= {name: row.text(name) for name in ("unit", "owner") if row.text(name)}
    numbers = {name: _number(row, name) for name in NUMBERS if row.text(name)}
    target = numbers.pop("target", None)
    cells = {
        name: cell if is_number(cell) else text_of(cell)
        for name, cell in row.cells.items()
        if text_of(cell)
    }
    return CardRow(row.line, row.said, told | numbers, cells, _year(row), target)


def _year(row: HeadedRow) -> int | None:
    text = row.text("year")
    if not text:
        return None
    if not text.isdecimal() or not FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        raise CellError(_("Isi tahun dengan empat angka."))
    return int(text)


def _number(row: HeadedRow, name: str) -> Decimal:
    cell = row.cells.get(name)
    try:
        value = Decimal(str(cell)) if is_number(cell) else parse_number(text_of(cell))
    except ValidationError as error:
        raise CellError(f"{FIELDS[name][0].capitalize()}: {error.messages[0]}") from None
    if value.adjusted() >= WIDEST:
        raise CellError(_("Angka terlalu panjang. Periksa lagi angkanya."))
    return value.quantize(FINEST, ROUND_HALF_UP)


def _chosen(text: str, name: str) -> str:
    """A choice by its code, its label in either language, or another word of tables."""
    for value, labels in _labels(name).items():
        if text.casefold() in labels:
            return value
    said = "; ".join(str(one.label) for one in CHOICES[name])
    raise CellError(
        _("“%(text)s” tidak dikenal: pilih %(labels)s.") % {"text": text[:40], "labels": said}
    )


def _labels(name: str) -> dict[str, Sequence[str]]:
    found = {str(one.value): {str(one.value), *ALSO.get(one.value, ())} for one in CHOICES[name]}
    for language in ("id", "en"):
        with translation.override(language):
            for one in CHOICES[name]:
                found[str(one.value)].add(str(one.label).casefold())
    return {value: sorted(labels) for value, labels in found.items()}
