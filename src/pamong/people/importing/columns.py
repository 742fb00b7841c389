"""Which column is what: guessed from the headings and shown, never from the order."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError
from pamong.people.importing.folding import folded_heading, table

LOOKED_AT = 30
SEVERAL = {"kind"}  # said by more than one column; all of them count


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


def find_table(sheets: Sequence[Sheet]) -> tuple[Columns, list[Row]]:
    """The heading row and the rows below it, in whichever sheet has them."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            columns = guess_columns([text_of(cell) for cell in row.cells])
            if columns.has("name") and columns.has("nip", "foreign_id"):
                return columns, sheet.rows[index + 1 :]
    read = [text_of(cell) for cell in sheets[0].rows[0].cells if text_of(cell)][:8]
    raise UnusableFileError(
        _("Judul kolom NIP dan Nama tidak ditemukan. Baris pertama berisi: %(read)s.")
        % {"read": ", ".join(read)}
    )


def guess_columns(headings: Sequence[str]) -> Columns:
    """What each heading means; of two columns for one field the better named is read."""
    named = [folded_heading(heading) for heading in headings]
    places: dict[str, list[int]] = {}
    for name, words in table("headings")["fields"].items():
        found = [named.index(word) for word in words if word in named]
        if found:
            places[name] = found if name in SEVERAL else found[:1]
    taken = {place: name for name, found in places.items() for place in found}
    guesses = [
        ColumnGuess(heading, taken.get(place, ""), place not in taken and is_private(named[place]))
        for place, heading in enumerate(headings)
    ]
    return Columns(guesses, places)


def is_private(heading: str) -> bool:
    """Whether the column holds what the work does not need."""
    words = table("headings")["left_out"]["begins"]
    return any(heading == word or heading.startswith(f"{word} ") for word in words)
