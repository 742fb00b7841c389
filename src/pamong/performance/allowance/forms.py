"""Which unit and month to draw up, and what the payroll calls its columns."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from pamong.people.models import Unit
from pamong.people.unit_field import UnitFromList, unit_field
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

    unit = forms.Field()  # a list or a name, by how many there are

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(units, label=_("Unit"))

    @property
    def is_list(self) -> bool:
        """Whether the units are few enough to choose from."""
        return isinstance(self.fields["unit"], UnitFromList)

    @property
    def has_units(self) -> bool:
        """Whether there is anything to draw up."""
        field = self.fields["unit"]
        return not (isinstance(field, UnitFromList) and field.is_empty)

    def chosen(self) -> Unit:
        """The unit."""
        unit: Unit = self.cleaned_data["unit"]
        return unit


class LockForm(forms.Form):
    """A tick where lines lack a part: what is locked is paid without it."""

    sure = forms.BooleanField(
        label=_("Kunci tetap, walaupun belum lengkap"),
        error_messages={
            "required": _("Centang bila daftar yang belum lengkap ini tetap akan dikunci.")
        },
    )

    def __init__(self, *args: Any, lacking: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lacking:
            del self.fields["sure"]


class PayrollForm(forms.Form):
    """A heading for each column; an empty one leaves the column out."""

    def __init__(self, *args: Any, held: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = dict(held)
        for name, (label, _kind, _read) in FIELDS.items():
            self.fields[name] = forms.CharField(label=label, max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """One column at least."""
        data = super().clean() or {}
        if not self.errors and not any(data[name].strip() for name in FIELDS):
            self.add_error(next(iter(FIELDS)), _t("Isi paling sedikit satu judul kolom."))
        return data

    def columns(self) -> list[list[str]]:
        """The columns that have a heading, in their order."""
        data = self.cleaned_data
        return [[name, data[name].strip()] for name in FIELDS if data[name].strip()]
