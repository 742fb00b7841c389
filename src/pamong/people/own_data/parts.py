"""What a download is made of: sheets and files, handed over by each app at start-up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.people.models import Employee


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """One kind of data: its name, in plain words what it is and where it comes from, and its rows."""

    name: str
    about: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that the person added: its name in the download, and where it lies."""

    name: str
    path: str


SheetsOf = Callable[[Scope, Employee], Iterator[OwnSheet]]
FilesOf = Callable[[Employee], Iterator[OwnFile]]

SHEETS: list[SheetsOf] = []  # after those of people themselves
FILES: list[FilesOf] = []
