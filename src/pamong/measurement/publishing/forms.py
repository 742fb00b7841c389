"""What is said of figures that go out, and why something does not go out or is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.measurement.models import Publication
from pamong.measurement.publishing.content import Wanted
from pamong.measurement.publishing.smallness import is_share, names_people

LONGEST_REASON, LONGEST_SOURCE = 1000, 250


def _words(label: Any, hint: Any = "", *, needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        required=needed,
    )


class PublicationForm(forms.Form):
    """The words beside the figures; a figure itself is never typed here."""

    outcome = _words(
        _("Sasaran yang diukur"), _("Angka dikelompokkan menurut sasaran ini."), needed=False
    )
    source = forms.CharField(label=_("Sumber data"), max_length=LONGEST_SOURCE)
    grade = forms.ChoiceField(label=_("Mutu data"), choices=Publication.Grade.choices)
    grade_reason = _words(_("Alasan mutu data"), _("Satu kalimat yang dibaca publik."))
    has_points = forms.BooleanField(
        label=_("Terbitkan juga angka tiap periode"), required=False, initial=True
    )
    counts_people = forms.BooleanField(label=_("Angka ini menghitung orang"), required=False)
    people_base = forms.IntegerField(
        label=_("Dihitung dari berapa orang"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        help_text=_(
            "Diisi untuk persentase, indeks, atau rata-rata tentang orang. Tidak diterbitkan."
        ),
    )
    note = _words(
        _("Apa yang dikoreksi, dan mengapa"),
        _("Dibaca publik di riwayat versi."),
    )

    def __init__(self, *args: Any, unit: str, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names_people = names_people(unit)
        if self.names_people:
            del self.fields["counts_people"]
        if not is_share(unit):
            del self.fields["people_base"]
        if not is_correction:
            del self.fields["note"]

    def given(self, year: int) -> Wanted:
        """What was typed, for the action."""
        data = self.cleaned_data
        return Wanted(
            year,
            source=data["source"].strip(),
            grade=data["grade"],
            grade_reason=data["grade_reason"].strip(),
            outcome=data["outcome"].strip(),
            note=data.get("note", "").strip(),
            has_points=data["has_points"],
            counts_people=self.names_people or data["counts_people"],
            people_base=data.get("people_base"),
        )


class PublicationReasonForm(forms.Form):
    """Why it does not go out, or is withdrawn."""

    reason = _words(_("Alasan"))
