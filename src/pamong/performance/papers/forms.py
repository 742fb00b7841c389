"""Which unit and year to print."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Unit
from pamong.people.unit_field import MOST_LISTED, UnitByName, said
from pamong.ui.numbers import count_asked


class ReportForm(forms.Form):
    """A year, and a unit where one reaches several: from a list, or by name where there are many."""

    year = forms.ChoiceField(label=gettext_lazy("Tahun"), required=False)
    unit = forms.Field(required=False)

    def __init__(
        self, asked: str, *, year: int, years: Sequence[int], units: QuerySet[Unit], whole: bool
    ) -> None:
        few = list(units[: MOST_LISTED + 1])
        first = few[0] if few and whole else None
        self.is_list = len(few) <= MOST_LISTED
        bound = {"year": str(year), "unit": asked} if asked and not self.is_list else None
        super().__init__(bound, initial={"year": year})
        choices: Any = self.fields["year"]
        choices.choices = [(str(one), str(one)) for one in years]
        if self.is_list:
            self._offer(few, count_asked(asked, first.pk if first else 0))
        else:
            self._ask(units, first)
        for field in self.fields.values():
            field.is_asked = True  # type: ignore[attr-defined]

    def _offer(self, few: Sequence[Unit], key: int) -> None:
        listed = [("", _("Semua unit")), *((str(unit.pk), unit.name) for unit in few)]
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=listed, required=False)
        self.initial["unit"] = key
        self.key: int | None = (
            key  # of the unit shown; 0 for all, nothing where the name names none
        )
        self.asked = str(key or "")

    def _ask(self, units: QuerySet[Unit], first: Unit | None) -> None:
        field = UnitByName(units, label=_("Nama atau kode unit"), required=False)
        self.fields["unit"] = field
        self.initial["unit"] = said(first) if first else ""
        unit = first
        if self.is_bound:
            self.full_clean()
            unit = self.cleaned_data.get("unit")
        self.key = unit.pk if unit else (None if "unit" in self.errors else 0)
        self.asked = said(unit) if unit else ""
