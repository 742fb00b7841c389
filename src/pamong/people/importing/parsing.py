"""A spreadsheet as people: what each column was taken for, who is in it, and what is left out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from pamong.documents import choosing
from pamong.documents.cells import text_of
from pamong.documents.sheets import Row
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.columns import Columns, find_table
from pamong.people.importing.doubles import settle
from pamong.people.importing.folding import folded_heading, table
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import Finding, PersonRow, Rejected, RowReader

SHORT = 3


@dataclass(slots=True)
class Parsed:
    """The file understood, before anyone looked at what the agency has."""

    digest: str
    columns: Columns
    name: str = ""
    agency: str = ""  # what the file calls the agency, where all its rows agree
    samples: list[list[str]] = field(default_factory=list)  # of each column, to know it by
    people: list[PersonRow] = field(default_factory=list)
    posts: list[PersonRow] = field(default_factory=list)  # further posts of people, as Plt
    rejected: list[Rejected] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    readings: list[Finding] = field(
        default_factory=list
    )  # what was understood in which of its ways

    @property
    def headings(self) -> list[str]:
        """The headings as the file has them."""
        return [guess.heading for guess in self.columns.guesses]


def read_people_file(
    file: BinaryIO, name: str = "", chosen: Mapping[str, int] | None = None
) -> Parsed:
    """Read the file; rows that name nobody, or one person twice, are set apart with the reason."""
    data_digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        data_digest.update(piece)
    file.seek(0)
    sheets = read_spreadsheet(file, name)
    columns, rows = find_table(sheets, chosen)
    agency = agency_of(columns, rows)
    parsed = Parsed(data_digest.hexdigest(), columns, name, agency, samples_of(columns, rows))
    reader = RowReader(columns, rows)
    people = []
    for row in rows:
        if _is_column_number_row(row):
            continue
        try:
            people.append(reader.person(row))
        except RowError as error:
            parsed.rejected.append(Rejected(row.line, row.cells, str(error)))
    told = [Finding(it.line, it.code, it.about) for sheet in sheets for it in sheet.readings]
    parsed.readings = [*told, *reader.readings]
    settled = settle(people)
    parsed.people, parsed.posts = settled.people, settled.posts
    parsed.findings = [*reader.findings, *settled.findings]
    parsed.rejected = sorted([*parsed.rejected, *settled.rejected], key=lambda row: row.line)
    return parsed


def samples_of(columns: Columns, rows: Sequence[Row]) -> list[list[str]]:
    """The first different values of each column, none of one that is not kept."""
    found = choosing.samples_of(len(columns.guesses), rows)
    return [
        [] if guess.is_private else texts
        for guess, texts in zip(columns.guesses, found, strict=True)
    ]


def agency_of(columns: Columns, rows: Sequence[Row]) -> str:
    """The one agency that a column of that name holds; nothing where it is missing or holds several."""
    names = table("headings")["agency"]["names"]
    for place, guess in enumerate(columns.guesses):
        if guess.field or guess.is_private or folded_heading(guess.heading) not in names:
            continue
        told = {text_of(row.cells[place]) for row in rows if place < len(row.cells)} - {""}
        if len(told) == 1:
            return told.pop()
    return ""


def _is_column_number_row(row: Row) -> bool:
    """The row "1 2 3 4" that tables here carry under their headings."""
    texts = (text for cell in row.cells if (text := text_of(cell)))
    return all(text.strip("()").isdigit() and len(text) <= SHORT for text in texts)
