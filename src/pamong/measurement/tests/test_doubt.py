"""Which figures are asked back: half of what comes whole, and what is far off its target."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pamong.measurement.doubt import doubt_about, is_counted
from pamong.policy.load import builtin

PACK = builtin("id-permenpanrb-6-2022")


@pytest.mark.parametrize("unit", ["dokumen", "ibu", "Perangkat Daerah", "Usaha/ Kegiatan", "kali"])
def test_things_come_whole(unit: str) -> None:
    assert is_counted(unit)


@pytest.mark.parametrize(
    "unit", ["", "%", "Persen", "ton/ha", "juta rupiah", "km", "jam", "indeks"]
)
def test_what_is_weighed_paid_or_measured_does_not(unit: str) -> None:
    assert not is_counted(unit)


@pytest.mark.parametrize(
    ("value", "target", "unit", "direction"),
    [
        ("90", "100", "dokumen", "more"),
        ("1", "100", "dokumen", "more"),
        ("0", "85", "%", "more"),
        ("900", None, "dokumen", "more"),
        ("900", "0", "dokumen", "more"),
        ("0.2", "5", "hari", "less"),
        ("900", "3", "", "ordinal"),
    ],
)
def test_an_ordinary_figure_is_not_asked_back(
    value: str, target: str | None, unit: str, direction: str
) -> None:
    aim = Decimal(target) if target else None
    assert not doubt_about(Decimal(value), aim, PACK, unit=unit, direction=direction)


def test_what_is_far_off_is_as_the_pack_says() -> None:
    asked = {"unit": "ibu", "direction": "more"}
    assert not doubt_about(Decimal(1310), Decimal(131), PACK, **asked)
    assert "11 kali targetnya (131 ibu)" in doubt_about(Decimal(1441), Decimal(131), PACK, **asked)
    number = replace(PACK.numbers["far_from_target"], value=Fraction(20))
    looser = replace(PACK, numbers={**PACK.numbers, "far_from_target": number})
    assert not doubt_about(Decimal(1441), Decimal(131), looser, **asked)


def test_a_figure_of_the_other_sign_than_its_target_is_asked_back() -> None:
    people = {"unit": "orang", "direction": "more"}
    assert "di bawah nol" in doubt_about(Decimal(-5), Decimal(40), PACK, **people)
    growth = {"unit": "%", "direction": "more"}
    assert not doubt_about(Decimal(-5), Decimal(-3), PACK, **growth)
