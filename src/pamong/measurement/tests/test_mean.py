"""The mean of attainments: half up as the rules round, and what is missing stays missing."""

from decimal import Decimal

import pytest

from pamong.measurement.attainment import Mean, mean_figure


@pytest.mark.parametrize(
    ("figures", "mean"),
    [(("89.98", "89.99"), "89.99"), (("90.00", "89.99"), "90.00"), (("-0.01", "0"), "-0.01")],
)
def test_a_mean_is_rounded_half_up(figures: tuple[str, ...], mean: str) -> None:
    assert mean_figure([Decimal(figure) for figure in figures]).value == Decimal(mean)


def test_what_is_missing_is_counted_and_never_nought() -> None:
    assert mean_figure([Decimal(80), None, Decimal(100)]) == Mean(Decimal(90), 2, 1)
    assert mean_figure([None]) == Mean(None, 0, 1)
