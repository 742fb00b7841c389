"""The rows of a source as figures: indicator, period and value of each, or why a row cannot be read."""

import calendar
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError, Value
from pamong.measurement.figure_files import period_in
from pamong.measurement.models.indicator import FINEST, WIDEST
from pamong.measurement.models.source import KEY_LENGTH
from pamong.measurement.sources.mapping import Found, Mapping, Mark, tables_in
from pamong.people.importing.folding import folded
from pamong.stats import periods
from pamong.stats.quality.single import is_trial
from pamong.stats.written import is_empty
from pamong.ui.numbers import check_sign, read_number, say_number, unit_said

MOST = 20_000  # figures of one run
SHOWN, CELLS = (
    60,
    20,
)  # letters of a cell that a sentence names; cells of a rejected row that are kept
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_PERCENT = 1000  # a sheet that showed 100 as a share writes 10000%
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


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, or one of its figures, that is left out, and why."""

    line: int
    reason: str
    cells: Sequence[str] = ()
    sheet: str = ""


@dataclass(slots=True)
class Figures:
    """What a source says, and what could not be read of it."""

    headings: Sequence[str] = ()
    figures: list[Figure] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_figures(sheets: Sequence[Sheet], mapping: Mapping) -> Figures:
    """All sheets that have the columns; one sentence where none has."""
    tables = tables_in(sheets, mapping)
    if not tables:
        raise UnusableFileError(
            _("Kolom %(names)s tidak ditemukan. Periksa berkasnya, atau atur kolomnya lagi.")
            % {"names": ", ".join(f"“{text}”" for text in mapping.headings)}
        )
    found = Figures(tables[0].headings)
    for table in tables:
        _Reader(table, mapping, found).read()
    return found


class _Reader:
    """One table by its columns."""

    def __init__(self, table: Found, mapping: Mapping, found: Figures) -> None:
        self.table, self.mapping, self.found = table, mapping, found
        names = ("code", "name", "office", "measure", "time")
        self.places = {name: table.place(getattr(mapping, name)) for name in names}
        self.values = [(text, table.place(text)) for text in mapping.values]

    def read(self) -> None:
        """Row by row; a figure that cannot be read keeps out no other."""
        times = self._times()
        for at, row in enumerate(self.table.rows):
            if not any(text_of(cell) for cell in row.cells):
                continue
            try:
                named = self._named(row)
            except ValidationError as error:
                self._refuse(row, error.messages[0])
                continue
            self._figures(row, named, times[at] if times else None)
            if len(self.found.figures) > MOST:
                told = _("Lebih dari %(most)s angka sekali ambil: bagi menjadi beberapa berkas.")
                raise UnusableFileError(told % {"most": say_number(MOST)})

    def _times(self) -> list[periods.Period | None]:
        """The column of times read as a whole: what a day means, the others of its column tell."""
        place = self.places["time"]
        if place is None:
            return []
        cells = [row.cell(place) for row in self.table.rows]
        return periods.read_periods([text_of(c) if isinstance(c, str) else c for c in cells])

    def _named(self, row: Row) -> Named:
        told = {name: self._text(row, name)[:most] for name, most in LONGEST.items()}
        if self.mapping.fixed_code:
            told["code"] = self.mapping.fixed_code
        for text in told.values():
            if is_trial(text):
                raise ValidationError(
                    _("Baris ini tampak seperti isian percobaan: “%s”.") % text[:SHOWN]
                )
        if not told["code"] and not told["name"]:
            raise ValidationError(_("Baris ini tidak menyebut indikator."))
        return Named(**told)

    def _text(self, row: Row, name: str) -> str:
        place = self.places[name]
        return "" if place is None else text_of(row.cell(place))

    def _figures(self, row: Row, named: Named, time: periods.Period | None) -> None:
        cells = [(text, row.cell(place)) for text, place in self.values if place is not None]
        if all(_says_nothing(cell) for _text, cell in cells):
            self._refuse(row, _("Baris ini tidak berisi angka."))
            return
        measure = self._text(row, "measure")
        for heading, cell in cells:
            if _says_nothing(cell):
                continue
            try:
                span = span_of(self._period(row, heading, time))
                value = value_of(cell, self.mapping.mark, measure)
            except ValidationError as error:
                self._refuse(row, f"{heading}: {error.messages[0]}")
                continue
            figure = Figure(self.table.sheet, row.line, named, span, value, measure)
            self.found.figures.append(figure)

    def _period(self, row: Row, heading: str, time: periods.Period | None) -> periods.Period:
        if self.mapping.fixed_time:
            return _period_in(self.mapping.fixed_time)
        if self.places["time"] is None:
            return _period_in(heading)
        if time is None:
            said = self._text(row, "time")[:SHOWN]
            raise ValidationError(_("Periode “%s” tidak dikenali.") % said)
        return time

    def _refuse(self, row: Row, reason: str) -> None:
        cells = [text_of(cell)[:SHOWN] for cell in row.cells[:CELLS]]
        self.found.refused.append(Refused(row.line, reason, cells, self.table.sheet))


def _says_nothing(cell: Value) -> bool:
    return is_empty(text_of(cell) if isinstance(cell, str) else cell)


def _period_in(text: str) -> periods.Period:
    if found := period_in(text):
        return found
    raise ValidationError(_("Periode “%s” tidak dikenali.") % text[:SHOWN])


def span_of(period: periods.Period) -> Span:
    """The days of a period; what is no year, half-year, quarter, month or day is none."""
    if period.kind == periods.TIME:
        raise ValidationError(
            _("Isi periode dengan tanggal, bulan, triwulan, semester, atau tahun.")
        )
    if period.kind == periods.DAY:
        day = date.fromordinal(period.at)
        span = Span(period.kind, day, day)
    elif period.kind in LENGTHS:
        span = _months(period.kind, period.at)
    else:
        raise ValidationError(_("Periode “%s” tidak dikenali.") % period.text)
    if not FIRST_YEAR <= span.first.year <= LAST_YEAR:
        raise ValidationError(_("Tahun %d di luar jangkauan.") % span.first.year)
    return span


def _months(kind: str, at: int) -> Span:
    length = LENGTHS[kind]
    year, part = divmod(at, 12 // length)
    if not 1 <= year <= LAST_YEAR * 2:
        raise ValidationError(_("Tahun %d di luar jangkauan.") % year)
    last = (part + 1) * length
    return Span(
        kind,
        date(year, part * length + 1, 1),
        date(year, last, calendar.monthrange(year, last)[1]),
    )


def value_of(cell: Value, mark: str, measure: str) -> Decimal:
    """The figure of a cell, by the decimals that a person confirmed for the source."""
    if is_number(cell):
        value = Decimal(str(cell))
    elif isinstance(cell, str):
        value = _written(text_of(cell), mark, measure)
    else:
        raise ValidationError(_("“%s” bukan angka.") % text_of(cell)[:SHOWN])
    if value.adjusted() >= WIDEST:
        raise ValidationError(_("Angka terlalu panjang. Periksa lagi angkanya."))
    return value.quantize(FINEST, ROUND_HALF_UP)


def _written(text: str, mark: str, measure: str) -> Decimal:
    told: dict[str, Any] = {"text": text[:SHOWN]}
    try:
        found = read_number(text, english=mark == Mark.POINT)
    except ValidationError as error:
        if error.code == "long":
            raise
        raise ValidationError(_("“%(text)s” bukan angka.") % told) from None
    if found.is_guess:
        said = (
            _("“%(text)s” tidak memakai titik desimal seperti yang dipilih untuk sumber ini.")
            if mark == Mark.POINT
            else _("“%(text)s” tidak memakai koma desimal seperti yang dipilih untuk sumber ini.")
        )
        raise ValidationError(said % told)
    check_sign(text, measure)
    if unit_said(text) == "%" and abs(found.value) >= MOST_PERCENT:
        told["less"] = say_number(found.value / 100)
        raise ValidationError(
            _("“%(text)s” mungkin %(less)s%%: lembar kerja mengalikan persen dengan 100.") % told
        )
    return found.value


def by_sheet(figures: Sequence[Figure]) -> Iterator[str]:
    """The sheets that brought any, in their order."""
    yield from dict.fromkeys(figure.sheet for figure in figures)
