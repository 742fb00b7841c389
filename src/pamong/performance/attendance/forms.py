"""A month and its file, what the columns mean, and the decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import ChosenColumnsForm
from pamong.documents.fields import TableField
from pamong.performance.attendance.columns import LABELS, NIP
from pamong.performance.months import before, month_choices, parse_month


class AttendanceForm(forms.Form):
    """The table of one month."""

    month = forms.ChoiceField(label=gettext_lazy("Bulan"))
    file = TableField(label=gettext_lazy("Berkas kehadiran"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = month_choices(on)  # type: ignore[attr-defined]
        self.fields["month"].initial = f"{before(on):%Y-%m}"

    def clean_month(self) -> date:
        """The first day."""
        return parse_month(self.cleaned_data["month"])


class AttendanceColumnsForm(ChosenColumnsForm):
    """The NIP, and anything of the month."""

    labels, needed = LABELS, (NIP,)

    def clean(self) -> dict[str, Any]:
        """Enough columns to say anything."""
        data = super().clean()
        if data.get(NIP) and not any(place for name, place in data.items() if name != NIP):
            self.add_error("percent", _("Pilih paling sedikit satu kolom kehadiran."))
        return data
