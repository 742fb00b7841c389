"""Fields that read what people write."""

from datetime import date, time
from decimal import Decimal

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy

from pamong.ui.fields import (
    ChoiceLabel,
    DayField,
    NumberField,
    TimeField,
    said_back,
    typed_early,
)
from pamong.ui.forms_html import field
from pamong.ui.layout import half


class Daily(forms.Form):
    amount = NumberField(min_value=0, max_value=1000)
    day = DayField()
    at = TimeField(required=False)


def test_typed_values_become_numbers_days_and_times() -> None:
    form = Daily({"amount": "1.000", "day": "25 Nov 2026", "at": "0815"})
    assert form.is_valid()
    assert form.cleaned_data == {
        "amount": Decimal(1000),
        "day": date(2026, 11, 25),
        "at": time(8, 15),
    }


def test_an_empty_optional_field_is_missing_and_no_nought() -> None:
    form = Daily({"amount": "0", "day": "25-11-2026", "at": "  "})
    assert form.is_valid()
    assert form.cleaned_data["at"] is None


def test_a_bound_is_said_in_the_way_numbers_are_written() -> None:
    form = Daily({"amount": "1.000,5", "day": "25-11-2026"})
    assert form.errors["amount"] == ["Isi paling banyak 1.000."]


def test_a_stored_value_is_shown_as_it_is_typed() -> None:
    form = Daily(initial={"amount": Decimal("12.50"), "day": date(2026, 11, 5), "at": time(8, 5)})
    assert 'value="12,5"' in str(form["amount"])
    assert 'value="05-11-2026"' in str(form["day"])
    assert 'value="08.05"' in str(form["at"])


def test_a_stored_value_is_shown_in_english_as_it_is_read_there() -> None:
    stored = {"amount": Decimal("999.5"), "day": date(2026, 11, 5), "at": time(8, 5)}
    with translation.override("en"):
        form = Daily(initial=stored)
        assert 'value="999.5"' in str(form["amount"])
        assert 'value="08:05"' in str(form["at"])
        typed = Daily({"amount": "999.5", "day": "05-11-2026", "at": "08:05"}, initial=stored)
        assert not typed.has_changed()
        assert Daily({"amount": "1,001"}).errors["amount"] == ["Enter at most 1,000."]


def test_another_writing_of_the_same_value_is_no_change() -> None:
    form = Daily(
        {"amount": "1000", "day": "2026-11-25"},
        initial={"amount": Decimal(1000), "day": date(2026, 11, 25)},
    )
    assert not form.has_changed()


def test_what_was_read_is_said_back_only_where_it_differs() -> None:
    assert said_back(NumberField(), "1234.5") == "1.234,5"
    assert said_back(NumberField(), "17") == ""
    assert said_back(NumberField(), "banyak") == ""
    assert said_back(DayField(), "25-11-2026") == "Rabu, 25 November 2026"
    assert said_back(forms.CharField(), "x") == ""


def test_a_choice_label_is_said_in_the_language_of_the_page() -> None:
    class Kind(forms.Form):
        kind = forms.ChoiceField(
            choices=[("a", ChoiceLabel(gettext_lazy("Saran"), sub=gettext_lazy("Batal")))]
        )

    with translation.override("en"):
        html = field(Kind()["kind"])
    assert "Suggestion" in html
    assert "Cancel" in html


def test_a_short_field_with_an_error_takes_room_for_its_sentence() -> None:
    plain, wrong = Daily(), Daily({"amount": "banyak", "day": ""})
    assert 'class="pm-line-t"' in half(field(plain["amount"]))
    assert 'class="pm-line-w"' in half(field(wrong["amount"]))
    assert 'class="pm-line-t"' in half(field(wrong["at"]))


def test_what_is_typed_is_looked_for_without_characters_that_no_database_takes() -> None:
    class Find(forms.Form):
        unit = forms.CharField(required=False)

    form = Find({"unit": f" Bagian\0 Umum {'x' * 200}"})
    assert typed_early(form, "unit").startswith("Bagian Umum x")
    assert len(typed_early(form, "unit")) == 100
    assert typed_early(Find({}), "unit") == ""
    assert not form.is_valid()
