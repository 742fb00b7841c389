"""Forecasts: the methods by hand, the intervals by what they hold, and what must not matter."""

import random
from math import exp, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamong.stats.distributions import beta_quantile, beta_share, t_quantile
from pamong.stats.forecasts import Forecast, forecast
from pamong.stats.forecasts.methods import (
    damped,
    drift,
    in_proportion,
    naive,
    seasonal,
    seasonal_drift,
    seasonal_naive,
    smooth,
    theta,
)


def test_quantiles_are_those_of_the_tables() -> None:
    assert round(t_quantile(0.95, 1), 3) == 12.706
    assert round(t_quantile(0.95, 10), 3) == 2.228
    assert round(t_quantile(0.99, 5), 3) == 4.032
    assert beta_share(2, 2, 0.5) == pytest.approx(0.5)
    assert beta_share(1, 3, 0.2) == pytest.approx(1 - 0.8**3)
    assert beta_quantile(1, 3, 1 - 0.8**3) == pytest.approx(0.2)


def means(found: object) -> list[float]:
    return found.means  # type: ignore[attr-defined,no-any-return]


def test_the_simple_methods_are_what_one_computes_by_hand() -> None:
    history = [10, 12, None, 16]
    assert means(naive(history, 2, 1)) == [16, 16]
    assert means(drift(history, 2, 1)) == [18, 20]
    assert means(seasonal_naive([1, 2, 3, 4, 5, 6], 3, 3)) == [4, 5, 6]
    assert seasonal_naive([1, 2], 3, 3) is None
    assert means(smooth([5, 5, 5, 5], 2, 1)) == [5, 5]


def test_a_seasonal_drift_adds_the_usual_step_from_year_to_year() -> None:
    two_years = [10.0, 20, 30, 40, 14, 24, None, 44]
    assert means(seasonal_drift(two_years, 6, 4)) == [18, 28, 38, 48, 22, 32]
    assert seasonal_drift(two_years[:6], 1, 4) is None, "two steps from year to year are no habit"
    assert seasonal_drift(two_years, 1, 1) is None


def test_a_proportion_is_carried_on_as_one() -> None:
    """Each quarter the same share of a level that stays: exact, and nothing where a figure is nought."""
    history = [100 * share for _year in range(4) for share in (0.5, 1.0, 2.0, 1.0)]
    method = in_proportion(seasonal(smooth))
    assert means(method(history, 4, 4)) == pytest.approx([50, 100, 200, 100])
    assert method([*history, 0.0], 4, 4) is None
    assert in_proportion(drift)([2.0**at for at in range(9)], 12, 1) is None, (
        "no growth without end"
    )


def test_two_years_with_a_trend_and_a_season_carry_both_on() -> None:
    history = [100 + at + 15 * sin(at * 3.14159 / 6) for at in range(30)]
    found = forecast(history[:24], 6, season=12)
    missed = [
        abs((step.mean or 0) - value) for step, value in zip(found.steps, history[24:], strict=True)
    ]
    assert max(missed) < 1


def test_a_swing_that_grows_with_the_level_is_followed() -> None:
    chance = random.Random(1)
    history = [
        exp(at / 60 + 0.4 * sin(at * 3.14159 / 6) + chance.gauss(0, 0.01)) for at in range(60)
    ]
    found = forecast(history[:48], 12, season=12)
    missed = [
        abs((step.mean or 0) / value - 1)
        for step, value in zip(found.steps, history[48:], strict=True)
    ]
    assert max(missed) < 0.1


def test_naive_against_itself_misses_about_as_much_however_far_ahead() -> None:
    """So that under 1 says "better than as last time" at every horizon."""
    chance, level, history = random.Random(11), 0.0, []
    for _at in range(80):
        level += chance.gauss(0, 1)
        history.append(level)
    for ahead in (1, 6):
        mase = forecast(history, ahead).backtest.mase
        assert mase is not None
        assert 0.7 < mase < 1.3


def test_theta_follows_half_the_slope_of_a_straight_line() -> None:
    """On a line both parts agree up to the end; ahead, only one of the two goes on (Hyndman and Billah 2003)."""
    history = [float(3 * at) for at in range(40)]
    first, second = means(theta(history, 2, 1))
    assert second - first == pytest.approx(1.5)
    assert first == pytest.approx(117 + 1.5, abs=0.2)


def test_a_damped_trend_goes_on_less_and_less() -> None:
    one, two, three = means(damped([float(2 * at) for at in range(12)], 3, 1))
    assert 22 < one < two < three
    assert three - two < two - one < 2.0001


def test_too_short_a_series_is_told_nothing() -> None:
    found = forecast([1.0, None, 2.0, 3.0, 4.0], 2)
    assert found.reason == "short"
    assert [step[1:] for step in found.steps] == [(None, None, None)] * 2
    assert found.backtest[:3] == (None, None, None)


def test_five_figures_have_a_mean_and_no_interval() -> None:
    found = forecast([1.0, 2.0, 3.0, 4.0, 5.0], 1)
    assert found.reason == "no_interval"
    assert found.steps[0].mean is not None
    assert found.steps[0].low is None


def test_a_season_is_found_and_carried_on() -> None:
    chance = random.Random(3)
    history = [50 + 10 * sin(at * 3.14159 / 6) + chance.gauss(0, 1) for at in range(60)]
    found = forecast(history[:48], 12, season=12)
    assert found.method is not None
    assert "seasonal" in found.method
    assert found.backtest.mase is not None
    assert found.backtest.mase < 0.6
    inside = [
        step.low <= value <= step.high
        for step, value in zip(found.steps, history[48:], strict=True)
        if step.low is not None and step.high is not None
    ]
    assert sum(inside) >= 10


def test_intervals_hold_about_as_often_as_they_say() -> None:
    """Steady, trending and wandering series of fifteen figures, three steps ahead."""
    chance, inside, count = random.Random(7), 0, 0
    for kind in range(3):
        for _series in range(20):
            level, history = 50.0, []
            for at in range(18):
                level += chance.gauss(0, 2) if kind == 2 else 0
                trend = 1.5 * at if kind == 1 else 0
                noise = 0 if kind == 2 else chance.gauss(0, 3)
                history.append(level + trend + noise)
            found = forecast(history[:15], 3)
            for step, value in zip(found.steps, history[15:], strict=True):
                assert step.low is not None
                assert step.high is not None
                inside += step.low <= value <= step.high
                count += 1
    assert 0.9 <= inside / count <= 1


SERIES = st.lists(
    st.one_of(st.none(), st.integers(0, 400).map(lambda n: n / 4)), min_size=8, max_size=16
)


def _close(one: Forecast, other: Forecast, shift: float, scale: float) -> None:
    for mine, theirs in zip(one.steps, other.steps, strict=True):
        for a, b in zip(mine[1:], theirs[1:], strict=True):
            assert (a is None) == (b is None)
            if a is not None and b is not None:
                assert b == pytest.approx(shift + scale * a, rel=1e-6, abs=1e-5)


@settings(max_examples=12, deadline=None)
@given(SERIES)
def test_another_unit_or_zero_of_the_scale_changes_nothing_else(series: list[float | None]) -> None:
    found = forecast(series, 3, season=4)
    # Powers of two keep every digit, so that ties fall alike.
    scaled = [None if one is None else 8 * one for one in series]
    _close(found, forecast(scaled, 3, season=4), 0, 8)


def test_another_zero_of_the_scale_moves_the_forecast_along() -> None:
    chance = random.Random(5)
    series = [chance.gauss(50, 5) + at for at in range(20)]
    moved = forecast([one + 1000 for one in series], 4, season=4)
    _close(forecast(series, 4, season=4), moved, 1000, 1)


@settings(max_examples=12, deadline=None)
@given(SERIES)
def test_a_surer_interval_holds_the_less_sure_one(series: list[float | None]) -> None:
    narrow, wide = forecast(series, 3, level=0.8), forecast(series, 3, level=0.95)
    for one, other in zip(narrow.steps, wide.steps, strict=True):
        if one.low is not None and one.high is not None:
            assert other.low is not None
            assert other.high is not None
            assert other.low <= one.low <= one.high <= other.high
