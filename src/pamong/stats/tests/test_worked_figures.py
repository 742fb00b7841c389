"""The worked figures of the measures that modules to come stand on, one test a formula."""

from decimal import Decimal
from math import inf

import pytest

from pamong.stats import (
    burden,
    control,
    effects,
    event_logs,
    intervals,
    raters,
    scales,
    shares,
    suppression,
)


def test_five_items_of_agreement_become_a_score_from_0_to_100() -> None:
    rows = [[5, 4, 4, 3, 4], [2, 3, 2, 2, 1], [5, 5, 5, 5, 5], [3, 4, 3, 4, 3]]
    scores = scales.agreement_scores(rows)
    assert scores == [75, 25, 100, 60]
    assert sum(scores) / len(scores) == 65


def test_an_index_of_sub_indices_counts_each_once() -> None:
    leaders = [0.60, 0.65, 0.70, 0.62, 0.68]
    supervisors = [0.80, 0.85, 0.88, 0.78, 0.80]
    work = [0.70, 0.75, 0.82, 0.66, 0.84]
    each, index = scales.mean_of_parts([leaders, supervisors, work])
    assert [round(100 * part, 1) for part in each] == [65.0, 82.2, 75.4]
    assert round(100 * index, 1) == 74.2


def test_items_that_hang_together_have_a_high_alpha() -> None:
    rows = [[4, 4, 5], [2, 3, 2], [5, 5, 5], [3, 4, 3], [1, 2, 2]]
    assert round(scales.alpha(rows), 4) == 0.9618


def test_a_group_that_agrees_may_be_told_by_its_mean() -> None:
    rows = [[4, 4, 5], [4, 5, 4], [3, 4, 4], [5, 4, 4], [4, 4, 4]]
    assert round(scales.agreement_within(rows), 3) == 0.944


@pytest.mark.parametrize("rows", [[[1, 1], [5, 5]], [[1, 2, 3], [5, 3, 4]], [[1, 1], [1, 5]]])
def test_a_group_in_two_camps_does_not_agree(rows: list[list[float]]) -> None:
    assert scales.agreement_within(rows) == 0


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [2]], [[1, 2], [1]], [[3, 3], [3, 3]]])
def test_a_scale_that_cannot_be_judged_says_so(rows: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="rows: "):
        scales.alpha(rows)


def test_an_answer_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 1 to 5"):
        scales.agreement_scores([[0, 3]])


def test_the_interval_of_a_share() -> None:
    low, high = intervals.wilson(14, 18)
    assert (round(low, 3), round(high, 3)) == (0.548, 0.910)


def test_the_interval_of_none_and_of_all_stays_within_0_and_1() -> None:
    assert intervals.wilson(0, 10)[0] == 0
    assert intervals.wilson(10, 10)[1] == 1


def test_a_census_of_a_small_unit_is_surer_than_a_sample() -> None:
    assert round(intervals.share_error(14, 18, population=24), 4) == 0.0504
    assert intervals.share_error(18, 24, population=24) == 0


def test_a_change_is_told_only_when_nothing_lies_outside() -> None:
    # Newcombe's own example of two samples: 56 of 70 against 48 of 80.
    low, high = intervals.share_difference((48, 80), (56, 70))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_a_count_that_no_share_can_have_is_refused(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="expected a count"):
        intervals.wilson(count, n)


def test_several_raters_are_more_reliable_than_one() -> None:
    assert [round(raters.reliability_of_several(0.45, k), 3) for k in (2, 3, 5)] == [
        0.621,
        0.711,
        0.804,
    ]
    assert raters.score_error(10, 0.64) == 6


def test_few_ratings_draw_a_rater_to_the_mean() -> None:
    assert raters.shrunk(6, 4, 8) == 2
    assert round(raters.shrunk(6, 20, 8), 3) == 4.286


def test_rater_effects_follow_from_the_variance_between_and_within() -> None:
    groups = {
        "r1": [80, 82, 84, 86],
        "r2": [70, 72, 71, 75],
        "r3": [90, 88, 92, 91],
        "r4": [78, 80, 79, 83],
    }
    spread = raters.spread_of(groups)
    assert spread.mean == 81.3125
    assert round(spread.between, 3) == 228.229
    assert round(spread.within, 3) == 4.729
    assert round(spread.shrinkage, 4) == 0.0846
    assert round(raters.rater_effects(groups)["r2"], 2) == -9.12


def test_raters_that_do_not_differ_have_no_effect() -> None:
    groups = {"a": [1.0, 3.0], "b": [2.0, 2.0]}
    assert raters.spread_of(groups).shrinkage == inf
    assert raters.rater_effects(groups) == {"a": 0, "b": 0}


def test_the_rest_of_a_parent_gives_no_small_cell_away() -> None:
    assert suppression.hidden_cells({"Technology": 9, "Sales": 4}, 5) == {"Technology", "Sales"}


def test_one_hidden_cell_takes_the_next_smallest_along() -> None:
    assert suppression.hidden_cells({"a": 4, "b": 30, "c": 20}, 5) == {"a", "c"}
    assert suppression.hidden_cells({"a": 10, "b": 30}, 5) == set()


def test_what_is_left_of_the_parent_is_no_small_group_either() -> None:
    assert suppression.hidden_cells({"a": 2, "b": 2, "c": 20, "d": 30}, 5) == {"a", "b", "c"}
    assert suppression.hidden_cells({"a": 10, "b": 20}, 5, parent=33) == {"a", "b"}
    assert suppression.hidden_cells({"a": 10, "b": 20}, 5, parent=35) == set()


def test_an_empty_cell_hides_nobody_and_an_only_child_stays() -> None:
    assert suppression.hidden_cells({"a": 0, "b": 30}, 5) == set()


def test_no_table_may_go_below_the_floor() -> None:
    with pytest.raises(ValueError, match="at least 5"):
        suppression.hidden_cells({"a": 4}, 3)


def test_a_control_chart_of_ten_months() -> None:
    chart = control.xmr([52, 50, 55, 49, 53, 51, 54, 50, 52, 56])
    assert chart is not None
    assert round(chart.centre, 1) == 52.2
    assert round(chart.mean_range, 3) == 3.556
    assert (round(chart.low, 2), round(chart.high, 2)) == (42.74, 61.66)
    assert round(chart.range_limit, 2) == 11.62
    assert chart.signals == ()


def test_a_chart_needs_eight_points() -> None:
    assert control.xmr([1, 2, 3, 4, 5, 6, 7]) is None


def test_a_chart_tells_a_leap_a_run_and_a_lean() -> None:
    leap = control.xmr([10, 11, 10, 11, 10, 11, 10, 11, 30])
    assert leap is not None
    assert control.Signal(8, "outside") in leap.signals
    run = control.xmr([1, 2, 1, 2, 1, 2, 1, 2, 9, 10, 9, 10, 9, 10, 9, 10])
    assert run is not None
    assert [s.at for s in run.signals if s.rule == "run"] == [7, 15]
    lean = control.xmr([10, 10.4, 10, 10.4, 10, 10.4, 10, 10.4, 10.9, 10.9, 10.9, 10.4])
    assert lean is not None
    assert lean.signals == (control.Signal(10, "near_limit"),)


def test_a_value_on_the_centre_breaks_a_run() -> None:
    chart = control.xmr([3, 3, 3, 3, 2, 3, 3, 3, 3, 1, 1, 1, 1, 2, 1, 1, 1, 1])
    assert chart is not None
    assert chart.centre == 2
    assert not [signal for signal in chart.signals if signal.rule == "run"]


def test_missing_parts_are_listed_and_never_zero() -> None:
    parts = {"a": 80.0, "b": None, "c": 100.0}
    rolled = shares.weighted_mean(parts, {"a": 3, "b": 5, "c": 1})
    assert (rolled.value, rolled.missing) == (85, ("b",))
    nothing = shares.weighted_mean({"a": None}, {"a": 1})
    assert (nothing.value, nothing.missing) == (None, ("a",))


def test_contributions_of_five_units() -> None:
    value = shares.gini([0, 1, 1, 2, 6])
    assert value is not None
    assert round(value, 2) == 0.52
    assert shares.gini([2, 2, 2]) == pytest.approx(0)
    assert shares.gini([0, 0]) is None


def test_the_gain_counts_what_could_still_be_gained() -> None:
    assert shares.normalised_gain(60, 78, 100) == 0.45
    assert shares.normalised_gain(100, 100, 100) is None


def test_the_standard_cost_of_a_monthly_form() -> None:
    cost = burden.standard_cost(Decimal(60_000), Decimal("0.5"), 1_200, Decimal(12))
    assert cost == 432_000_000


def test_the_entropy_of_four_variants() -> None:
    entropy = event_logs.variant_entropy([60, 25, 10, 5])
    assert round(entropy.bits, 4) == 1.4905
    assert round(entropy.relative, 3) == 0.745
    assert event_logs.variant_entropy([9]) == (0, 0)


def test_how_well_a_log_follows_its_model() -> None:
    fitness = event_logs.replay_fitness(missing=2, consumed=20, remaining=3, produced=20)
    assert fitness == pytest.approx(0.875)


def unit(start: int | None, *outcomes: float) -> effects.Unit:
    return effects.Unit(start, dict(enumerate(outcomes, start=1)))


A, B, C = unit(3, 10, 11, 15, 17, 18), unit(4, 8, 9, 10, 14, 16), unit(None, 20, 21, 22, 23, 24)


def test_effects_by_cohort_and_time_against_those_never_treated() -> None:
    found = {(e.cohort, e.time): e.estimate for e in effects.group_time_effects([A, B, C])}
    assert [found[3, time] for time in (3, 4, 5)] == [3, 4, 4]
    assert [found[4, time] for time in (4, 5)] == [3, 4]
    assert found[3, 2] == 0, "before the start the trends are the same"


def test_effects_by_age_and_their_mean() -> None:
    found = effects.group_time_effects([A, B, C])
    ages = effects.by_age(found)
    assert [ages[age] for age in (0, 1, 2)] == [3, 4, 4]
    assert effects.overall(found) == 3.6


def test_those_not_yet_treated_are_a_comparison_until_their_start() -> None:
    found = {
        (e.cohort, e.time): e.estimate
        for e in effects.group_time_effects([A, B, C], control="notyet")
    }
    assert found[3, 3] == 3
    assert found[3, 5] == 4, "at 5 the other cohort is treated and stays out"


def test_the_base_before_the_start_is_the_period_before_or_always_the_same() -> None:
    late = unit(5, 1, 2, 4, 7, 11)
    still = unit(None, 0, 0, 0, 0, 0)
    varying = {e.time: e.estimate for e in effects.group_time_effects([late, still])}
    universal = {
        e.time: e.estimate for e in effects.group_time_effects([late, still], base="universal")
    }
    assert varying == {2: 1, 3: 2, 4: 3, 5: 4}
    assert universal == {1: -6, 2: -5, 3: -3, 5: 4}
