"""What a reader of the record looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.trace.queries import Asked
from pamong.people.trace.words import KINDS
from pamong.ui.fields import DayField

LONGEST = 100


class TraceForm(forms.Form):
    """A person, a kind of thing, and a span of days."""

    is_search = True
    q = forms.CharField(
        label=gettext_lazy("Nama atau NIP"), required=False, max_length=LONGEST, strip=True
    )
    kind = forms.ChoiceField(label=gettext_lazy("Tentang"), required=False)
    since = DayField(label=gettext_lazy("Dari tanggal"), required=False)
    until = DayField(label=gettext_lazy("Sampai tanggal"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [("", _("Semua")), *KINDS.items()]

    def clean(self) -> dict[str, Any]:
        """A span runs forward."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Pilih tanggal yang tidak lebih awal dari tanggal mulai."))
        return data

    def asked(self) -> Asked:
        """What was asked; a part that cannot be read asks nothing."""
        data = getattr(self, "cleaned_data", {})
        return Asked(
            data.get("q") or "", data.get("kind") or "", data.get("since"), data.get("until")
        )
