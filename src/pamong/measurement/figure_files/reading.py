"""A file of figures by its columns: what each row and cell says, or why it stays out; pages and commands read by this alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError

from pamong.documents.cells import NoDayError, day_of, text_of
from pamong.documents.sheets import Row, Sheet, Value
from pamong.measurement.figure_files.reasons import LETTERS, Reason, examples_kept, sign_fault
from pamong.measurement.figure_files.tables import (
    FigureColumns,
    Table,
    letters_of,
    naming_of,
    plain,
    refuse_without,
    tables_in,
)
from pamong.measurement.figure_files.times import Times
from pamong.people.importing.folding import folded
from pamong.stats.periods import Period
from pamong.stats.quality import Reading
from pamong.stats.quality.single import is_trial
from pamong.stats.unclear_periods import fault_of
from pamong.stats.written import Column, Written, is_empty, is_too_long, read_column
from pamong.ui.numbers import check_sign

CELLS = 20  # cells of a rejected row that are kept
MOST_PERCENT = 1000  # a sheet that showed 100 as a share writes 10000%
_UNIT_HEADINGS = frozenset(["satuan", "satuan ukuran", "uom", "unit of measure", "unit pengukuran"])
_PERCENT_HEADING = re.compile(r"%|persen|percent", re.IGNORECASE)
_CATEGORY = 0.5  # a word on more than half of the rows is a category, not a trial


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, or one of its figures, that is left out, and why."""

    line: int
    reason: Reason
    cells: Sequence[str] = ()
    sheet: str = ""


class Taken(NamedTuple):
    """A figure that may be written: its row, of several in it the heading it stands under, its time, of what it is."""

    row: Row
    heading: str
    period: Period
    value: Decimal
    series: tuple[str, ...]
    unit: str


@dataclass
class FigureFile:
    """What a table says: its readings, those of them that stay out, the rows left out, how numbers were read."""

    table: Table
    readings: list[Reading] = field(default_factory=list)
    doubted: set[int] = field(
        default_factory=set
    )  # places of readings of rows that stay out, asked about alone
    taken: list[Taken] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)

    @property
    def sound(self) -> list[Reading]:
        """Readings of which no row is refused."""
        return [one for at, one in enumerate(self.readings) if at not in self.doubted]


class _Cell(NamedTuple):
    """A figure's place: its row, the heading of its column, what stands there."""

    row: Row
    heading: str
    value: Value
    target: Value
    is_out: bool  # whether its row stays out already, and is only asked about


def read_figures(sheets: Sequence[Sheet], asked: FigureColumns) -> list[FigureFile]:
    """Every sheet with the columns; a file without them is one sentence."""
    if not tables_in(sheets, asked.wanted):
        refuse_without(sheets, asked.wanted)
    return figures_in(sheets, asked)


def figures_in(sheets: Sequence[Sheet], asked: FigureColumns) -> list[FigureFile]:
    """The same; nothing where no sheet has the columns."""
    return [_Reader(table, asked).read() for table in tables_in(sheets, asked.wanted)]


class _Reader:
    """The columns by place, and what was read so far."""

    def __init__(self, table: Table, asked: FigureColumns) -> None:
        self.table, self.asked, self.found = table, asked, FigureFile(table)
        self.measure = table.place(asked.unit or "")
        self.unit = self._guessed_unit() if self.measure is None else self.measure
        self.target = table.place(asked.target or "")
        self.entered = table.place(asked.entered or "")
        self.series = self._places(asked.series)
        named = naming_of(asked.series) if asked.naming is None else asked.naming
        self.naming = self._places(named)
        self.values = list(zip(asked.values, self._places(asked.values), strict=True))
        self.times, self.is_wide = Times(table, asked), len(asked.values) > 1

    def _places(self, names: Sequence[str]) -> list[int]:
        return [at for name in names if (at := self.table.place(name)) is not None]

    def _guessed_unit(self) -> int | None:
        texts = [" ".join(text.split()).casefold() for text in self.table.headings]
        return next((at for at, text in enumerate(texts) if text in _UNIT_HEADINGS), None)

    def read(self) -> FigureFile:
        """All rows: numbers and times by whole columns, then row by row."""
        rows = [row for row in self.table.rows if self._is_wanted(row)]
        self.common = common_words(rows)
        cells = [cell for row in rows for cell in self._cells(row)]
        values = self._column([cell.value for cell in cells])
        targets = read_column([plain(cell.target) for cell in cells])
        times = self.times.read([(cell.row, cell.heading) for cell in cells])
        self._note_columns()
        self._note(cells, values)
        for at, cell in enumerate(cells):
            self._take(cell, times[at], values.figures[at], targets.figures[at])
        self.found.refused.sort(key=lambda one: one.line)
        return self.found

    def _is_wanted(self, row: Row) -> bool:
        if not any(text_of(cell) for cell in row.cells):
            return False
        return all(
            _folded(text_of(row.cell(self.table.place(name) or 0))) == _folded(text)
            for name, text in self.asked.where
        )

    def _column(self, cells: Sequence[Value]) -> Column:
        """The figures of all cells: a cell's own clear mark wins, the column's or the confirmed one else."""
        texts, told = [plain(cell) for cell in cells], self.asked.confirmed
        found = read_column(texts, self.asked.decimal)
        return read_column(texts, told) if told and told != found.decimal else found

    def _cells(self, row: Row) -> Iterator[_Cell]:
        """The figures of a row, unless it is none: a heading inside the table, a row without a name."""
        values = [(name, row.cell(place)) for name, place in self.values]
        empty = all(is_empty(plain(value)) for _name, value in values)
        reason = self._row_fault(row, [text_of(value) for _name, value in values], empty=empty)
        if reason:
            self._refuse(row, reason)
        is_listed = bool(self.asked.time) or not empty  # a time without a figure is missing
        if reason and not (reason.code in ("trial", "empty") and is_listed):
            return
        aim = None if self.target is None else row.cell(self.target)
        for name, value in values:
            yield _Cell(row, name, value, aim, is_out=bool(reason))

    def _row_fault(self, row: Row, values: Sequence[str], *, empty: bool) -> Reason | None:
        names = [text_of(row.cell(place)) for place in self.naming]
        places = [*self.series, *([] if self.measure is None else [self.measure])]
        tried = [text for at in places if is_trial(text := text_of(row.cell(at)))]
        if tried or (tried := list(trial_words(row, self.common))):
            return Reason("trial", {"text": tried[0].strip()[:LETTERS]})
        if names and all(is_empty(name) for name in names):
            return Reason("nameless")
        if empty:
            return Reason("empty")
        told = {folded(text) for text in values if any(map(str.isalpha, text))}
        across = next((name for name in names if folded(name) in told), "")
        return Reason("across", {"text": across[:LETTERS]}) if across else None

    def _note_columns(self) -> None:
        """Headings that stand over several columns, of which the first is read."""
        for name in dict.fromkeys(self.asked.wanted):
            letters = letters_of(self.table, name)
            if len(letters) > 1:
                told = {"text": name[:LETTERS], "columns": ", ".join(letters), "read": letters[0]}
                self.found.notes.append(Reason("two_columns", told))

    def _note(self, cells: Sequence[_Cell], values: Column) -> None:
        """What a reader should know of how the numbers were read."""
        others = [
            (text_of(cell.value)[:LETTERS], str(cell.row.line), str(one.value))
            for at, cell in enumerate(cells)
            if at in values.contrary and (one := values.figures[at])
        ]
        if others:
            told = {"count": str(len(others)), "examples": examples_kept(others)}
            self.found.notes.append(Reason("other_mark", told))
        if guesses := sum(bool(one and one.is_guess) for one in values.figures):
            code = "two_ways_comma" if values.decimal == "," else "two_ways_point"
            self.found.notes.append(Reason(code, {"count": str(guesses)}))

    def _take(
        self, cell: _Cell, time: Period | None, value: Written | None, target: Written | None
    ) -> None:
        empty = is_empty(plain(cell.value))
        reason = None if cell.is_out or empty else self._fault(cell, time, value)
        if reason:
            self._refuse(cell.row, replace(reason, column=cell.heading if self.is_wide else ""))
        if time is None or reason or (value is None and not empty):
            return
        reading = self._reading(cell, time, value, target)
        if cell.is_out:
            self.found.doubted.add(len(self.found.readings))
        elif value:
            heading = cell.heading if self.is_wide else ""
            told = (reading.series, reading.unit)
            self.found.taken.append(Taken(cell.row, heading, time, value.exact, *told))
        self.found.readings.append(reading)

    def _fault(self, cell: _Cell, time: Period | None, value: Written | None) -> Reason | None:
        """Why a figure cannot be taken."""
        text = text_of(cell.value)[:LETTERS]
        if time is None:
            said = self.times.said(cell.row, cell.heading)[:LETTERS]
            why = fault_of(said)
            return Reason(f"period_{why}" if why else "period", {"text": said})
        if value is None:
            return Reason("long" if is_too_long(cell.value) else "number", {"text": text})
        measure = "" if self.measure is None else text_of(cell.row.cell(self.measure))
        try:
            if isinstance(cell.value, str):
                check_sign(text, measure)
        except ValidationError:
            return sign_fault(text, measure)
        if value.is_percent and abs(value.exact) >= MOST_PERCENT:
            return Reason("hundredfold", {"text": text, "less": str(value.exact / 100)})
        return None

    def _reading(
        self, cell: _Cell, time: Period, value: Written | None, target: Written | None
    ) -> Reading:
        series = tuple(text_of(cell.row.cell(place)) for place in self.series)
        return Reading(
            *(cell.row.line, series, time, value.value if value else None),
            places=value.places if value else 0,
            unit=self._unit_of(cell, value),
            target=target.value if target else None,
            entered=self._entered(cell.row),
            words=trial_words(cell.row, self.common),
            is_guess=bool(value and value.is_guess),
        )

    def _refuse(self, row: Row, reason: Reason) -> None:
        kept = Refused(row.line, reason, cells_of(row), self.table.sheet)
        self.found.refused.append(kept)

    def _unit_of(self, cell: _Cell, value: Written | None) -> str:
        unit = "" if self.unit is None else text_of(cell.row.cell(self.unit))
        if unit:
            return unit
        is_percent = (value and value.is_percent) or any(
            _PERCENT_HEADING.search(name) for name in self.asked.values
        )
        return "%" if is_percent else ""

    def _entered(self, row: Row) -> date | None:
        if self.entered is None:
            return None
        try:
            return day_of(row.cell(self.entered))
        except NoDayError:
            return None


def cells_of(row: Row) -> list[str]:
    """What stands in a row, as a list of rejected rows keeps it."""
    return [text_of(cell)[:LETTERS] for cell in row.cells[:CELLS]]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def common_words(rows: Sequence[Row]) -> frozenset[str]:
    """Words that look like a trial, yet stand on so many rows that they are a category."""
    found = Counter(
        _folded(cell)
        for row in rows
        for cell in row.cells
        if isinstance(cell, str) and is_trial(cell)
    )
    return frozenset(word for word, count in found.items() if count > _CATEGORY * len(rows))


def trial_words(row: Row, common: frozenset[str]) -> tuple[str, ...]:
    """The cells of a row that look typed to try the form."""
    return tuple(
        cell
        for cell in row.cells
        if isinstance(cell, str) and is_trial(cell) and _folded(cell) not in common
    )
