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
        self,
        asked: str | None,
        *,
        year: int,
        years: Sequence[int],
        units: QuerySet[Unit],
        whole: bool,
    ) -> None:
        few = list(units[: MOST_LISTED + 1])
        self.is_list = len(few) <= MOST_LISTED
        is_named = asked is not None and not self.is_list
        super().__init__({"year": str(year), "unit": asked} if is_named else None)
        self.initial["year"] = year
        choices: Any = self.fields["year"]
        choices.choices = [(str(one), str(one)) for one in years]
        # whoever prints for the agency begins with one unit; an empty field asks for all of them
        self.chosen: Unit | None = few[0] if few and whole and asked is None else None
        self.is_known = True
        if self.is_list:
            self._offer(few, count_asked(asked or "", 0))
        else:
            self._ask(units)
        for field in self.fields.values():
            field.is_asked = True  # type: ignore[attr-defined]

    def _offer(self, few: Sequence[Unit], key: int) -> None:
        listed = [("", _("Semua unit")), *((str(unit.pk), unit.name) for unit in few)]
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=listed, required=False)
        if key:
            self.chosen = next((unit for unit in few if unit.pk == key), None)
            self.is_known = self.chosen is not None
        self.initial["unit"] = self.chosen.pk if self.chosen else ""
        self.asked = str(self.initial["unit"])

    def _ask(self, units: QuerySet[Unit]) -> None:
        self.fields["unit"] = UnitByName(
            units,
            label=_("Nama atau kode unit"),
            help_text=_("Kosongkan untuk semua unit."),
            required=False,
        )
        self.initial["unit"] = said(self.chosen) if self.chosen else ""
        if self.is_bound:
            self.full_clean()
            self.chosen = self.cleaned_data.get("unit")
            self.is_known = "unit" not in self.errors
        self.asked = said(self.chosen) if self.chosen else ""
