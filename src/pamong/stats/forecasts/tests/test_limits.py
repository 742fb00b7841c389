"""A forecast ends where a figure can go no further, and nowhere else."""

import pytest

from pamong.stats.forecasts import forecast
from pamong.stats.forecasts.limits import NO_LIMITS, Limits, is_cut, limits_of, within


@pytest.mark.parametrize(
    ("unit", "name", "figures", "limits"),
    [
        ("%", "Cakupan imunisasi", [80.5, None, 95], Limits(0, 100)),
        ("persen", "Realisasi terhadap rencana", [80, 104], Limits(0, None)),
        ("%", "Pertumbuhan ekonomi", [4.1, 5.2], NO_LIMITS),
        ("orang", "Kematian ibu", [3, 2.0], Limits(0, None)),
        ("balita", "Balita ditimbang", [30, 40], Limits(0, None)),
        ("ton/ha", "Hasil panen", [5.1, 5.4], NO_LIMITS),
        ("kasus", "Selisih kasus", [3, 2], NO_LIMITS),
        ("orang", "Mutasi bersih orang", [-3, 2], NO_LIMITS),
        ("", "Suhu", [3, 2], NO_LIMITS),
        ("%", "Cakupan", [None], NO_LIMITS),
    ],
)
def test_bounds_follow_from_the_unit_the_name_and_what_has_been(
    unit: str, name: str, figures: list[float | None], limits: Limits
) -> None:
    assert limits_of(unit, (name,), figures) == limits


def test_an_interval_is_cut_at_the_bound_and_says_so() -> None:
    falling = [9.0, 7.0, 6.0, 2.0, 3.0, 1.0, 0.0]
    free = forecast(falling, 3)
    assert min(step.low for step in free.steps if step.low is not None) < 0
    limits = limits_of("kasus", ("Kematian ibu",), falling)
    assert is_cut(free, limits) == (True, False)
    held = within(free, limits)
    for step, before in zip(held.steps, free.steps, strict=True):
        assert step.low is not None
        assert step.mean is not None
        assert step.high is not None
        assert 0 <= step.low <= step.mean <= step.high
        assert before.high is None or step.high == max(before.high, 0)
    assert held.backtest == free.backtest


def test_a_short_series_stays_without_a_figure() -> None:
    limits = Limits(0, 100)
    short = forecast([1.0, 2.0], 2)
    assert within(short, limits) == short
    assert is_cut(short, limits) == (False, False)
