"""Columns of a table chosen by hand: what they were taken for, values to know them by, and the answer."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pamong.documents.cells import letter_of, text_of
from pamong.documents.sheets import Row, Sheet, UnusableFileError

LOOKED_AT, SAMPLES, SAMPLE_LENGTH = 30, 2, 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, and the place of each field that is read."""

    headings: Sequence[str]
    places: Mapping[str, int]

    @property
    def read(self) -> dict[str, str]:
        """Field by heading."""
        return {name: self.headings[place] for name, place in self.places.items()}

    @property
    def unread(self) -> list[str]:
        """The headings of what is left out."""
        taken = set(self.places.values())
        return [text for place, text in enumerate(self.headings) if text and place not in taken]


class UnknownColumnsError(UnusableFileError):
    """No heading row was recognised; carries the likeliest, to be chosen from."""

    def __init__(self, sentence: str, columns: Columns, rows: list[Row]) -> None:
        super().__init__(sentence)
        self.columns, self.rows = columns, rows


def table_in(
    sheets: Sequence[Sheet],
    chosen: Mapping[str, int] | None,
    *,
    guess: Callable[[Sequence[str]], Mapping[str, int]],
    is_enough: Callable[[Collection[str]], bool],
    unknown: str,
) -> tuple[Columns, list[Row]]:
    """The heading row and what stands below it; `chosen` takes the place of every guess.

    `is_enough` says by which fields a heading row is known, `unknown` what to say where there is none.
    """
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:LOOKED_AT]):
            texts = [text_of(cell) for cell in row.cells]
            if is_enough((places := guess(texts)).keys()):
                return _chosen(texts, chosen or places), sheet.rows[index + 1 :]
    sheet = next(sheet for sheet in sheets if sheet.rows)
    index = likely_headings(sheet.rows)
    texts, rows = [text_of(cell) for cell in sheet.rows[index].cells], sheet.rows[index + 1 :]
    if not chosen:
        raise UnknownColumnsError(unknown, Columns(texts, guess(texts)), rows)
    return _chosen(texts, chosen), rows


def _chosen(headings: Sequence[str], places: Mapping[str, int]) -> Columns:
    return Columns(headings, {name: n for name, n in places.items() if n < len(headings)})


def places_by_words(headings: Sequence[str], words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Each field in the column whose heading is the first of its words; a column serves one field."""
    places: dict[str, int] = {}
    for name, known in words.items():
        for word in known:
            if word in headings and headings.index(word) not in places.values():
                places[name] = headings.index(word)
                break
    return places


def shown_columns(columns: Columns, rows: Sequence[Row]) -> dict[str, Any]:
    """The headings, what each is taken for, and first values to know it by."""
    return {
        "headings": list(columns.headings),
        "places": dict(columns.places),
        "unread": columns.unread,
        "samples": samples_of(len(columns.headings), rows),
    }


def samples_of(width: int, rows: Sequence[Row]) -> list[list[str]]:
    """The first different values of each column."""
    found: list[list[str]] = [[] for _place in range(width)]
    for row in rows[:LOOKED_AT]:
        for texts, cell in zip(found, row.cells, strict=False):
            text = text_of(cell)[:SAMPLE_LENGTH]
            if text and len(texts) < SAMPLES and text not in texts:
                texts.append(text)
    return found


def likely_headings(rows: Sequence[Row]) -> int:
    """The first of the fullest rows: a title above a table fills one cell, a heading row many."""
    filled = [sum(bool(text_of(cell)) for cell in row.cells) for row in rows[:LOOKED_AT]]
    return max(range(len(filled)), key=lambda place: (filled[place], -place))


def column_facts(shown: Mapping[str, Any], labels: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Each field with the column that it is read from."""
    return [
        (labels[name], f"{letter_of(place)} · {shown['headings'][place]}")
        for name, place in sorted(shown["places"].items(), key=lambda item: item[1])
        if place < len(shown["headings"])
    ]


def sample_facts(shown: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The columns of the file with first values, to know them by; none that is not kept."""
    private = set(shown.get("private", ()))
    pairs = zip(shown.get("headings", ()), shown.get("samples", ()), strict=False)
    return [
        (f"{letter_of(place)} · {heading}", "; ".join(values))
        for place, (heading, values) in enumerate(pairs)
        if (heading or values) and heading not in private
    ]


class ChosenColumnsForm(forms.Form):
    """Which column each field is read from; a kind of file says which of them it needs."""

    labels: Mapping[str, Any] = {}
    needed: Collection[str] = ()

    def __init__(self, *args: Any, shown: Mapping[str, Any], **kwargs: Any) -> None:
        kwargs.setdefault("initial", shown.get("places", {}))
        super().__init__(*args, **kwargs)
        private = set(shown.get("private", ()))
        options = [
            (str(place), f"{letter_of(place)} · {heading}" if heading else letter_of(place))
            for place, heading in enumerate(shown.get("headings", ()))
            if heading not in private
        ]
        for name, label in self.labels.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("", _("Tidak dibaca")), *options], required=False
            )
        for name in self.needed:
            self.fields[name].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Each column serves one field."""
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for name, place in list(data.items()):
            if place and place in seen:
                other = {"field": self.labels[seen[place]]}
                self.add_error(name, _("Kolom ini sudah dipakai untuk %(field)s.") % other)
            seen.setdefault(place, name)
        for name in self.needed:
            if not data.get(name):
                self.add_error(name, _("Pilih kolom %(field)s.") % {"field": self.labels[name]})
        return data

    def chosen(self) -> dict[str, int]:
        """Field by column."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}
