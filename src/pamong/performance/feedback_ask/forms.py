"""Whom one looks for, and what one would like to know."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.people.models import Employee
from pamong.ui.fields import ChoiceLabel


class FindForm(forms.Form):
    """A name or a NIP."""

    is_search = True
    q = forms.CharField(
        label=gettext_lazy("Nama atau NIP rekan"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Paling sedikit tiga huruf, misalnya “Siti Hasanah”."),
    )


class AskForm(forms.Form):
    """Who of the people found is asked, and about what."""

    giver = forms.ChoiceField(
        label=gettext_lazy("Rekan"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih rekan.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Yang ingin diketahui"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, found: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(one.uuid): one for one in found}
        giver: Any = self.fields["giver"]
        giver.choices = [
            (key, ChoiceLabel(one.full_name, place_of(one))) for key, one in self.found.items()
        ]

    @property
    def chosen(self) -> Employee:
        """The one picked."""
        return self.found[self.cleaned_data["giver"]]


def place_of(one: Employee) -> str:
    """Post and unit, as far as they are known."""
    known = (one.position, one.unit)
    return ", ".join(place.name for place in known if place is not None)
