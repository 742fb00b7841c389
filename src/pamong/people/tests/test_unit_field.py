"""Choosing a unit: from a list of few, by name or code where there are many."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from pamong.people import unit_field as field_module
from pamong.people.models import Unit
from pamong.people.tests.make import make_unit
from pamong.people.tests.world import World
from pamong.people.unit_field import UnitByName, UnitFromList, said, unit_field


def by_name(world: World, **options: bool) -> UnitByName:
    return UnitByName(Unit.objects.filter(agency=world.agency), **options)


def test_few_units_are_a_list_and_many_a_name(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = Unit.objects.filter(agency=world.agency)
    assert isinstance(unit_field(units, label="Unit"), UnitFromList)
    monkeypatch.setattr(field_module, "MOST_LISTED", 2)
    field = unit_field(units, label="Unit", empty="Seluruh instansi", required=False)
    assert isinstance(field, UnitByName)
    assert "Seluruh instansi" in str(field.help_text)


def test_a_code_a_name_or_a_part_of_it_names_a_unit(world: World) -> None:
    field, clinic = by_name(world), world.clinic
    for text in (clinic.code, clinic.name.upper(), "cempaka", said(clinic)):
        assert field.clean(text) == clinic


def test_what_was_chosen_before_stands_in_the_field_and_is_read_again(world: World) -> None:
    field = by_name(world)
    assert field.clean(field.prepare_value(world.clinic.uuid)) == world.clinic


def test_several_that_match_are_named_with_their_codes(world: World) -> None:
    for _ in range(2):
        make_unit(world.agency, world.health, name="Seksi Gizi")
    with pytest.raises(ValidationError, match=r"Seksi Gizi \(.+\); Seksi Gizi"):
        by_name(world).clean("seksi gizi")


class UnitForm(forms.Form):
    def __init__(self, world: World, text: str) -> None:
        super().__init__({"unit": text})
        self.fields["unit"] = by_name(world)


def test_of_several_that_match_one_is_picked_from_a_list(world: World) -> None:
    other = make_unit(world.agency, world.health, name="Seksi Gizi Anak")
    unit = make_unit(world.agency, world.health, name="Seksi Gizi & Ibu")
    form = UnitForm(world, "gizi")
    assert not form.is_valid()
    html = str(form["unit"])
    assert f'value="{unit.uuid}"' in html
    assert "Seksi Gizi &amp; Ibu" in html
    assert f'value="{other.uuid}"' in html
    assert "selected" not in html
    picked = UnitForm(world, str(unit.uuid))
    assert picked.is_valid()
    assert picked.cleaned_data["unit"] == unit


def test_too_many_for_a_list_are_narrowed_by_more_words(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(field_module, "MOST_LISTED", 2)
    for number in range(3):
        make_unit(world.agency, world.health, name=f"Seksi Gizi {number}")
    form = UnitForm(world, "gizi")
    assert "Tulis lebih banyak dari namanya" in str(form.errors)
    assert "<select" not in str(form["unit"])


def test_a_unit_of_another_agency_is_not_picked_by_its_key(world: World) -> None:
    elsewhere = Unit.objects.exclude(agency=world.agency).first()
    assert elsewhere
    with pytest.raises(ValidationError, match="Tidak ada unit"):
        by_name(world).clean(str(elsewhere.uuid))


def test_a_unit_elsewhere_and_one_that_is_none_are_refused(world: World) -> None:
    for text in ("Kabupaten Lain", "Tidak ada"):
        with pytest.raises(ValidationError, match="Tidak ada unit"):
            by_name(world).clean(text)


def test_empty_is_no_unit_where_none_is_needed(world: World) -> None:
    assert by_name(world, required=False).clean(" ") is None
    with pytest.raises(ValidationError):
        by_name(world).clean("")
