"""What is typed about leaving the service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.people.leaving.reasons import reason_choices
from pamong.ui.fields import DayField


class LeavingForm(forms.Form):
    """Why, and from which day on."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Mengapa pegawai ini berhenti?"), widget=forms.RadioSelect
    )
    left_on = DayField(
        label=gettext_lazy("Berhenti sejak"),
        help_text=gettext_lazy("Hari pertama ia tidak lagi bertugas, misalnya TMT pensiun."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = reason_choices(kind)
