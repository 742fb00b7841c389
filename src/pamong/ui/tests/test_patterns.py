"""A form that is filled into its pattern is the form that is written field by field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from pamong.ui.fields import DayField, NumberField
from pamong.ui.forms_html import field
from pamong.ui.patterns import Pattern, mark


class LineForm(forms.Form):
    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Nama", widget=forms.Textarea, max_length=300)
    way = forms.ChoiceField(choices=[("", "–"), ("up", "Naik"), ("a&b", "Dua")], initial="up")
    size = NumberField(label="Ukuran", unit="%")
    day = DayField(label="Hari", required=False)


def written(form: forms.BaseForm) -> str:
    return "".join([*(field(bound, kind="select") for bound in form), f"<i>{mark('owner')}</i>"])


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"way": "", "name": "", "size": None},
        {"key": 7, "name": 'Ibu "Nur" & <b>Ayah</b>', "way": "a&b", "size": Decimal("1234.50")},
        {"day": date(2026, 11, 25), "size": 0, "way": "elsewhere"},
    ],
)
def test_a_filled_pattern_is_the_written_form(values: Mapping[str, Any]) -> None:
    pattern = Pattern(LineForm(prefix="i-0"), written)
    straight = written(LineForm(prefix="i-0", initial=dict(values)))
    assert pattern.filled({**values, "owner": "<x>"}) == straight.replace(
        mark("owner"), "&lt;x&gt;"
    )
