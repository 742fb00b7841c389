"""What a spreadsheet is once it is read: rows of typed cells that know their line in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import ValidationError

Value = str | int | float | bool | date | datetime | time | None

MAX_BYTES = 64 * 1024 * 1024
MAX_LETTERS = MAX_BYTES  # of all cells of a workbook: as many as a text file has
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 300
MAX_CELL = 32_767  # what a spreadsheet program itself allows


class UnusableFileError(ValidationError):
    """The file as a whole cannot be used; its message is the one sentence that says why."""

    @property
    def sentence(self) -> str:
        """The sentence alone, for a command line."""
        return self.messages[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is where a person finds it in the file."""

    line: int
    cells: Sequence[Value]

    def cell(self, index: int) -> Value:
        """The cell, or nothing when the row is shorter than its heading."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """Something about the file that was understood in one of several ways: which, and where."""

    line: int
    code: str
    about: str = ""


@dataclass(slots=True)
class Sheet:
    """A named table of rows; rows that are wholly empty are left out."""

    name: str
    rows: list[Row] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
