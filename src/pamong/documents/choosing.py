"""Columns of a table chosen by hand: what they were taken for, values to know them by, and the answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pamong.documents.cells import letter_of, text_of
from pamong.documents.sheets import Row

LOOKED_AT, SAMPLES, SAMPLE_LENGTH = 30, 2, 40


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
    ]


def sample_facts(shown: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The columns of the file with first values, to know them by."""
    pairs = zip(shown.get("headings", ()), shown.get("samples", ()), strict=False)
    return [
        (f"{letter_of(place)} · {heading}", "; ".join(values))
        for place, (heading, values) in enumerate(pairs)
        if heading or values
    ]


class ChosenColumnsForm(forms.Form):
    """Which column each field is read from; a kind of file says which of them it needs."""

    labels: Mapping[str, Any] = {}
    needed: Collection[str] = ()

    def __init__(self, *args: Any, shown: Mapping[str, Any], **kwargs: Any) -> None:
        kwargs.setdefault("initial", shown.get("places", {}))
        super().__init__(*args, **kwargs)
        options = [
            (str(place), f"{letter_of(place)} · {heading}" if heading else letter_of(place))
            for place, heading in enumerate(shown.get("headings", ()))
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
