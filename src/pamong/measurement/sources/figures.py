"""The rows of a source as figures: indicator, period and value of each, or why a row cannot be read."""

import calendar
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.measurement.figure_files.reading import FigureFile, Refused, cells_of, figures_in
from pamong.measurement.figure_files.reasons import LETTERS, Reason
from pamong.measurement.models.indicator import FINEST, FIRST_YEAR, LAST_YEAR, WIDEST
from pamong.measurement.models.source import KEY_LENGTH
from pamong.measurement.sources.mapping import Mapping, asked_of
from pamong.people.importing.folding import folded
from pamong.stats import periods
from pamong.ui.numbers import say_number

MOST = 20_000  # figures of one run
LONGEST = {"code": 60, "name": 1000, "office": 250}  # as cards and units keep them
LENGTHS = {periods.YEAR: 12, periods.HALF: 6, periods.QUARTER: 3, periods.MONTH: 1}


@dataclass(frozen=True, slots=True)
class Span:
    """The period that a source says, by its kind, its first and its last day."""

    kind: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Named:
    """How a source names an indicator."""

    code: str = ""
    name: str = ""
    office: str = ""

    @property
    def key(self) -> str:
        """The same for the same indicator, however it is written in capitals."""
        whole = " | ".join((self.code.casefold(), folded(self.name), folded(self.office)))
        if len(whole) <= KEY_LENGTH:
            return whole
        mark = hashlib.sha256(whole.encode()).hexdigest()
        return f"{whole[: KEY_LENGTH - len(mark) - 1]} {mark}"

    @property
    def said(self) -> str:
        """As people read it."""
        return " · ".join(text for text in (self.code, self.name, self.office) if text)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a source, with the line in which it stands."""

    sheet: str
    line: int
    named: Named
    span: Span
    value: Decimal
    measure: str = ""
    heading: str = ""
    row: Row | None = None

    @property
    def cells(self) -> list[str]:
        """What stands in its row."""
        return cells_of(self.row) if self.row else []


@dataclass(slots=True)
class Figures:
    """What a source says, what could not be read of it, and the same as the rules look at it, table by table."""

    headings: Sequence[str] = ()
    figures: list[Figure] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    files: Sequence[FigureFile] = ()


def read_figures(sheets: Sequence[Sheet], mapping: Mapping) -> Figures:
    """All sheets that have the columns; one sentence where none has."""
    files = figures_in(sheets, asked_of(mapping))
    if not files:
        raise UnusableFileError(
            _("Kolom %(names)s tidak ditemukan. Periksa berkasnya, atau atur kolomnya lagi.")
            % {"names": ", ".join(f"“{text}”" for text in mapping.headings)}
        )
    found = Figures(files[0].table.headings, files=files)
    for file in files:
        found.refused += file.refused
        _Table(file, mapping, found).take()
    return found


class _Table:
    """The figures of one table as cards may hold them."""

    def __init__(self, file: FigureFile, mapping: Mapping, found: Figures) -> None:
        self.file, self.mapping, self.found = file, mapping, found
        names = ("code", "name", "office")
        self.places = {name: file.table.place(getattr(mapping, name)) for name in names}

    def take(self) -> None:
        """One by one; a figure that no card can hold keeps out no other."""
        sheet = self.file.table.sheet
        for one in self.file.taken:
            try:
                span, value = span_of(one.period), fitting(one.value)
            except RowError as error:
                reason = replace(error.reason, column=one.heading)
                kept = Refused(one.row.line, reason, cells_of(one.row), sheet)
                self.found.refused.append(kept)
                continue
            where = (sheet, one.row.line, self._named(one.row), span)
            self.found.figures.append(Figure(*where, value, one.unit, one.heading, one.row))
        if len(self.found.figures) > MOST:
            told = _("Lebih dari %(most)s angka sekali ambil: bagi menjadi beberapa berkas.")
            raise UnusableFileError(told % {"most": say_number(MOST)})

    def _named(self, row: Row) -> Named:
        told = {name: self._text(row, name)[:most] for name, most in LONGEST.items()}
        if self.mapping.fixed_code:
            told["code"] = self.mapping.fixed_code
        return Named(**told)

    def _text(self, row: Row, name: str) -> str:
        place = self.places[name]
        return "" if place is None else text_of(row.cell(place))


class RowError(Exception):
    """A figure stays out."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code)
        self.reason = Reason(code, {name: str(value) for name, value in parts.items()})


def span_of(period: periods.Period) -> Span:
    """The days of a period; what is no year, half-year, quarter, month or day is none."""
    if period.kind == periods.TIME:
        raise RowError("moment")
    if period.kind == periods.DAY:
        day = date.fromordinal(period.at)
        span = Span(period.kind, day, day)
    elif period.kind in LENGTHS:
        span = _months(period.kind, period.at)
    else:
        raise RowError("period", text=period.text[:LETTERS])
    if not FIRST_YEAR <= span.first.year <= LAST_YEAR:
        raise RowError("year", year=span.first.year)
    return span


def _months(kind: str, at: int) -> Span:
    length = LENGTHS[kind]
    year, part = divmod(at, 12 // length)
    if not 1 <= year <= LAST_YEAR * 2:
        raise RowError("year", year=year)
    last = (part + 1) * length
    return Span(
        kind,
        date(year, part * length + 1, 1),
        date(year, last, calendar.monthrange(year, last)[1]),
    )


def fitting(value: Decimal) -> Decimal:
    """The figure as a card keeps it."""
    if value.adjusted() >= WIDEST:
        raise RowError("long")
    return value.quantize(FINEST, ROUND_HALF_UP)


def by_sheet(figures: Sequence[Figure]) -> Iterator[str]:
    """The sheets that brought any, in their order."""
    yield from dict.fromkeys(figure.sheet for figure in figures)
