"""The name of a filter, and the place that it keeps."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy

from pamong.people.filters.actions import Place
from pamong.people.models.saved_filter import ADDRESS_LENGTH, NAME_LENGTH
from pamong.ui.listing import filter_in

NOWHERE = gettext_lazy("Daftar ini tidak dikenali. Buka daftarnya, saring, lalu simpan dari sana.")


class NameForm(forms.Form):
    """What the filter is called."""

    name = forms.CharField(
        label=gettext_lazy("Nama saringan"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Hanya Anda yang melihatnya."),
    )

    def clean_name(self) -> str:
        """Spaces alone make no other name."""
        return " ".join(str(self.cleaned_data["name"]).split())


class SaveForm(NameForm):
    """A name for the list and the filter that one came from."""

    place = forms.CharField(widget=forms.HiddenInput)

    def clean_place(self) -> Place:
        """A list of ours with a filter, and nothing outside."""
        return place_of(str(self.cleaned_data["place"]))


def place_of(address: str) -> Place:
    """The path and the filter of an address of ours."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise ValidationError(NOWHERE) from None
    query = filter_in(parts.query)
    is_ours = not parts.scheme and not parts.netloc and is_known(parts.path)
    if not is_ours or not query or len(query) > ADDRESS_LENGTH:
        raise ValidationError(NOWHERE)
    return Place(parts.path, query)


def is_known(path: str) -> bool:
    """Whether there is a page at the path."""
    try:
        found: Any = resolve(path)
    except Resolver404:
        return False
    return bool(found)
