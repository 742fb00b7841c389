"""A recap with what it is of, its columns, and what to compare."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.documents.choosing import ChosenColumnsForm
from pamong.documents.fields import TableField
from pamong.performance.models import PLAN_ITSELF
from pamong.performance.models.recap import PARTS
from pamong.performance.periods import is_month
from pamong.performance.recap.columns import LABELS, NIP, SAID, is_enough
from pamong.ui.fields import DayField


def part_choices(scope: Scope) -> list[tuple[str, Any]]:
    """The plan and each period; months only where the agency rates by month."""
    return [row for row in PARTS if scope.monthly_years or not is_month(row[0])]


def year_choices(on: date) -> list[tuple[int, str]]:
    """The year that begins, this one and those before."""
    return [(year, str(year)) for year in range(on.year + 1, on.year - 4, -1)]


class PlaceForm(forms.Form):
    """Which year and what is compared."""

    year = forms.TypedChoiceField(label=gettext_lazy("Tahun"), coerce=int)
    part = forms.ChoiceField(label=gettext_lazy("Yang dicocokkan"))

    def __init__(self, *args: Any, scope: Scope, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = year_choices(on)  # type: ignore[attr-defined]
        self.fields["part"].choices = part_choices(scope)  # type: ignore[attr-defined]
        self.fields["year"].initial, self.fields["part"].initial = on.year, PLAN_ITSELF


class RecapForm(PlaceForm):
    """The table that the national application gave."""

    as_of = DayField(label=gettext_lazy("Rekap dibuat pada"))
    file = TableField(label=gettext_lazy("Berkas rekap e-Kinerja"))

    def __init__(self, *args: Any, scope: Scope, on: date, **kwargs: Any) -> None:
        super().__init__(*args, scope=scope, on=on, **kwargs)
        self.fields["part"].label = gettext_lazy("Isi rekap")
        self.fields["as_of"].initial = on
        self.on = on

    def clean_as_of(self) -> date:
        """No day to come: a later recap would never replace it."""
        day: date = self.cleaned_data["as_of"]
        if day > self.on:
            raise ValidationError(_("Tanggal rekap tidak boleh sesudah hari ini."))
        return day


class RecapColumnsForm(ChosenColumnsForm):
    """Of whom, and anything to compare."""

    labels, needed = LABELS, (NIP,)

    def clean(self) -> dict[str, Any]:
        """Enough columns for a row to say anything."""
        data = super().clean()
        told = {name for name, place in data.items() if place}
        if NIP in told and not is_enough(told):
            self.add_error(SAID[0], _("Pilih paling sedikit status SKP, periode, atau predikat."))
        return data
