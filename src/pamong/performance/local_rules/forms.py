"""What a person types about another answer: the figures, from when, on which basis and why."""

from collections import defaultdict
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from pamong.people.workdays.hours import clock, of_clock
from pamong.performance.allowance.paying import CLAUSES as ALLOWANCE
from pamong.performance.local_rules.queries import OpenClause
from pamong.performance.local_rules.wording import (
    bounds_of,
    choices_of,
    column_said,
    is_clock,
    label_for,
    row_said,
    unit_of,
)
from pamong.performance.rules import PREDICATES
from pamong.policy.figures import Figure
from pamong.policy.pack import Clause, Pack, Table
from pamong.ui.fields import DayField, NumberField, TimeField

PERIODS = _("Dipakai untuk periode penilaian yang mulai pada atau sesudah tanggal ini.")
PAID = _("Dipakai untuk TPP bulan yang mulai pada atau sesudah tanggal ini.")


class RuleForm(forms.Form):
    """One field for each open figure of a clause."""

    def __init__(self, *args: Any, clause: OpenClause, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [figure.name for figure in clause.figures]
        for figure in clause.figures:
            self.fields[figure.name] = _field(pack, clause.official, figure)
        self.rows = self._name_rows(clause, pack)
        self.fields["valid_from"] = DayField(
            label=_("Berlaku sejak"),
            help_text=_used_for(clause, pack),
        )
        self.fields["basis"] = forms.CharField(
            label=_("Dasar hukum"),
            max_length=200,
            help_text=_("Peraturan atau keputusan instansi, misalnya Peraturan Bupati 12/2026."),
        )
        self.fields["reason"] = forms.CharField(label=_("Alasan"), widget=forms.Textarea)

    def _name_rows(self, clause: OpenClause, pack: Pack) -> dict[str, list[str]]:
        """A table of several columns by its rows, whose fields then need no row in their names."""
        table, rows = clause.official, defaultdict[str, list[str]](list)
        if not isinstance(table, Table):
            return {}
        for figure in clause.figures:
            rows[row_said(pack, table, figure)].append(figure.name)
        if len(rows) == len(clause.figures):
            return {}
        for figure in clause.figures:
            column = column_said(pack, figure)
            self.fields[figure.name].label = capfirst(column) or self.fields[figure.name].label
        return rows

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of the clause, in its order; those of one row of a table under its name."""
        rows = [(row, [self[name] for name in names]) for row, names in self.rows.items()]
        return rows or [("", [self[name] for name in self.names])]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        figures: dict[str, Decimal | str] = {name: _figure(data[name]) for name in self.names}
        rest = {name: data[name] for name in ("valid_from", "basis", "reason")}
        return {"figures": figures, **rest}


def _used_for(clause: OpenClause, pack: Pack) -> Any:
    if clause.name in ALLOWANCE:
        return PAID
    return PERIODS if PREDICATES in pack.scales else ""


def _field(pack: Pack, clause: Clause, figure: Figure) -> forms.Field:
    """A choice, a name, a time of day, or a number within what makes sense."""
    label = label_for(pack, clause, figure)
    if figure.letters:
        return forms.CharField(
            label=label, max_length=figure.letters, required=False, initial=figure.value
        )
    if figure.choices:
        return forms.ChoiceField(
            label=label, choices=choices_of(pack, figure), initial=figure.value
        )
    if is_clock(clause, figure):
        initial = None if figure.value is None else clock(int(figure.value))
        return TimeField(label=label, initial=initial)
    least, most, is_whole = bounds_of(clause, figure)
    unit = unit_of(pack, clause, figure)
    return NumberField(
        label=label,
        unit=unit,
        min_value=least,
        max_value=most,
        whole=is_whole,
        initial=figure.value,
    )


def _figure(value: Any) -> Decimal | str:
    """A time as the minutes that the rules count."""
    found: Decimal | str = Decimal(of_clock(value)) if isinstance(value, time) else value
    return found
