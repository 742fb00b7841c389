"""Which role for whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import OVER_UNIT, Role
from pamong.people.models import Unit
from pamong.people.models.mandate import BASIS
from pamong.people.roles.actions import Ending, Term
from pamong.ui.fields import DayField
from pamong.ui.near import DELEGATION

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

    first = DayField(label=_("Hari pertama"), purpose=DELEGATION)
    last = DayField(
        label=_("Hari terakhir"),
        purpose=DELEGATION,
        required=False,
        help_text=_("Kosongkan bila berlaku sampai diakhiri."),
    )
    basis = forms.CharField(
        label=_("Dasar"),
        max_length=BASIS,
        help_text=_("Nomor surat tugas, atau alasannya. Jangan tulis data pribadi."),
    )

    def __init__(
        self, *args: Any, units: Sequence[Unit], may_name: bool, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].initial = on
        if not may_name:
            del self.fields["unit"]
            self.fields["role"] = forms.ChoiceField(
                label=_("Peran"), choices=OVER_AGENCY, widget=forms.RadioSelect
            )
            return
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("-path")

    def term(self) -> Term:
        """From when to when and why, the end as it is kept."""
        data = self.cleaned_data
        last = data["last"]
        return Term(data["first"], last + timedelta(days=1) if last else None, data["basis"])

    def clean(self) -> dict[str, Any]:
        """Ask for the unit only where the role is one over a unit."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("role") in OVER_UNIT and "unit" in self.fields and not data.get("unit"):
            self.add_error("unit", _("Pilih unitnya."))
        return data


class EndForm(forms.Form):
    """From which day on a role holds no more, and why."""

    day = DayField(
        label=_("Berakhir pada"),
        help_text=_("Sejak tanggal ini wewenangnya tidak ada lagi."),
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=BASIS,
        help_text=_(
            "Misalnya: pindah unit, atau surat tugasnya berakhir. Jangan tulis data pribadi."
        ),
    )

    def ending(self) -> Ending:
        """What was typed."""
        return Ending(self.cleaned_data["day"], self.cleaned_data["reason"])


class FilterForm(forms.Form):
    """Which roles a list shows."""

    role = forms.ChoiceField(label=_("Peran"), required=False)
    q = forms.CharField(label=_("Nama atau unit"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Semua peran"))]
        self.fields["role"].choices = [*every, *Role.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What is asked for; what cannot be read asks for nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        return {name: data[name] for name in ("role", "q") if data.get(name)}
