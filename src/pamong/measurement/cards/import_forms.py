"""A table of cards: the file, and its rows as the preview showed them."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.documents.fields import TableField
from pamong.measurement.cards.reading import CardRow, unpacked
from pamong.people.acts.shown_form import ShownForm


class CardsFileForm(forms.Form):
    """The file."""

    file = TableField(label=gettext_lazy("Berkas kartu indikator"))


class CardsConfirmForm(ShownForm):
    """The rows as the preview showed them."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_rows(self) -> list[CardRow]:
        """The rows again."""
        return unpacked(self.cleaned_data["rows"])
