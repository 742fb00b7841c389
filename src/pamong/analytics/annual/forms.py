"""What is asked: which year, and the text of a section."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.analytics.models.annual import MONEY_DIGITS
from pamong.ui.fields import NumberField

LONGEST, LONGEST_REASON = 20_000, 1000


class OpenReportForm(forms.Form):
    """Of which year."""

    year = forms.TypedChoiceField(label=gettext_lazy("Tahun"), coerce=int)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class AnnualReasonForm(forms.Form):
    """Why a report goes back to who makes it."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Sebutkan bagian atau angka yang harus diperbaiki."),
    )


class AnnualTextForm(forms.Form):
    """The text of one section; of a goal also what was spent."""

    text = forms.CharField(
        label=gettext_lazy("Uraian"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Baris baru menjadi paragraf baru."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, is_goal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_goal:
            self.fields["spent"] = NumberField(
                label=gettext_lazy("Realisasi anggaran"),
                required=False,
                min_value=0,
                room=(MONEY_DIGITS - 2, 2),
                help_text=gettext_lazy(
                    "Rupiah yang dipakai sampai akhir tahun. Kosongkan bila belum tahu."
                ),
            )
