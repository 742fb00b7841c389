"""Which month and which office."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.ui.dates import say_month

MONTHS_BACK = 18


def months_back(day: date) -> list[date]:
    """The month of the day and those before it, the newest first."""
    first = day.year * 12 + day.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, first - MONTHS_BACK, -1)]


class BriefForm(forms.Form):
    """Narrowed by what one sees."""

    month = forms.ChoiceField(label=_("Bulan"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(
        self,
        *,
        month: date,
        months: Sequence[date],
        unit: str,
        units: Mapping[str, str],
        whole: bool,
    ) -> None:
        super().__init__(initial={"month": f"{month:%Y-%m}", "unit": unit})
        shown = months if month in months else [*months, month]
        self.fields["month"].choices = [(f"{one:%Y-%m}", say_month(one)) for one in shown]  # type: ignore[attr-defined]
        every = [("", _("Seluruh instansi"))] if whole else []
        listed = sorted(units.items(), key=lambda one: one[1])
        self.fields["unit"].choices = [*every, *listed]  # type: ignore[attr-defined]
