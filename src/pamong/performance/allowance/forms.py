"""Which unit and month to draw up, and what the payroll calls its columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.people.models import Unit
from pamong.performance.allowance.payroll import FIELDS
from pamong.performance.months import month_choices


class MonthForm(forms.Form):
    """Which month is shown."""

    month = forms.ChoiceField(label=_("Bulan"))

    def __init__(self, *args: Any, on: date, month: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = month_choices(on)  # type: ignore[attr-defined]
        self.fields["month"].initial = f"{month:%Y-%m}"


class DraftForm(forms.Form):
    """One of the units that have no sheet for the month."""

    unit = forms.ChoiceField(label=_("Unit"))

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.uuid): unit for unit in units}
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            (key, unit.name) for key, unit in self.units.items()
        ]

    def chosen(self) -> Unit:
        """The unit."""
        return self.units[str(UUID(self.cleaned_data["unit"]))]


class SheetPurposeForm(forms.Form):
    """Why an auditor reads."""

    purpose = forms.CharField(
        label=_("Tujuan membaca"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Dicatat di jejak dan ditampilkan kepada pegawai. Berlaku sampai akhir hari ini."
        ),
        error_messages={"required": _("Tulis tujuan membaca.")},
    )


class PayrollForm(forms.Form):
    """A heading for each column; an empty one leaves the column out."""

    def __init__(self, *args: Any, held: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = dict(held)
        for name, (label, _kind, _read) in FIELDS.items():
            self.fields[name] = forms.CharField(label=label, max_length=80, required=False)

    def columns(self) -> list[list[str]]:
        """The columns that have a heading, in their order."""
        data = self.cleaned_data
        return [[name, data[name].strip()] for name in FIELDS if data[name].strip()]
