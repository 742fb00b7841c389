"""Which role for whom."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import OVER_UNIT, Role
from pamong.people.models import Unit

OVER_AGENCY = [choice for choice in Role.choices if choice[0] not in OVER_UNIT]


class RoleForm(forms.Form):
    """A role, and for one over a unit which unit."""

    role = forms.ChoiceField(label=_("Peran"), choices=Role.choices, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=None,
        help_text=_("Diisi untuk administrator unit dan bendahara. Unit di bawahnya ikut."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, units: Sequence[Unit], may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["unit"]
            self.fields["role"] = forms.ChoiceField(
                label=_("Peran"), choices=OVER_AGENCY, widget=forms.RadioSelect
            )
            return
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("-path")

    def clean(self) -> dict[str, Any]:
        """Ask for the unit only where the role is one over a unit."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("role") in OVER_UNIT and "unit" in self.fields and not data.get("unit"):
            self.add_error("unit", _("Pilih unitnya."))
        return data
