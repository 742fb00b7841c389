"""Which column of a source says what: as a person confirmed it, by the headings, never by the order."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, Sheet
from pamong.measurement.figure_files import period_in
from pamong.people.importing.folding import folded_heading
from pamong.stats.written import read_column

LOOKED_AT, SAMPLED, LONGEST = 30, 500, 200
WORDS: Pairs[str, tuple[str, ...]] = {
    "code": ("KODE INDIKATOR", "KODE", "CODE"),
    "name": ("INDIKATOR KINERJA", "NAMA INDIKATOR", "INDIKATOR", "INDICATOR", "URAIAN"),
    "office": ("UNIT PEMILIK", "UNIT KERJA", "PERANGKAT DAERAH", "OPD", "SKPD", "UNIT"),
    "measure": ("SATUAN", "SATUAN UKURAN", "TIPE TARGET", "MEASURE"),
    "time": ("PERIODE", "TAHUN", "BULAN", "TRIWULAN", "TANGGAL", "PERIOD", "YEAR", "DATE"),
    "value": ("REALISASI", "CAPAIAN", "NILAI", "ANGKA", "VALUE", "TARGET"),
}


class Mark(models.TextChoices):
    """What begins the decimals."""

    COMMA = ",", _("Koma: 87,5 dan 1.234,5")
    POINT = ".", _("Titik: 87.5 dan 1,234.5")


class Brings(models.TextChoices):
    """What the figures are."""

    READING = "reading", _("Realisasi")
    TARGET = "target", _("Target tahun")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Headings of columns, and what is the same in every row."""

    name: str = ""
    code: str = ""
    office: str = ""
    measure: str = ""
    time: str = ""
    values: tuple[str, ...] = ()  # several without a time are times side by side
    fixed_time: str = ""
    fixed_code: str = ""
    mark: str = Mark.COMMA
    brings: str = Brings.READING

    @property
    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def headings(self) -> list[str]:
        """Those that a heading row must have."""
        named = (self.name, self.code, self.office, self.measure, self.time)
        return [*(heading for heading in named if heading), *self.values]


def mapping_of(kept: Pairs[str, Any]) -> Mapping:
    """What a row keeps."""
    return Mapping(**{**kept, "values": tuple(kept.get("values", ()))})


@dataclass(frozen=True, slots=True)
class Found:
    """A heading row with the rows below it."""

    sheet: str
    headings: Sequence[str]
    rows: Sequence[Row]

    def place(self, heading: str) -> int | None:
        """The column of a heading; nothing where none is asked for."""
        known = [folded_heading(text) for text in self.headings]
        return known.index(folded_heading(heading)) if heading else None


def headings_of(row: Row) -> list[str]:
    """The texts of a heading row, none longer than anybody would choose from."""
    return [text_of(cell)[:LONGEST] for cell in row.cells]


def tables_in(sheets: Sequence[Sheet], mapping: Mapping) -> list[Found]:
    """Every sheet with a heading row that has all the columns."""
    wanted = {folded_heading(text) for text in mapping.headings}
    found = []
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:LOOKED_AT]):
            texts = headings_of(row)
            if wanted <= {folded_heading(text) for text in texts}:
                found.append(Found(sheet.name, texts, sheet.rows[place + 1 :]))
                break
    return found


def guessed(headings: Sequence[str], rows: Sequence[Row]) -> Mapping:
    """What the columns probably are: proposed to a person, never read by itself."""
    told: dict[str, Any] = {}
    known = {folded_heading(text): text for text in reversed(headings) if text}
    for field, words in WORDS.items():
        left = {k: v for k, v in known.items() if v not in told.values()}
        heading = next((left[word] for word in words if word in left), "")
        if heading:
            told[field] = heading
    one = told.pop("value", "")
    dated = [
        text for text in headings if text and period_in(text) and _is_figures(text, headings, rows)
    ]
    told["values"] = tuple(dated or ([one] if one else []))
    if dated:
        told.pop("time", None)
    mark, _is_mixed = proposed_mark(told["values"], headings, rows)
    brings = Brings.TARGET if any("TARGET" in folded_heading(t) for t in told["values"]) else ""
    return Mapping(**told, mark=mark, brings=brings or Brings.READING)


def _is_figures(heading: str, headings: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether most cells of a column are figures."""
    place = list(headings).index(heading)
    column = read_column([row.cell(place) for row in rows[:SAMPLED]])
    said = len(column.figures) - len(column.empty)
    return said > 0 and sum(one is not None for one in column.figures) * 2 >= said


def proposed_mark(
    values: Sequence[str], headings: Sequence[str], rows: Sequence[Row]
) -> tuple[str, bool]:
    """What begins the decimals by all cells that leave no doubt, and whether some say otherwise."""
    places = [list(headings).index(text) for text in values if text in headings]
    column = read_column([row.cell(place) for place in places for row in rows])
    return Mark(column.decimal), column.is_mixed
