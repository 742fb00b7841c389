"""Why the predicates depart from the pattern."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class SetForm(forms.Form):
    """A reason, needed only where the pattern is left."""

    reason = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, departs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.required = departs
        field.label = _("Alasan berbeda dari pola") if departs else _("Catatan penetapan")
        field.error_messages["required"] = _("Tulis alasan, karena berbeda dari pola.")
