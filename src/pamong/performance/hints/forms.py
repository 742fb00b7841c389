"""Reads what stands in a form while it is typed: everything may be half, nothing is refused."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pamong.measurement.models import Indicator
from pamong.performance.hints.advice import HintContext
from pamong.ui.fields import DayField, NumberField


class HintForm(forms.Form):
    """The fields that advice looks at, under the names that the forms of a plan use."""

    text = forms.CharField(required=False)
    name = forms.CharField(required=False)
    serves = forms.CharField(required=False)
    unit = forms.CharField(required=False)
    direction = forms.ChoiceField(choices=Indicator.Direction.choices, required=False)
    target = NumberField(required=False)
    target_text = forms.CharField(required=False)
    baseline = NumberField(required=False)
    due_on = DayField(required=False)
    source = forms.CharField(required=False)
    aspect = forms.CharField(required=False)

    def _value(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self.data.get(self.add_prefix(name), ""))
        except ValidationError:
            return None

    @property
    def sentence(self) -> str:
        """The sentence in question, whichever field holds it."""
        return str(self._value("text") or self._value("name") or "")

    @property
    def serves_uuid(self) -> str:
        """The leader's result chosen in the form."""
        return str(self._value("serves") or "")

    def context(self) -> HintContext:
        """What the form knows around an indicator."""
        aspect = self._value("aspect") or ""
        suffix = "-aspect"
        others = {value for name, value in self.data.items() if name.endswith(suffix)}
        return HintContext(
            unit=self._value("unit") or "",
            direction=self._value("direction") or Indicator.Direction.MORE,
            target=self._value("target"),
            has_target_text=bool(self._value("target_text")),
            baseline=self._value("baseline"),
            has_date=self._value("due_on") is not None,
            source=self._value("source") or "",
            aspect=aspect,
            sibling_aspects=frozenset(str(other) for other in others) - {aspect},
        )
