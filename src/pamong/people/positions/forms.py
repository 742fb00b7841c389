"""What is typed about posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.people.models import Position
from pamong.people.positions.actions import PositionFacts
from pamong.ui.fields import DayField

LAST_GRADE = 99


class PositionForm(forms.Form):
    """Name, kind, level, grade, and whether the holder leads the unit."""

    name = forms.CharField(label=gettext_lazy("Nama jabatan"), max_length=250)
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis jabatan"), choices=Position.Kind.choices, widget=forms.Select
    )
    level = forms.CharField(
        label=gettext_lazy("Jenjang"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Untuk jabatan fungsional, misalnya Ahli Muda."),
    )
    grade = forms.IntegerField(
        label=gettext_lazy("Kelas jabatan"), required=False, min_value=1, max_value=LAST_GRADE
    )
    is_head = forms.BooleanField(label=gettext_lazy("Pemegangnya memimpin unit"), required=False)

    def clean_name(self) -> str:
        """Without what only breaks a line."""
        name = text_of(self.cleaned_data["name"])
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Isi nama jabatan."))
        return name

    def facts(self) -> PositionFacts:
        """What was typed."""
        return PositionFacts(**self.cleaned_data)

    @staticmethod
    def told(position: Position) -> dict[str, Any]:
        """What stands."""
        return {
            name: getattr(position, name) for name in ("name", "kind", "level", "grade", "is_head")
        }


class CloseForm(forms.Form):
    """The first day on which a post is no more."""

    valid_to = DayField(
        label=gettext_lazy("Berakhir pada"),
        help_text=gettext_lazy("Hari pertama jabatan ini tidak ada lagi."),
    )
