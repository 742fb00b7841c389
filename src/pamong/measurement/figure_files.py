"""A file of figures by its columns: readings in order, and every row that could not be read, with the reason."""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from pamong.documents.cells import NoDayError, day_of, text_of
from pamong.documents.sheets import MAX_BYTES, Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.stats.periods import NoPeriod, Period, read_period, read_periods
from pamong.stats.quality import Reading
from pamong.stats.quality.single import is_trial
from pamong.stats.written import Column, Written, is_empty, read_column

_LOOKED_AT = 30
_MOST_SHOWN = 60
_MOST_NAMED = 20
_GZIP = b"\x1f\x8b"
_UNIT_HEADINGS = frozenset(["satuan", "satuan ukuran", "uom", "unit of measure", "unit pengukuran"])
_PERCENT_HEADING = re.compile(r"%|persen|percent", re.IGNORECASE)
_CATEGORY = 0.5  # a word on more than half of the rows is a category, not a trial


@dataclass(frozen=True)
class Asked:
    """Which columns hold what; several `values` without `time` are times side by side, named by their headings."""

    values: tuple[str, ...]
    time: str | None = None
    series: tuple[str, ...] = ()
    target: str | None = None
    unit: str | None = None
    entered: str | None = None
    where: tuple[tuple[str, str], ...] = ()


class Rejected(NamedTuple):
    """A row that was left out, and why."""

    line: int
    reason: str


@dataclass
class FigureFile:
    """What a file says: its readings, the rows left out, how numbers were read."""

    readings: list[Reading] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Cell(NamedTuple):
    """A figure's place: its row, and the column of its value."""

    row: Row
    value: Value
    time: Value
    target: Value


def read_figures(path: Path, asked: Asked) -> FigureFile:
    """Read CSV (also .gz), XLSX, XLS or ODS; a file without the columns is one sentence."""
    headings, rows = _table(read_spreadsheet(_opened(path), path.name), asked)
    return _Reader(headings, asked).read(rows)


def _opened(path: Path) -> BytesIO:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if not data.startswith(_GZIP):
        return BytesIO(data)
    try:
        with gzip.open(BytesIO(data)) as packed:
            return BytesIO(packed.read(MAX_BYTES + 1))
    except (OSError, EOFError, zlib.error):
        raise UnusableFileError(_("Berkas terkompresi ini rusak: unduh ulang berkasnya.")) from None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _table(sheets: Sequence[Sheet], asked: Asked) -> tuple[list[str], list[Row]]:
    """The heading row that holds every column asked for, and what stands below it."""
    wanted = [name for name in (asked.time, asked.target, asked.unit, asked.entered) if name]
    wanted += [*asked.values, *asked.series, *(name for name, _text in asked.where)]
    best: tuple[list[str], list[str]] | None = None
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
            headings = [text_of(cell) for cell in row.cells]
            known = {_folded(text) for text in headings}
            lacking = [name for name in wanted if _folded(name) not in known]
            if not lacking:
                return headings, sheet.rows[place + 1 :]
            if best is None or len(lacking) < len(best[0]):
                best = lacking, headings
    lacking, headings = best or (wanted, [])
    there = ", ".join(text[:_MOST_SHOWN] for text in headings if text)
    raise UnusableFileError(
        _("Kolom %(lacking)s tidak ada di berkas ini; kolomnya: %(there)s.")
        % {"lacking": ", ".join(lacking), "there": there or "–"}
    )


class _Reader:
    """The columns by place, and what was read so far."""

    def __init__(self, headings: Sequence[str], asked: Asked) -> None:
        self.headings, self.asked = list(headings), asked
        folded = [_folded(text) for text in headings]
        self.place = {name: folded.index(name) for name in reversed(folded)}
        self.unit = self._at(asked.unit) if asked.unit else self._guessed_unit()
        self.found = FigureFile()

    def _at(self, name: str) -> int:
        return self.place[_folded(name)]

    def _guessed_unit(self) -> int | None:
        return next((at for name, at in self.place.items() if name in _UNIT_HEADINGS), None)

    def read(self, rows: Sequence[Row]) -> FigureFile:
        """All rows: numbers and times by whole columns, then row by row."""
        kept = [row for row in rows if self._is_wanted(row)]
        cells = list(self._side_by_side(kept) if self.asked.time is None else self._down(kept))
        values = read_column([cell.value for cell in cells])
        targets = read_column([cell.target for cell in cells])
        times = read_periods([_plain(cell.time) for cell in cells])
        self._note(values)
        common = self._common_words(kept)
        for at, cell in enumerate(cells):
            self._take(cell, times[at], values, targets.figures[at], at, common)
        self.found.rejected.sort()
        return self.found

    def _is_wanted(self, row: Row) -> bool:
        return all(
            _folded(text_of(row.cell(self._at(name)))) == _folded(text)
            for name, text in self.asked.where
        )

    def _down(self, rows: Sequence[Row]) -> Iterator[_Cell]:
        assert self.asked.time is not None
        if len(self.asked.values) != 1:
            raise UnusableFileError(
                _(
                    "Sebutkan satu kolom nilai bila ada kolom waktu; beberapa kolom nilai hanya tanpa kolom waktu."
                )
            )
        value, time = self._at(self.asked.values[0]), self._at(self.asked.time)
        target = self._at(self.asked.target) if self.asked.target else None
        for row in rows:
            aim = None if target is None else row.cell(target)
            yield _Cell(row, row.cell(value), row.cell(time), aim)

    def _side_by_side(self, rows: Sequence[Row]) -> Iterator[_Cell]:
        """Times side by side; a row without any figure is a heading inside the table."""
        times = {name: period_in(self.headings[self._at(name)]) for name in self.asked.values}
        unclear = [name for name, time in times.items() if time is None]
        if unclear:
            raise UnusableFileError(
                _("Judul kolom %(names)s tidak menyebut waktu; sebutkan kolom waktunya.")
                % {"names": ", ".join(unclear)}
            )
        for row in rows:
            cells = [(row.cell(self._at(name)), time) for name, time in times.items() if time]
            if self._is_heading(row, [value for value, _time in cells]):
                continue
            for value, time in cells:
                yield _Cell(row, value, time.text, None)

    def _is_heading(self, row: Row, values: Sequence[Value]) -> bool:
        """Whether the row has no figure, or lacks some and a part of its name: then it is said and left out."""
        empty = [is_empty(value) for value in values]
        names = [is_empty(row.cell(self._at(name))) for name in self.asked.series]
        if all(empty):
            self.found.rejected.append(Rejected(row.line, _("Baris ini tidak berisi angka.")))
        elif any(empty) and any(names):
            sentence = _("Baris ini judul di dalam tabel: nama dan angkanya tidak lengkap.")
            self.found.rejected.append(Rejected(row.line, sentence))
        return all(empty) or (any(empty) and any(names))

    def _note(self, values: Column) -> None:
        if values.is_mixed:
            self.found.notes.append(
                _(
                    "Kolom nilai memakai koma dan titik desimal bercampur; tiap angka dibaca menurut tulisannya."
                )
            )
        guesses = sum(bool(one and one.is_guess) for one in values.figures)
        if guesses:
            self.found.notes.append(
                _(
                    "%(count)s angka dapat dibaca dua cara; titik dibaca sebagai pemisah ribuan, koma sebagai desimal."
                )
                % {"count": guesses}
            )

    def _common_words(self, rows: Sequence[Row]) -> frozenset[str]:
        """Words that look like a trial, yet stand on so many rows that they are a category."""
        found = Counter(
            _folded(cell)
            for row in rows
            for cell in row.cells
            if isinstance(cell, str) and is_trial(cell)
        )
        return frozenset(word for word, count in found.items() if count > _CATEGORY * len(rows))

    def _take(
        self,
        cell: _Cell,
        time: Period | None,
        values: Column,
        target: Written | None,
        at: int,
        common: frozenset[str],
    ) -> None:
        value, line = values.figures[at], cell.row.line
        series = tuple(text_of(cell.row.cell(self._at(name))) for name in self.asked.series)
        if is_empty(cell.time) and at in values.empty and not any(series):
            return
        if time is None:
            self._reject(line, _("Waktu “%(text)s” tidak dikenali."), cell.time)
            return
        if value is None and at not in values.empty:
            self._reject(line, _("Nilai “%(text)s” bukan angka."), cell.value)
            return
        self.found.readings.append(
            Reading(
                *(line, series, time, value.value if value else None),
                places=value.places if value else 0,
                unit=self._unit_of(cell, value),
                target=target.value if target else None,
                entered=self._entered(cell.row),
                words=self._words(cell.row, common),
                is_guess=bool(value and value.is_guess),
            )
        )

    def _reject(self, line: int, sentence: str, text: Value) -> None:
        shown = text_of(text)[:_MOST_SHOWN]
        self.found.rejected.append(Rejected(line, sentence % {"text": shown}))

    def _unit_of(self, cell: _Cell, value: Written | None) -> str:
        unit = "" if self.unit is None else text_of(cell.row.cell(self.unit))
        if unit:
            return unit
        is_percent = (value and value.is_percent) or any(
            _PERCENT_HEADING.search(name) for name in self.asked.values
        )
        return "%" if is_percent else ""

    def _entered(self, row: Row) -> date | None:
        if self.asked.entered is None:
            return None
        try:
            return day_of(row.cell(self._at(self.asked.entered)))
        except NoDayError:
            return None

    def _words(self, row: Row, common: frozenset[str]) -> tuple[str, ...]:
        """The cells of a row that look typed to try the form."""
        return tuple(
            cell
            for cell in row.cells
            if isinstance(cell, str) and is_trial(cell) and _folded(cell) not in common
        )


def _plain(time: Value) -> object:
    """A time as its reader takes it: texts without what cannot be seen."""
    return text_of(time) if isinstance(time, str) else time


def period_in(heading: str) -> Period | None:
    """The time that a heading names, as "capaian_tahun_2018" does."""
    words = re.split(r"[\s_]+", heading.strip())[:_MOST_NAMED]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            try:
                return read_period(" ".join(words[start : start + length]))
            except NoPeriod:
                continue
    return None
