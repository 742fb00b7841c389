"""The reference adapter: a folder into which another system, or a person, puts files.

Under the folder stand `people`, `plans` and `ratings`. Every file is one page; files are taken in the
order of their names, those after the last one that was imported. Name them by day.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, UnusableFileError
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.performance.national_source.protocol import (
    Kind,
    NationalPage,
    Record,
    SourceError,
)

KINDS: tuple[Kind, ...] = ("people", "plans", "ratings")
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"})
LOOKED_AT, LEAST = 30, 2  # rows in which a heading row is looked for, and its filled cells


class FolderSource:
    """Reads the files of PAMONG_NATIONAL_FOLDER; they stay where they are."""

    name = "Folder"

    def __init__(self, folder: str = "") -> None:
        self.folder = Path(folder or settings.NATIONAL_FOLDER)

    def kinds(self) -> Collection[Kind]:
        """Those that have a folder of their own."""
        return [kind for kind in KINDS if (self.folder / kind).is_dir()]

    def fetch(self, kind: Kind, *, since: str, cursor: str) -> NationalPage:
        """The next file after the one that the cursor, or else the marker, names."""
        found = [path for path in self._files(kind) if path.name > (cursor or since)]
        if not found:
            return NationalPage((), marker=cursor or since)
        path, *more = found
        return NationalPage(_records(path), path.name if more else "", path.name, path.name)

    def _files(self, kind: Kind) -> list[Path]:
        """Tables only: what a program is still writing has another ending, or a name with a dot."""
        try:
            found = [path for path in (self.folder / kind).iterdir() if _is_table(path)]
        except OSError:
            raise SourceError(_("Folder sumber nasional tidak dapat dibuka.")) from None
        return sorted(found, key=lambda path: path.name)


def _is_table(path: Path) -> bool:
    is_plain = path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~"))
    return is_plain and path.suffix.lower() in TABLES


def _records(path: Path) -> list[Record]:
    try:
        with path.open("rb") as file:
            sheets = read_spreadsheet(file, path.name)
    except UnusableFileError as error:
        raise SourceError(f"{path.name}: {error.sentence}") from None
    except OSError:
        raise SourceError(_("%(file)s tidak dapat dibaca.") % {"file": path.name}) from None
    return [record for sheet in sheets for record in _of_rows(sheet.rows)]


def _of_rows(rows: Sequence[Row]) -> Iterator[Record]:
    """Each row below the heading row by its headings."""
    filled = [sum(bool(text_of(cell)) for cell in row.cells) for row in rows[:LOOKED_AT]]
    place = next((n for n, count in enumerate(filled) if count >= LEAST), None)
    if place is None:
        return
    headings = [text_of(cell) for cell in rows[place].cells]
    for row in rows[place + 1 :]:
        record = {
            heading: cell
            for heading, cell in zip(headings, row.cells, strict=False)
            if heading and text_of(cell)
        }
        if record:
            yield record
