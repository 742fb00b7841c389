"""What is typed about another kind of employee."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.people.kinds.actions import SERVICE
from pamong.people.models import Employee
from pamong.ui.fields import DayField


class KindForm(forms.Form):
    """Which kind, and from which day on."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis pegawai yang baru"), widget=forms.RadioSelect
    )
    since = DayField(
        label=gettext_lazy("Sejak"),
        help_text=gettext_lazy("Hari pertama menurut surat keputusan atau kontraknya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        labels = dict(Employee.Kind.choices)
        field.choices = [(str(kind), labels[kind]) for kind in SERVICE]
