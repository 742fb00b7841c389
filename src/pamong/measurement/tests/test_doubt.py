"""Which figures are asked back: half of what comes whole, and what is far off its target."""

from decimal import Decimal

import pytest

from pamong.measurement.doubt import doubt_about, is_counted


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
    assert not doubt_about(Decimal(value), aim, unit=unit, direction=direction)
