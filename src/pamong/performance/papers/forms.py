"""Which unit and year to print."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ReportForm(forms.Form):
    """A year, and a unit where one reaches several."""

    year = forms.ChoiceField(label=gettext_lazy("Tahun"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(
        self, *args: Any, years: Sequence[int], units: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._field("year").is_asked = self._field("unit").is_asked = True
        self._field("year").choices = [(str(year), str(year)) for year in years]
        self._field("unit").choices = [("", _("Semua unit")), *((str(k), n) for k, n in units)]

    def _field(self, name: str) -> Any:
        return self.fields[name]
