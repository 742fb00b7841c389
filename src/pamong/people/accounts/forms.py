"""What an administrator states before a code is made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.people.models import Employee
from pamong.ui.keys import is_uuid


class SheetForm(forms.Form):
    """Who was picked, and how the codes travel."""

    PAPER, MAIL = "paper", "mail"
    by = forms.ChoiceField(choices=[(PAPER, PAPER), (MAIL, MAIL)], required=False)

    def picked(self) -> list[str]:
        """The picked people; what is no UUID picks nobody."""
        data: Any = self.data
        return [text for text in data.getlist("person") if is_uuid(text)]


class SheetsForm(forms.Form):
    """Whole units."""

    below = forms.BooleanField(
        label=_("Sertakan semua unit di bawah unit yang dipilih"), required=False
    )

    def picked(self) -> list[str]:
        """The picked units; what is no UUID picks nothing."""
        data: Any = self.data
        return [text for text in data.getlist("unit") if is_uuid(text)]


class CodeForm(forms.Form):
    """The person was there; perhaps the phone with the second factor is lost."""

    was_seen = forms.BooleanField(required=True)
    resets_factor = forms.BooleanField(
        label=_("Ponsel untuk verifikasi dua langkah hilang: matikan verifikasi itu"),
        required=False,
    )

    def __init__(self, *args: Any, employee: Employee, has_factor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["was_seen"].label = _(
            "Saya sudah bertemu langsung dengan %(name)s dan memastikan identitasnya"
        ) % {"name": employee.full_name}
        self.fields["was_seen"].error_messages["required"] = _(
            "Temui orangnya dahulu, lalu centang pernyataan ini."
        )
        if not has_factor:
            del self.fields["resets_factor"]
