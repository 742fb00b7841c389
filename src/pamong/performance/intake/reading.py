"""A table as rows to read: the words of its headings, its digest, and the rows that cannot be read."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from django.utils.translation import gettext as _

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import Row, UnusableFileError, Value
from pamong.people.importing.refusing import RowError
from pamong.ui.numbers import say_number

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that is not imported, with its cells as they were."""

    line: int
    cells: Sequence[Value]
    reason: str


@cache
def heading_words(file: str) -> Mapping[str, list[str]]:
    """The folded headings of each field, from the table beside a module."""
    text = Path(file).with_name("headings.toml").read_text(encoding="utf-8")
    fields: dict[str, list[str]] = tomllib.loads(text)["fields"]
    return fields


def digest_of(file: BinaryIO) -> str:
    """The mark of what is in a file, which is read from its beginning afterwards."""
    mark = hashlib.sha256()
    while piece := file.read(1 << 20):
        mark.update(piece)
    file.seek(0)
    return mark.hexdigest()


def sort_out(
    rows: Sequence[Row], read: Callable[[Row], R], *, most: int
) -> tuple[list[R], list[RejectedRow]]:
    """The rows as they are read, and those that cannot be, with the reason."""
    if len(rows) > most:
        raise UnusableFileError(
            _("Berkas ini lebih dari %(most)s baris: bagi menjadi beberapa berkas.")
            % {"most": say_number(most)}
        )
    found: list[R] = []
    rejected: list[RejectedRow] = []
    for row in _told(rows):
        try:
            found.append(read(row))
        except RowError as error:
            rejected.append(RejectedRow(row.line, row.cells, str(error)))
    return found, rejected


def _told(rows: Iterable[Row]) -> Iterator[Row]:
    """Without empty rows and the row "(1) (2) (3)" that tables here carry under their headings."""
    for row in rows:
        texts = [text for cell in row.cells if (text := text_of(cell))]
        if [text.strip("()") for text in texts] != [str(n + 1) for n in range(len(texts))]:
            yield row


def shown_rejected(rows: Iterable[RejectedRow]) -> list[list[Any]]:
    """Rejected rows as they are kept for the page and for the file that goes back."""
    return [
        [row.line, row.reason, [cell if is_number(cell) else text_of(cell) for cell in row.cells]]
        for row in rows
    ]
