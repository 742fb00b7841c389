"""A unit to choose: from a short list, or by name or code where there are too many for one."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Unit

MOST_LISTED = 100
IS_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_NAMED = 3  # that a sentence names when a name leaves several
LONGEST = 250 + 60 + 3  # a name, a code, and what stands around the code


class UnitByName(forms.CharField):
    """Read by code, by the whole name, else by a part of it; where several bear it, these become a list."""

    default_error_messages = {
        "unknown": gettext_lazy("Tidak ada unit dengan nama atau kode itu di daftar ini."),
        "several": gettext_lazy("Beberapa unit cocok. Pilih salah satu: %(names)s."),
        "many": gettext_lazy(
            "Banyak unit cocok, antara lain %(names)s. Tulis lebih banyak dari namanya, atau kodenya."
        ),
    }

    def __init__(self, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.units = units

    def prepare_value(self, value: Any) -> Any:
        """The name and code of a unit that is given by its key."""
        if not isinstance(value, UUID):
            return value
        unit = Unit.objects.filter(uuid=value).first()
        return said(unit) if unit else ""

    def clean(self, value: Any) -> Unit | None:
        """The unit, or nothing where none was asked for."""
        text = super().clean(value)
        if not text:
            return None
        code = text.rpartition("(")[2].removesuffix(")") if text.endswith(")") else text
        picked = Q(uuid=UUID(text)) if IS_KEY.fullmatch(text) else Q(code__iexact=code)
        for meant in (picked, Q(name__iexact=text), Q(name__icontains=text)):
            found = list(self.units.filter(meant).order_by("name", "pk")[: MOST_LISTED + 1])
            if len(found) == 1:
                return found[0]
            if found:
                raise self._several(found)
        raise ValidationError(self.error_messages["unknown"], code="unknown")

    def _several(self, found: list[Unit]) -> ValidationError:
        """Named with their codes; offered as a list where they are few enough for one."""
        many = len(found) > MOST_LISTED
        if not many:
            keys = [(str(unit.uuid), said(unit)) for unit in found]
            self.widget = forms.Select(choices=[("", _("Pilih unit")), *keys])
        names = "; ".join(said(unit) for unit in found[:MOST_NAMED])
        names += "; …" if len(found) > MOST_NAMED and not many else ""
        code = "many" if many else "several"
        return ValidationError(self.error_messages[code], code=code, params={"names": names})


class UnitFromList(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of few."""

    def __init__(self, units: list[Unit], **kwargs: Any) -> None:
        self.is_empty = not units
        keys = [unit.pk for unit in units]
        super().__init__(Unit.objects.filter(pk__in=keys).order_by("name", "pk"), **kwargs)
        self.to_field_name = "uuid"


def said(unit: Unit) -> str:
    """The name with what tells two of one name apart."""
    return f"{unit.name} ({unit.code})"


def unit_field(
    units: QuerySet[Unit], *, label: Any, empty: Any = None, required: bool = True
) -> forms.Field:
    """The field for a query of units; `empty` is what no unit means."""
    few = list(units.order_by()[: MOST_LISTED + 1])
    if len(few) <= MOST_LISTED:
        return UnitFromList(few, label=label, empty_label=empty, required=required)
    help_text = _(
        "Cari dengan nama atau kode; sebagian nama cukup. Bila beberapa cocok, pilih dari daftar."
    )
    if empty:
        help_text = f"{help_text} " + _("Kosong berarti: %(empty)s.") % {"empty": empty}
    return UnitByName(units, label=label, required=required, help_text=help_text)
