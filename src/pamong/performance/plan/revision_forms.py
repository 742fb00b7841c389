"""Another target of an agreed plan: what is asked, and the quarters to come that move along."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.doubt import doubt_about, target_fault
from pamong.measurement.models import Indicator, Pace
from pamong.measurement.pace import QUARTERS, STAGES
from pamong.performance.models import Plan
from pamong.performance.plan.content import IndicatorLine
from pamong.performance.plan.moved_quarters import Aimed, open_quarters, proposed_quarters
from pamong.performance.plan.presentation import revision_rows
from pamong.performance.rules import pack_named
from pamong.ui.dates import ROMAN
from pamong.ui.fields import NumberField
from pamong.ui.numbers import say_number


class RevisionForm(forms.Form):
    """Another target, and why."""

    sure = forms.BooleanField(label=gettext_lazy("Angka ini benar"), required=False)
    line = forms.ChoiceField(label=gettext_lazy("Indikator"), widget=forms.RadioSelect)
    new_value = NumberField(label=gettext_lazy("Target baru"))
    q1 = NumberField(label=gettext_lazy("Target triwulan I"), required=False)
    q2 = NumberField(label=gettext_lazy("Target triwulan II"), required=False)
    q3 = NumberField(label=gettext_lazy("Target triwulan III"), required=False)
    moved_for = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Apa yang berubah sejak SKP disetujui. Penilai membaca ini."),
    )

    def __init__(
        self, *args: object, lines: Sequence[IndicatorLine], plan: Plan, on: date, **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.lines, self.plan, self.is_odd = {line.uuid: line for line in lines}, plan, False
        self.on = on
        self.moved: dict[str, Decimal] = {}
        field = self.fields["line"]
        field.choices = revision_rows(lines)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A target far from the one that stands is asked back once; own quarters are proposed moved."""
        data = super().clean() or {}
        line, value = self.lines.get(data.get("line", "")), data.get("new_value")
        if line is None or value is None:
            return data
        if fault := target_fault(value, line.unit, line.direction):
            self.add_error("new_value", fault)
            return data
        known = {"unit": line.unit, "direction": line.direction}
        said = doubt_about(value, line.target, pack_named(self.plan.pack), **known)
        said = said or _beyond_said(value, line, self.plan, self.on)
        self.is_odd = bool(said)
        if said and not data.get("sure"):
            ask = _("Perbaiki angkanya, atau centang “Angka ini benar”.")
            self.add_error("new_value", f"{said} {ask}")
        self._move(line, value, data)
        return data

    def _move(self, line: IndicatorLine, value: Decimal, data: dict[str, Any]) -> None:
        """Propose the quarters to come once for this target; what is sent after that is what was meant."""
        self.moved = proposed_quarters(self.plan, _aimed(line), value, self.on)
        mark = f"{line.uuid} {say_number(value)}"
        if not self.moved:
            return
        for name in self.moved:
            self.fields[name].required = True
            said = {"old": say_number(getattr(line, name))}
            self.fields[name].help_text = _("Sekarang %(old)s.") % said
        if data.get("moved_for") == mark:
            self._check_moved(line, value, data)
            return
        sent: Any = self.data
        proposed = {name: say_number(own) for name, own in self.moved.items()}
        self.data = sent = sent.copy()
        for name, text in {"moved_for": mark, **proposed}.items():
            sent[name] = text
        self.add_error(
            next(iter(self.moved)),
            _(
                "Triwulan yang belum berakhir digeser sebanding. Periksa, ubah bila perlu, lalu kirim."
            ),
        )

    def _check_moved(self, line: IndicatorLine, value: Decimal, data: dict[str, Any]) -> None:
        for name in self.moved:
            own = data.get(name)
            if own is None and name not in self.errors:
                self.add_error(name, _("Isi target triwulan ini."))
            beyond = line.direction == Indicator.Direction.MORE and own is not None and own > value
            if beyond and not data.get("sure"):
                self.is_odd = True
                self.add_error(
                    name,
                    _("Melampaui target baru. Perbaiki angkanya, atau centang “Angka ini benar”."),
                )

    @property
    def moved_fields(self) -> list[forms.BoundField]:
        """The fields of the quarters to come, once they are proposed."""
        return [self[name] for name in self.moved]

    def quarters(self) -> dict[str, Decimal]:
        """One's own targets of the quarters to come, as sent."""
        return {name: self.cleaned_data[name] for name in self.moved}


def _aimed(line: IndicatorLine) -> Aimed:
    stages = dict(zip(STAGES, (line.q1, line.q2, line.q3), strict=True))
    return Aimed(line.target, line.pace, stages, line.direction)


def _beyond_said(value: Decimal, line: IndicatorLine, plan: Plan, on: date) -> str:
    """That the own target of a quarter that is over, which stays, would go beyond the year's."""
    if line.pace != Pace.OWN or line.direction != Indicator.Direction.MORE:
        return ""
    moving = open_quarters(plan, _aimed(line), on)
    for number, name in zip(QUARTERS, STAGES, strict=False):
        own = getattr(line, name)
        if name not in moving and own is not None and own > value:
            told = {"quarter": ROMAN[number], "own": say_number(own)}
            return (
                _("Target triwulan %(quarter)s (%(own)s) melampaui angka ini dan tetap berlaku.")
                % told
            )
    return ""
