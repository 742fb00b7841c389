"""What is typed about units."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.people.models import Unit
from pamong.people.tree.actions import UnitFacts
from pamong.ui.fields import ChoiceLabel, DayField

KINDS = [choice for choice in Unit.Kind.choices if choice[0] != Unit.Kind.AGENCY]


class ChangeForm(forms.Form):
    """Name, code and kind of a unit."""

    name = forms.CharField(label=gettext_lazy("Nama unit"), max_length=250)
    code = forms.CharField(label=gettext_lazy("Kode unit"), max_length=60)
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=Unit.Kind.choices, widget=forms.Select
    )

    def clean_name(self) -> str:
        """Without what only breaks a line."""
        return text_of(self.cleaned_data["name"])

    def clean_code(self) -> str:
        """The same for the code."""
        return text_of(self.cleaned_data["code"])

    def facts(self) -> UnitFacts:
        """What was typed."""
        data = self.cleaned_data
        return UnitFacts(data["code"], data["name"], data["kind"])


class RenameForm(ChangeForm):
    """The same of a unit that stands, and from which day it bears its name."""

    valid_from = DayField(
        label=gettext_lazy("Nama berlaku sejak"),
        required=False,
        help_text=gettext_lazy(
            "Boleh hari yang lalu atau yang akan datang. Kosongkan bila hanya membetulkan salah tulis."
        ),
    )


class UnitForm(ChangeForm):
    """A new unit, and from which day it stands."""

    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = KINDS
        self.fields["valid_from"].initial = on


class ParentForm(forms.Form):
    """Under which unit another shall stand."""

    parent = forms.ChoiceField(label=gettext_lazy("Ditempatkan di bawah"), widget=forms.RadioSelect)
    valid_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("Boleh hari yang lalu atau yang akan datang."),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(one.uuid): one for one in units}
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, _said(one)) for key, one in self.units.items()]
        field.error_messages["required"] = _("Pilih satu. Tidak ada? Cari namanya di atas.")

    def clean_parent(self) -> Unit:
        """The unit chosen."""
        return self.units[self.cleaned_data["parent"]]


def _said(one: Unit) -> ChoiceLabel:
    return ChoiceLabel(one.name, sub=one.parent.name if one.parent else str(one.get_kind_display()))


class FindForm(forms.Form):
    """A part of a unit's name."""

    unit = forms.CharField(label=gettext_lazy("Cari unit"), required=False, max_length=100)


class CloseForm(forms.Form):
    """The first day on which a unit is no more."""

    valid_to = DayField(
        label=gettext_lazy("Berakhir pada"),
        help_text=gettext_lazy("Hari pertama unit ini tidak ada lagi."),
    )
