"""What the columns of a table probably are: proposed to a person, never read by itself."""

import re
from collections import Counter
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.measurement.figure_files.headings import headed
from pamong.measurement.figure_files.tables import OFFICES, FigureColumns, period_in, says_office
from pamong.measurement.figure_files.tables import YEARS as YEARS_OF_ROWS
from pamong.measurement.sources.mapping import Brings, Mapping, Mark, asked_of, period_of
from pamong.people.importing.folding import folded_heading, has_word
from pamong.stats.periods import COUNT, Period, read_periods
from pamong.stats.unclear_periods import part_in, with_year
from pamong.stats.written import Column, read_column

SAMPLED = 500
# Headings by their whole words; then by how they end, as tables of a program begin each with their own name.
WHOLE: Pairs[str, tuple[str, ...]] = {
    "code": ("KODE INDIKATOR", "KODE", "CODE"),
    "name": (
        *("INDIKATOR KINERJA", "NAMA INDIKATOR", "INDIKATOR", "INDICATOR", "URAIAN"),
        *("NAMA", "NAME"),
    ),
    "office": OFFICES,
    "measure": ("SATUAN", "SATUAN UKURAN", "UNIT OF MEASURE", "TIPE TARGET", "MEASURE"),
    "time": ("PERIODE", "TAHUN", "BULAN", "TRIWULAN", "TANGGAL", "PERIOD", "YEAR", "DATE"),
    "value": ("REALISASI", "CAPAIAN", "NILAI", "ANGKA", "VALUE", "TARGET"),
}
ENDS: Pairs[str, tuple[str, ...]] = {
    "code": ("INDIKATOR KODE",),
    "name": ("INDIKATOR NAMA", "INDIKATOR"),
    "value": ("REALISASI KINERJA", "CAPAIAN KINERJA", "TARGET KINERJA", "TARGET"),
}
NUMBERS = ("NO", "NOMOR", "NUMBER", "ID", "KODE", "CODE", "RP", "PAGU", "ANGGARAN", "BUDGET")
MONEY = ("RP", "PAGU", "ANGGARAN", "REALISASI")  # beside targets: what they cost
YEARS = re.compile(r"(?:19|20|21)\d\d")
PARTS = ("PERIODE", "PERIOD", "BULAN", "MONTH", "TRIWULAN", "QUARTER", "SEMESTER")
YEAR_OF_PARTS = 1900  # in which months without a year are told apart


@dataclass(frozen=True, slots=True)
class _Table:
    headings: Sequence[str]
    rows: Sequence[Row]

    @property
    def named(self) -> dict[str, str]:
        """Each heading once, by its folded text."""
        return {folded_heading(text): text for text in reversed(self.headings) if text}

    def column(self, heading: str) -> Column:
        place = list(self.headings).index(heading)
        return read_column([row.cell(place) for row in self.rows[:SAMPLED]])

    def texts(self, heading: str) -> list[str]:
        place = list(self.headings).index(heading)
        return [text_of(row.cell(place)) for row in self.rows[:SAMPLED]]

    def is_figures(self, heading: str) -> bool:
        """Whether most cells of a column are figures."""
        column = self.column(heading)
        said = len(column.figures) - len(column.empty)
        return said > 0 and sum(one is not None for one in column.figures) * 2 >= said

    def is_periods(self, heading: str) -> bool:
        """Whether most cells of a column are times; the number of a year in a plan is none."""
        said = [text for text in self.texts(heading) if text]
        found = [one for one in read_periods(said) if one and one.kind != COUNT]
        return bool(said) and len(found) * 2 >= len(said)


def fullest(sheets: Sequence[Sheet]) -> tuple[list[str], Sequence[Row]]:
    """The headings of the fullest table, and the rows below them."""
    sheet = max(sheets, key=lambda one: len(one.rows))
    headings, last = headed(sheet.rows)
    return headings, sheet.rows[last + 1 :]


def asked_by_itself(sheets: Sequence[Sheet], name: str) -> FigureColumns:
    """What a file is asked where nobody names its columns; its period is that of its name, if it says one."""
    headings, rows = fullest(sheets)
    found = guessed(headings, rows, year_of(name))
    if not found.values:
        there = ", ".join(text for text in headings if text) or "–"
        told = _("Kolom angka tidak dikenali; sebutkan dengan --value. Kolomnya: %s.") % there
        raise UnusableFileError(told)
    return replace(asked_of(found), confirmed="")


def guessed(headings: Sequence[str], rows: Sequence[Row], period: str = "") -> Mapping:
    """A mapping that a person can accept as it is; `period` is what all rows have where the table says none."""
    table = _Table(headings, rows)
    told = _columns(table)
    one = told.pop("value", "")
    dated = _side_by_side(table)
    values = tuple(dated or ([one] if one else []))
    is_parts = bool(dated) and all(map(part_in, dated))  # months side by side, the year elsewhere
    if dated and not is_parts:
        told.pop("time", None)
    mark, _is_mixed = proposed_mark(values, headings, rows)
    is_target = any(_says_target(text) for text in values)
    asks = bool(values) and (not dated or is_parts) and "time" not in told
    return Mapping(
        **told,
        values=values,
        fixed_time=period if asks else "",
        mark=mark,
        brings=Brings.TARGET if is_target else Brings.READING,
    )


def _columns(table: _Table) -> dict[str, Any]:
    """The column of each field by its heading, where its cells do not say otherwise."""
    told: dict[str, Any] = {}
    for field, words in WHOLE.items():
        left = {k: v for k, v in table.named.items() if v not in told.values()}
        heading = next((left[word] for word in words if word in left), "")
        if heading := heading or _ending(table, field, left) or _office(field, left):
            told[field] = heading
    if "time" in told and not table.is_periods(told["time"]):
        told.pop("time")
    if part := _part_column(table):
        told["time"] = part
    if "value" not in told and (one := _only_figures(table, told)):
        told["value"] = one
    if {"code", "name"} <= told.keys() and not _is_code(table, told):
        told.pop("code")
    return told


def _office(field: str, left: Pairs[str, str]) -> str:
    """A heading that begins as one of offices does."""
    found = (text for text in left.values() if field == "office" and says_office(text))
    return next(found, "")


def _part_column(table: _Table) -> str:
    """The column of months or quarters whose year stands in a column of its own."""
    if not YEARS_OF_ROWS & table.named.keys():
        return ""
    for heading in (table.named[word] for word in PARTS if word in table.named):
        said = [text for text in table.texts(heading) if text]
        found = [one for one in said if with_year(one, YEAR_OF_PARTS, heading)]
        if said and len(found) * 2 >= len(said):
            return heading
    return ""


def _ending(table: _Table, field: str, left: Pairs[str, str]) -> str:
    for word in ENDS.get(field, ()):
        for folded, heading in left.items():
            if folded.endswith(f" {word}") and (field != "value" or table.is_figures(heading)):
                return heading
    begins = (v for k, v in left.items() if field == "name" and k.startswith("INDIKATOR "))
    return next((heading for heading in begins if not table.is_figures(heading)), "")


def _only_figures(table: _Table, told: Pairs[str, str]) -> str:
    """The one column of figures that is no number of the rows."""
    found = [
        heading
        for folded, heading in table.named.items()
        if heading not in told.values()
        and not has_word(folded, NUMBERS)
        and table.is_figures(heading)
    ]
    return found[0] if len(found) == 1 else ""


def _side_by_side(table: _Table) -> list[str]:
    """Columns of times side by side, one for each time; of several those of targets."""
    found = [
        (text, _time(text))
        for text in dict.fromkeys(table.headings)
        if text and _time(text) and table.is_figures(text)
    ]
    kinds = Counter(time.kind for _text, time in found if time)
    dated = [
        (text, time)
        for text, time in found
        if time and time.kind == max(kinds, key=kinds.__getitem__)
    ]
    if len({time for _text, time in dated}) == len(dated):
        return [text for text, _time in dated]
    shapes: dict[str, list[str]] = {}
    for text, _said in dated:
        shapes.setdefault(re.sub(r"\d+", "#", folded_heading(text)), []).append(text)
    return _of_targets(shapes)


def _time(heading: str) -> Period | None:
    """The time that a heading says, be it the number of a year in a plan or a month of some year."""
    part = part_in(heading)
    return with_year(part, YEAR_OF_PARTS) if part else period_of(heading, first_year=1)


def _of_targets(shapes: Pairs[str, list[str]]) -> list[str]:
    """Of several columns of one time those of targets without their costs, else the first that are none of money."""
    plain = [texts for shape, texts in shapes.items() if not has_word(shape, MONEY[:3])]
    targets = [t for t in plain if _says_target(t[0]) and not has_word(folded_heading(t[0]), MONEY)]
    return next(iter(targets or plain), [])


def _says_target(heading: str) -> bool:
    return "TARGET" in folded_heading(heading)


def _is_code(table: _Table, told: Pairs[str, str]) -> bool:
    """Whether a code names an indicator: alone, or beside names that repeat; a bare number counts rows.

    A code that several names share is a programme's, unless as many names are shared by several codes.
    """
    codes, names = table.texts(told["code"]), table.texts(told["name"])
    pairs = [(code, name) for code, name in zip(codes, names, strict=True) if code and name]
    is_number = all(code.isdecimal() for code in codes if code)
    return not is_number and _shared(pairs) <= _shared([(name, code) for code, name in pairs])


def _shared(pairs: Sequence[tuple[str, str]]) -> int:
    """How many of the first stand beside more than one of the second."""
    beside = Counter(first for first, _second in set(pairs))
    return sum(count > 1 for count in beside.values())


def proposed_mark(
    values: Sequence[str], headings: Sequence[str], rows: Sequence[Row]
) -> tuple[str, bool]:
    """What begins the decimals by all cells that leave no doubt, and whether some say otherwise."""
    places = [list(headings).index(text) for text in values if text in headings]
    column = read_column([row.cell(place) for place in places for row in rows])
    return Mark(column.decimal), column.is_mixed


def period_for(name: str, on: date) -> str:
    """What the rows of a file without periods are proposed to be of: what its name says, else this year."""
    return year_of(name) or str(on.year)


def year_of(name: str) -> str:
    """The one period that the name of a file says."""
    stem = name.rpartition(".")[0] or name
    found = period_in(stem) if len(set(YEARS.findall(stem))) == 1 else None
    return found.text if found and found.kind != COUNT else ""
