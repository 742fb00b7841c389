"""A file as a library: which post owes which results, or what to mend in which row."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.measurement.doubt import target_fault
from pamong.measurement.models import Indicator
from pamong.measurement.models.indicator import FINEST, WIDEST
from pamong.people.importing.folding import folded, folded_heading
from pamong.performance.given import IndicatorInput, ResultInput
from pamong.performance.models import Result
from pamong.performance.rules import choices
from pamong.policy.pack import Pack
from pamong.ui.numbers import parse_number

NEEDED = ("post", "text", "name")
LOOKED_AT = 30
MOST_ROWS = 5_000
LONGEST: Mapping[str, int] = {"post": 250, "text": 1000, "name": 500, "unit": 60, "source": 250}
LONGEST_TARGET = 300
LESS_SIGNS = ("<", "≤")


class LibraryRowError(Exception):
    """What to mend in a row."""


@dataclass(slots=True)
class Owed:
    """One result of a post, with its indicators, as the rows of the file tell it."""

    text: str
    kind: str
    indicators: list[IndicatorInput] = field(default_factory=list)

    def given(self) -> ResultInput:
        """As a form would give it."""
        return ResultInput(text=self.text, kind=self.kind, indicators=tuple(self.indicators))


@dataclass(slots=True)
class LibraryFile:
    """Results by post, and the rows that could not be read, with the reason."""

    posts: dict[str, list[Owed]] = field(default_factory=dict)
    rejected: list[tuple[int, str]] = field(default_factory=list)


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))


def read_library(file: Any, name: str, pack: Pack) -> LibraryFile:
    """Read the file; a cell of post or result left empty repeats the one above it."""
    places, rows = _find_table(read_spreadsheet(file, name))
    if len(rows) > MOST_ROWS:
        raise UnusableFileError(
            _("Berkas ini lebih dari %(most)s baris: bagi menjadi beberapa berkas.")
            % {"most": MOST_ROWS}
        )
    found, above = LibraryFile(), {"post": "", "text": "", "kind": ""}
    for row in rows:
        cells = {name: row.cell(place) for name, place in places.items()}
        try:
            _read(found, cells, above, pack)
        except LibraryRowError as error:
            found.rejected.append((row.line, str(error)))
    if not (found.posts or found.rejected):
        raise UnusableFileError(_("Berkas ini tidak berisi baris hasil kerja."))
    return found


def _find_table(sheets: Sequence[Sheet]) -> tuple[dict[str, int], list[Row]]:
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:LOOKED_AT]):
            headings = [folded_heading(text_of(cell)) for cell in row.cells]
            places = {
                name: headings.index(word)
                for name, words in _words()["fields"].items()
                if (word := next((word for word in words if word in headings), None))
            }
            if all(name in places for name in NEEDED):
                return places, sheet.rows[at + 1 :]
    raise UnusableFileError(
        _("Judul kolom Jabatan, Rencana hasil kerja, dan Indikator belum ditemukan.")
    )


def _read(
    found: LibraryFile, cells: Mapping[str, Value], above: dict[str, str], pack: Pack
) -> None:
    told = {name: text_of(cells.get(name)) for name in cells}
    for name in ("post", "text"):
        if told.get(name):
            above |= {"kind": "", "text": "", name: told[name]}
    above["kind"] = told.get("kind") or above["kind"]
    if not told.get("name"):
        if any(told.values()):
            raise LibraryRowError(_("Indikator kosong: tulis satu indikator di tiap baris."))
        return
    if not above["post"] or not above["text"]:
        raise LibraryRowError(_("Isi jabatan dan rencana hasil kerja di baris pertamanya."))
    _check_lengths({**told, "post": above["post"], "text": above["text"]})
    line = indicator_of(told, cells.get("target"), pack)
    owed = found.posts.setdefault(" ".join(above["post"].split()), [])
    if not owed or owed[-1].text != above["text"]:
        owed.append(Owed(above["text"], _kind(above["kind"])))
    owed[-1].indicators.append(line)


def _check_lengths(told: Mapping[str, str]) -> None:
    for name, most in LONGEST.items():
        if len(told.get(name, "")) > most:
            raise LibraryRowError(
                _("Isi kolom ini lebih dari %(most)s huruf: %(text)s …")
                % {"most": most, "text": told[name][:40]}
            )


def _kind(text: str) -> str:
    is_additional = Result.Kind.ADDITIONAL.value.upper() in folded(text)
    return Result.Kind.ADDITIONAL.value if is_additional else Result.Kind.MAIN.value


def indicator_of(told: Mapping[str, str], target: Value, pack: Pack) -> IndicatorInput:
    """One indicator as its cells or fields tell it; LibraryRowError says what to mend."""
    number, text, is_less = _target(target)
    direction = _direction(told.get("direction", ""), is_less=is_less)
    if number is not None and (fault := target_fault(number, told.get("unit", ""), direction)):
        raise LibraryRowError(fault)
    return IndicatorInput(
        name=told["name"],
        aspect=_code(told.get("aspect", ""), pack, "aspect"),
        perspective=_code(told.get("perspective", ""), pack, "perspective"),
        unit=told.get("unit", ""),
        direction=direction,
        target=number,
        target_text=text,
        source=told.get("source", ""),
    )


def _code(text: str, pack: Pack, scale: str) -> str:
    if not text:
        return ""
    words = {folded(word): pair[0] for pair in choices(pack, scale) for word in pair}
    if code := words.get(folded(text)):
        return code
    labels = ", ".join(label for _code, label in choices(pack, scale))
    raise LibraryRowError(
        _("“%(text)s” tidak dikenal: pilih %(labels)s.") % {"text": text[:40], "labels": labels}
    )


def _direction(text: str, *, is_less: bool) -> str:
    word = folded(text)
    if word in _words()["direction"]["less"] or (not word and is_less):
        return Indicator.Direction.LESS.value
    if word and word not in _words()["direction"]["more"]:
        raise LibraryRowError(_("Arah “%s” tidak dikenal: tulis tinggi atau rendah.") % text[:40])
    return Indicator.Direction.MORE.value


def _target(cell: Value) -> tuple[Decimal | None, str, bool]:
    """A number where it is one, else the words; "≤ 5" says also that less is better."""
    if is_number(cell):
        return _fitting(Decimal(str(cell))), "", False
    text = text_of(cell)
    bare = text.lstrip("".join(LESS_SIGNS)).strip()
    try:
        return _fitting(parse_number(bare)), "", text.startswith(LESS_SIGNS)
    except ValidationError:
        if len(text) > LONGEST_TARGET:
            raise LibraryRowError(_("Target lebih dari %s huruf.") % LONGEST_TARGET) from None
        return None, text, False


def _fitting(value: Decimal) -> Decimal:
    if value.adjusted() >= WIDEST:
        raise LibraryRowError(_("Target terlalu besar untuk disimpan."))
    return value.quantize(FINEST, ROUND_HALF_UP)
