"""Where the table of figures stands in a file: its heading row, its columns by what their headings say."""

import gzip
import re
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _

from pamong.documents.cells import letter_of, text_of
from pamong.documents.sheets import MAX_BYTES, Row, Sheet, UnusableFileError, Value
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.measurement.figure_files.headings import headed, headings_of, spanned
from pamong.measurement.figure_files.reasons import LETTERS
from pamong.people.importing.folding import folded_heading
from pamong.stats.periods import COUNT, YEAR, NoPeriod, Period, read_period
from pamong.stats.unclear_periods import is_span_or_week, span_of_months

LOOKED_AT = 30
# Headings of columns that say whose an indicator is, not which.
OFFICES = ("UNIT PEMILIK", "UNIT KERJA", "PERANGKAT DAERAH", "OPD", "SKPD", "UNIT")
INDICATORS, CODES = frozenset(["INDIKATOR", "INDICATOR"]), frozenset(["KODE", "CODE"])
YEARS = frozenset(["TAHUN", "THN", "TAHUN ANGGARAN", "YEAR"])  # of columns that complete a "TW I"
NUMBERED = re.compile(r"\b(?:TH|THN|TAHUN|YEAR) ?(?:KE )?(?P<number>\d{1,2})\b")
_MOST_NAMED = 20  # words of a heading in which a time is looked for
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class FigureColumns:
    """Which columns hold what; several `values` without `time` are times side by side, named by their headings."""

    values: tuple[str, ...]
    time: str | None = None
    series: tuple[str, ...] = ()
    target: str | None = None
    unit: str | None = None
    entered: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    period: str = ""  # that of every row, where no column says one
    decimal: str = ""  # what begins the decimals; else the column tells
    confirmed: str = (
        ""  # the same as a person confirmed it: it counts where the column tells another
    )
    naming: tuple[str, ...] | None = None  # columns that name the indicator; else told by headings
    first_year: int = 0  # where headings number the years of a plan: that of the first

    @property
    def columns(self) -> dict[str, list[str]]:
        """The headings by what they hold, and the period of all rows."""
        lone = {"time": self.time, "unit": self.unit, "target": self.target, "period": self.period}
        several = {"value": list(self.values), "series": list(self.series)}
        return several | {name: [text] if text else [] for name, text in lone.items()}

    @property
    def wanted(self) -> list[str]:
        """The headings that a table must have."""
        told = [name for name in (self.time, self.target, self.unit, self.entered) if name]
        return [*told, *self.values, *self.series, *(name for name, _text in self.where)]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row with the rows below it."""

    sheet: str
    headings: Sequence[str]
    rows: Sequence[Row]

    def place(self, heading: str) -> int | None:
        """The column of a heading as it is written, else as it is meant; nothing where none is asked for."""
        if not heading:
            return None
        texts = list(self.headings)
        if heading in texts:
            return texts.index(heading)
        return [known_by(text) for text in texts].index(known_by(heading))


def letters_of(table: Table, heading: str) -> list[str]:
    """The columns over which a heading stands, as spreadsheets name them."""
    texts = list(table.headings)
    key = heading if heading in texts else known_by(heading)
    known = texts if heading in texts else [known_by(text) for text in texts]
    return [letter_of(at) for at, text in enumerate(known) if text == key]


def known_by(heading: str) -> str:
    """What a heading is known by, however it is written; one of signs alone by its signs."""
    return folded_heading(heading) or heading.strip()


def says_office(heading: str) -> bool:
    """Whether a column says whose the indicators are."""
    key = known_by(heading)
    return key in OFFICES or any(key.startswith(f"{one} ") for one in OFFICES[:-1])


def naming_of(series: Sequence[str]) -> tuple[str, ...]:
    """Of the columns that tell series apart those that name the indicator: a row without any is a heading."""
    words = {name: set(known_by(name).split()) for name in series}
    if any(words[name] & INDICATORS for name in series):
        return tuple(name for name in series if words[name] & (INDICATORS | CODES))
    return tuple(name for name in series if not says_office(name)) or tuple(series)


def tables_in(sheets: Sequence[Sheet], wanted: Sequence[str]) -> list[Table]:
    """Every sheet with a heading row that has all the columns, or with several that have them together."""
    keys = {known_by(text) for text in wanted}
    found = (_table_in(sheet, keys) for sheet in sheets)
    return [table for table in found if table]


def _table_in(sheet: Sheet, keys: Collection[str]) -> Table | None:
    rows = sheet.rows[:LOOKED_AT]
    for place, row in enumerate(rows):
        texts = headings_of(row)
        if {known_by(text) for text in texts}.issuperset(keys):
            return Table(sheet.name, texts, sheet.rows[place + 1 :])
    for place in range(len(rows)):
        several = spanned(sheet.rows, place)
        if several and {known_by(text) for text in several[0]}.issuperset(keys):
            return Table(sheet.name, several[0], sheet.rows[several[1] + 1 :])
    return None


def refuse_without(sheets: Sequence[Sheet], wanted: Sequence[str]) -> None:
    """Say which columns no heading row has, and which the likeliest one has."""
    best: tuple[list[str], list[str]] | None = None
    for sheet in sheets:
        for texts in [
            *([headed(sheet.rows)[0]] if sheet.rows else []),
            *(headings_of(row) for row in sheet.rows[:LOOKED_AT]),
        ]:
            known = {known_by(text) for text in texts}
            lacking = [name for name in wanted if known_by(name) not in known]
            if best is None or len(lacking) < len(best[0]):
                best = lacking, texts
    lacking, texts = best or (list(wanted), [])
    there = ", ".join(text[:LETTERS] for text in texts if text)
    raise UnusableFileError(
        _("Kolom %(lacking)s tidak ada di berkas ini; kolomnya: %(there)s.")
        % {"lacking": ", ".join(lacking), "there": there or "–"}
    )


def plain(cell: Value) -> Value:
    """A cell as its reader takes it: texts without what cannot be seen."""
    return text_of(cell) if isinstance(cell, str) else cell


def sheets_in(path: Path, only: str = "") -> list[Sheet]:
    """The tables of CSV (also .gz), XLSX, XLS or ODS; `only` is the name of the one that is meant."""
    if path.is_dir():
        raise UnusableFileError(_("Ini folder: sebutkan satu berkas CSV, XLSX, XLS, atau ODS."))
    sheets = read_spreadsheet(_opened(path), path.name)
    named = [one for one in sheets if known_by(one.name) == known_by(only)] if only else sheets
    if not named:
        told = {"name": only, "there": ", ".join(one.name for one in sheets)}
        raise UnusableFileError(
            _("Tidak ada lembar “%(name)s” di berkas ini; lembarnya: %(there)s.") % told
        )
    return named


def _unopened(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("Berkas ini tidak ada. Periksa nama dan foldernya.")
    if isinstance(error, PermissionError):
        return _("Berkas ini tidak boleh dibaca oleh akun yang menjalankan perintah ini.")
    return _("Berkas ini tidak dapat dibuka (%s).") % (error.strerror or type(error).__name__)


def _opened(path: Path) -> BytesIO:
    """The content of a file, unpacked where it is packed."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnusableFileError(_unopened(error)) from None
    if not data.startswith(_GZIP):
        return BytesIO(data)
    try:
        with gzip.open(BytesIO(data)) as packed:
            return BytesIO(packed.read(MAX_BYTES + 1))
    except (OSError, EOFError, zlib.error):
        raise UnusableFileError(_("Berkas terkompresi ini rusak: unduh ulang berkasnya.")) from None


def period_in(heading: str) -> Period | None:
    """The time that a heading names, as "capaian_tahun_2018" does."""
    words = re.split(r"[\s_]+", heading.strip())[:_MOST_NAMED]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            text = " ".join(words[start : start + length])
            try:
                return read_period(text)
            except NoPeriod:
                if span := span_of_months(text):
                    return span
                if is_span_or_week(text):
                    return None
    return None


def is_numbered(heading: str) -> bool:
    """Whether a heading names a year by its number in a plan, as th1_target does."""
    found = period_in(heading)
    return bool(NUMBERED.search(folded_heading(heading))) and (found is None or found.kind == COUNT)


def time_of(heading: str, first_year: int) -> Period | None:
    """The time that a heading says; numbered years begin with the first of the plan, where it is known."""
    if not first_year or not is_numbered(heading):
        return period_in(heading)
    number = NUMBERED.search(folded_heading(heading))
    return Period(YEAR, first_year + int(number["number"]) - 1) if number else None
