"""Which column is what: guessed from the headings and shown, never from the order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.choosing import LOOKED_AT, likely_headings
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.people.importing.folding import folded_heading, table

SEVERAL = {"kind", "email"}  # said by more than one column; all of them count


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of the file: its heading, and the field it fills or why it fills none."""

    heading: str
    field: str = ""
    is_private: bool = False


@dataclass(slots=True)
class Columns:
    """The heading row understood."""

    guesses: list[ColumnGuess]
    places: dict[str, list[int]] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether the file has a column for one of the fields."""
        return any(name in self.places for name in names)

    @property
    def used(self) -> list[ColumnGuess]:
        """The columns that are read."""
        return [guess for guess in self.guesses if guess.field]

    @property
    def private(self) -> list[str]:
        """Headings of what the work does not need and is not kept."""
        return [guess.heading for guess in self.guesses if guess.is_private]

    @property
    def unknown(self) -> list[str]:
        """Headings that were not understood, or that say again what another column says."""
        return [g.heading for g in self.guesses if g.heading and not g.field and not g.is_private]


class UnknownColumnsError(UnusableFileError):
    """No heading row names people; carries the row that looks most like one, to be chosen from."""

    def __init__(self, headings: Sequence[str], rows: list[Row]) -> None:
        read = ", ".join([text for text in headings if text][:8])
        message = _("Judul kolom NIP dan Nama tidak ditemukan. Baris pertama berisi: %(read)s.")
        super().__init__(message % {"read": read})
        self.columns, self.rows = guess_columns(headings), rows


def find_table(
    sheets: Sequence[Sheet], chosen: Mapping[str, int] | None = None
) -> tuple[Columns, list[Row]]:
    """The heading row and the rows below it, in whichever sheet has them.

    `chosen` says which column each field is read from and takes the place of the guess.
    """
    found = _recognised(sheets) or _likely(sheets)
    headings, rows, is_sure = found
    if chosen is not None:
        return choose_columns(headings, chosen), rows
    if not is_sure:
        raise UnknownColumnsError(headings, rows)
    return guess_columns(headings), rows


def _recognised(sheets: Sequence[Sheet]) -> tuple[list[str], list[Row], bool] | None:
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            headings = [text_of(cell) for cell in row.cells]
            if names_people(guess_columns(headings)):
                return headings, sheet.rows[index + 1 :], True
    return None


def _likely(sheets: Sequence[Sheet]) -> tuple[list[str], list[Row], bool]:
    sheet = next(sheet for sheet in sheets if sheet.rows)
    place = likely_headings(sheet.rows)
    return [text_of(cell) for cell in sheet.rows[place].cells], sheet.rows[place + 1 :], False


def names_people(columns: Columns) -> bool:
    """Whether the columns say who each row is."""
    return columns.has("name") and columns.has("nip", "foreign_id")


def choose_columns(headings: Sequence[str], chosen: Mapping[str, int]) -> Columns:
    """The guess with what a person said instead; a field that is not named is not read."""
    guess = guess_columns(headings)
    places = {}
    for name, place in chosen.items():
        if place < len(headings):
            same = guess.places.get(name, [])
            places[name] = same if same[:1] == [place] else [place]
    return _columns(headings, places)


def guess_columns(headings: Sequence[str]) -> Columns:
    """What each heading means; of two columns for one field the better named is read."""
    named = [folded_heading(heading) for heading in headings]
    places: dict[str, list[int]] = {}
    for name, words in table("headings")["fields"].items():
        found = [named.index(word) for word in words if word in named]
        if found:
            places[name] = found if name in SEVERAL else found[:1]
    return _columns(headings, places)


def _columns(headings: Sequence[str], places: dict[str, list[int]]) -> Columns:
    taken = {place: name for name, found in places.items() for place in found}
    guesses = [
        ColumnGuess(
            heading,
            taken.get(place, ""),
            place not in taken and is_private(folded_heading(heading)),
        )
        for place, heading in enumerate(headings)
    ]
    return Columns(guesses, places)


def is_private(heading: str) -> bool:
    """Whether the column holds what the work does not need."""
    words = table("headings")["left_out"]["begins"]
    return any(heading == word or heading.startswith(f"{word} ") for word in words)
