"""What a person types about another answer: the figures, from when, on which basis and why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.performance.evaluation.wording import PREDICATES
from pamong.performance.local_rules.queries import OpenClause
from pamong.performance.local_rules.wording import choices_of, label_for, least_of, unit_of
from pamong.policy.pack import Pack
from pamong.ui.fields import DayField, NumberField

PERIODS = _("Dipakai untuk periode penilaian yang mulai pada atau sesudah tanggal ini.")


class RuleForm(forms.Form):
    """One field for each open figure of a clause."""

    def __init__(self, *args: Any, clause: OpenClause, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [figure.name for figure in clause.figures]
        for figure in clause.figures:
            label = label_for(pack, clause.official, figure)
            if figure.choices:
                field: forms.Field = forms.ChoiceField(
                    label=label, choices=choices_of(pack, figure), initial=figure.value
                )
            else:
                unit = unit_of(pack, clause.official, figure)
                least = least_of(clause.official)
                field = NumberField(label=label, unit=unit, min_value=least, initial=figure.value)
            self.fields[figure.name] = field
        self.fields["valid_from"] = DayField(
            label=_("Berlaku sejak"),
            help_text=PERIODS if PREDICATES in pack.scales else "",
        )
        self.fields["basis"] = forms.CharField(
            label=_("Dasar hukum"),
            max_length=200,
            help_text=_("Peraturan atau keputusan instansi, misalnya Peraturan Bupati 12/2026."),
        )
        self.fields["reason"] = forms.CharField(label=_("Alasan"), widget=forms.Textarea)

    def figure_fields(self) -> list[Any]:
        """The fields of the clause, in its order."""
        return [self[name] for name in self.names]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        figures: dict[str, Decimal | str] = {name: data[name] for name in self.names}
        rest = {name: data[name] for name in ("valid_from", "basis", "reason")}
        return {"figures": figures, **rest}
