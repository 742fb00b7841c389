"""Each question: asked where it should be, and not of what is merely alive."""

import random
from collections import Counter
from datetime import date
from math import sin
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pamong.stats.control import xmr
from pamong.stats.periods import Period
from pamong.stats.quality import Reading, Report, examine
from pamong.stats.quality.digits import chi_square, chi_square_tail
from pamong.stats.quality.gaming import binomial_tail
from pamong.stats.quality.series import series_of
from pamong.stats.quality.single import is_trial

MONTH = 2024 * 12


def monthly(
    *values: float | None, name: tuple[str, ...] = ("x",), first: int = 1, **more: Any
) -> list[Reading]:
    """A reading a month from January 2024 on."""
    return [
        Reading(line, name, Period("month", MONTH + at), value, **more)
        for at, (line, value) in enumerate(enumerate(values, start=first))
    ]


def rules(*readings: Reading, **asked: Any) -> list[tuple[int, str]]:
    return [(one.line, one.rule) for one in examine(readings, **asked).findings]


def steady(n: int, seed: int = 1) -> list[float]:
    chance = random.Random(seed)
    return [round(50 + chance.gauss(0, 2), 1) for _ in range(n)]


def test_a_percentage_over_a_hundred_and_a_count_below_nought_are_asked_about() -> None:
    assert rules(*monthly(50, 103.5, unit="%")) == [(2, "range")]
    assert rules(*monthly(50, 103.5, name=("Persentase cakupan",))) == [(2, "range")]
    assert rules(*monthly(5, -3, unit="dokumen")) == [(2, "range")]


def test_growth_may_be_negative_and_over_a_hundred() -> None:
    assert not rules(*monthly(-5, 250, name=("Persentase pertumbuhan ekonomi",)))
    assert not rules(*monthly(106.79, 107.58, name=("Angka Partisipasi Kasar SD",)))


def test_a_lone_nought_is_asked_about_once_and_never_in_small_counts() -> None:
    assert rules(*monthly(93.87, 0)) == [(2, "nought")]
    assert not rules(*monthly(3, 0))
    assert not rules(*monthly(0, 93.87))


def test_a_figure_far_from_its_history_is_asked_about_once() -> None:
    values = steady(14)
    values[9] *= 10
    (asked,) = examine(monthly(*values)).findings
    assert (asked.line, asked.rule, asked.figures["times"]) == (10, "jump", 10)


def test_nothing_jumps_in_a_handful_of_figures() -> None:
    assert not rules(*monthly(50, 51, 500, 52))


def test_a_season_and_a_sum_that_begins_anew_each_year_are_no_jumps() -> None:
    season = [50 + 20 * sin(at * 3.14159 / 6) + noise / 50 for at, noise in enumerate(steady(48))]
    assert not rules(*monthly(*season))
    running = [float(8 * (at % 12 + 1) + round(noise % 3)) for at, noise in enumerate(steady(36))]
    assert not [one for one in rules(*monthly(*running)) if one[1] == "jump"]


def test_steady_series_are_left_alone() -> None:
    readings = [
        one
        for seed in range(60)
        for one in monthly(*steady(24, seed), name=(f"s{seed}",), first=100 * seed)
    ]
    counted = Counter(one.rule for one in examine(readings).findings)
    assert counted.total() <= 4


def test_a_gap_is_one_question_at_the_line_after_it() -> None:
    readings = [one for one in monthly(1, 2, 3, 4, 5, 6) if one.line not in (3, 4)]
    (asked,) = examine(readings).findings
    assert (asked.line, asked.rule, asked.figures["count"]) == (5, "missing", 2)
    assert rules(*monthly(1, None, None, 4)) == [(2, "missing")]


def test_a_series_reaches_as_far_as_a_row_that_is_not_counted() -> None:
    readings = [one for one in monthly(1, 2, 3, 4, 5, 6, 999999) if one.line != 6]
    found = {one.rule: one for one in examine(readings).findings}
    assert found.keys() == {"missing", "test_row"}
    assert (found["missing"].line, found["missing"].figures["count"]) == (7, 1)
    assert rules(*monthly(1, 2, 3, 4, 5, 999999)) == [(6, "test_row")]


def test_a_name_that_wishes_is_asked_about_and_one_that_counts_is_not() -> None:
    assert rules(*monthly(1, 2, name=("Meningkatkan mutu layanan",))) == [(1, "wish")]
    for name in ("Meningkatnya mutu", "Menu makan", "Masakan siap saji", "Persentase"):
        assert not rules(*monthly(1, 2, name=(name,))), name


def test_working_days_have_no_gap_at_the_weekend() -> None:
    days = [date(2024, 1, day).toordinal() for day in range(1, 31)]
    kept = [day for day in days if (day - 1) % 7 < 5]
    readings = [Reading(at, ("x",), Period("day", day), 50 + at % 3) for at, day in enumerate(kept)]
    assert not rules(*readings)


def test_a_series_that_ends_before_the_others_is_stale() -> None:
    others = [one for at in range(3) for one in monthly(1, 2, 4, name=(f"{at}",), first=10 * at)]
    assert rules(*others, *monthly(5, 7, name=("late",), first=90)) == [(91, "stale")]
    assert rules(*monthly(1, 2, 4), on=date(2024, 5, 15)) == [(3, "stale")]
    assert not rules(*monthly(1, 2, 4), on=date(2024, 3, 31))


def test_a_time_twice_is_a_repeat_or_a_contradiction() -> None:
    twice = monthly(5, 6, 7)
    assert rules(*twice, twice[1]._replace(line=9)) == [(9, "duplicate")]
    report = examine([*twice, twice[1]._replace(line=9, value=8.0)])
    assert [(one.line, one.rule) for one in report.findings] == [(9, "contradiction")]
    assert report.charts[0].series.values == [5, 7]  # neither is taken until somebody says which


def test_rows_typed_to_try_the_form_are_left_out_of_the_rest() -> None:
    assert [is_trial(text) for text in ("test", "Coba input 2", "asdf", "aaaa", "data dummy")] == [
        True
    ] * 5
    tried_too = ("Mencoba Saja", "Mencoba AB", "mencoba", "Mencoba Saja/AB", "coba a", "Test Saja")
    assert all(map(is_trial, tried_too))
    wished = (
        "Mencoba metode kerja baru",
        "Jumlah pegawai yang mencoba",
        "Tes IQ",
        "AB",
        "Uji coba",
    )
    assert not any(map(is_trial, wished))
    legit = ("uji coba aplikasi", "Tes kesehatan", "III", "Contoh uji air", "", "A")
    assert not any(map(is_trial, legit))
    tried = monthly(1, 999999, 2, 3)
    assert rules(*tried) == [(2, "test_row")]
    assert rules(*monthly(5, name=("coba",))) == [(1, "test_row")]


def test_a_long_run_of_one_figure_in_a_series_that_moves_is_asked_about() -> None:
    assert rules(*monthly(51, 55, 49, 53, 52, *[50.5] * 6)) == [(11, "unmoved")]
    assert rules(*monthly(78.53, 78.53, 78.53, 78.53)) == [(4, "unmoved")]
    assert not rules(*monthly(*[100] * 12))


def test_two_units_with_the_same_figures_are_asked_whether_they_measured_apart() -> None:
    one = monthly(75.51, 73.38, 80.56, 79.12, name=("A",))
    two = monthly(75.51, 73.38, 80.56, 79.12, name=("B",), first=50)
    assert rules(*one, *two) == [(53, "copies")]
    round_ones = monthly(0, 70, 80, 90, name=("A",)), monthly(0, 70, 80, 90, name=("B",), first=50)
    assert not rules(*round_ones[0], *round_ones[1])


def heaped(reached: int, short: int, target: float = 80) -> list[Reading]:
    values = [80.5] * reached + [79.5] * short
    return [
        Reading(at, (f"i{at}",), Period("year", 2024), value, target=target)
        for at, value in enumerate(values)
    ]


def test_figures_heaped_at_their_target_are_asked_about_from_twenty_on() -> None:
    assert [rule for _line, rule in rules(*heaped(18, 4))] == ["heaping"]
    assert not rules(*heaped(12, 10))
    assert not rules(*heaped(17, 2))
    assert round(binomial_tail(18, 22), 5) == 0.00217


def test_a_target_that_is_last_years_figure_is_asked_about_where_most_are() -> None:
    def year(at: int, target: float) -> list[Reading]:
        name = (f"i{at}",)
        return [
            Reading(10 * at, name, Period("year", 2023), 40.0 + at, target=30),
            Reading(10 * at + 1, name, Period("year", 2024), 45.0 + at, target=target),
        ]

    follows = [one for at in range(5) for one in year(at, 40.0 + at)]
    free = [one for at in range(5) for one in year(at, 41.0 + at)]
    assert [rule for _line, rule in rules(*follows)] == ["ratchet"]
    assert not rules(*free)


def test_entries_of_the_last_days_are_asked_about() -> None:
    def entered(day: int, n: int, first: int) -> list[Reading]:
        return [
            Reading(first + at, (f"{first + at}",), Period("month", MONTH), 5.0 + at)._replace(
                entered=date(2024, 1, day)
            )
            for at in range(n)
        ]

    assert [rule for _l, rule in rules(*entered(31, 8, 0), *entered(10, 4, 50))] == ["burst"]
    assert not rules(*entered(31, 5, 0), *entered(10, 6, 50))


def test_favourite_last_digits_are_asked_about_from_fifty_on() -> None:
    liked = [100 + 5 * at for at in range(60)]
    readings = [
        Reading(at, (f"i{at}",), Period("year", 2024), float(v)) for at, v in enumerate(liked)
    ]
    assert [rule for _line, rule in rules(*readings)] == ["digits"]
    assert not rules(*readings[:49])
    fair = [one._replace(value=float(100 + at)) for at, one in enumerate(readings)]
    assert not rules(*fair)
    assert chi_square(Counter({0: 30, 5: 30}), 10) == 240
    tables = ((21.666, 10), (16.919, 10), (20.090, 9))
    assert [round(chi_square_tail(*one), 4) for one in tables] == [0.01, 0.05, 0.01]


def test_whole_percentages_that_end_in_favourites_are_asked_about() -> None:
    """They may come again in a series; a share of thirty has endings of its own, and so has what hardly varies."""
    chance = random.Random(4)
    liked = [float(chance.randrange(50, 100, 5)) for _ in range(90)]
    assert (90, "digits") in rules(*monthly(*liked)) or (89, "digits") in rules(*monthly(*liked))
    fair = [float(chance.randrange(40, 99)) for _ in range(90)]
    thirtieths = [float(round(chance.randrange(10, 30) / 0.3)) for _ in range(90)]
    narrow = [float(chance.choice((90, 94, 95))) for _ in range(90)]
    for values in (fair, thirtieths, narrow):
        assert "digits" not in [rule for _line, rule in rules(*monthly(*values))]


def test_a_figure_two_per_cent_above_its_target_is_within_two_per_cent() -> None:
    """However a float writes 30,6 against 30."""
    above = monthly(*[30.6] * 18, target=30.0)
    below = [
        one._replace(period=Period("month", MONTH + 40 + at))
        for at, one in enumerate(monthly(29.4, 29.4, first=50, target=30.0))
    ]
    assert "heaping" in [rule for _line, rule in rules(*above, *below)]


def test_three_points_near_a_limit_are_a_signal_from_the_first_on() -> None:
    chart = xmr([58.0, 58, 58, 50, 45, 47, 46, 48, 47, 46])
    assert chart
    assert (2, "near_limit") in chart.signals


def test_irregular_instants_are_taken_in_their_order() -> None:
    chance, at, readings = random.Random(2), 1_700_000_000, []
    for line in range(40):
        at += chance.randrange(1, 200_000)
        readings.append(Reading(line, ("x",), Period("time", at), float(line)))
    readings.append(Reading(40, ("x",), Period("time", at + 1), 40.0))
    (series,), _odd = series_of(readings)
    assert series.regular() == [float(line) for line in range(41)]
    assert series.cycle == 1


def test_a_week_that_is_kept_a_day_late_is_still_that_week() -> None:
    days = [739_000 + 7 * week + (week == 4) for week in range(10)]
    readings = [Reading(at, ("x",), Period("day", day), float(at)) for at, day in enumerate(days)]
    (series,), _odd = series_of(readings)
    assert series.regular() == [float(at) for at in range(10)]


def test_the_chart_of_the_measures_is_met() -> None:
    chart = xmr([52, 50, 55, 49, 53, 51, 54, 50, 52, 56])
    assert chart
    assert [round(one, 3) for one in chart[:5]] == [52.2, 42.742, 61.658, 3.556, 11.616]
    constant = xmr([78.53] * 9)
    assert constant
    assert not constant.signals


def _key(report: Report) -> list[tuple[Any, ...]]:
    return [(one.line, one.rule, one.series, one.time) for one in report.findings]


FIGURES = st.lists(
    st.one_of(st.none(), st.integers(-50, 300).map(float), st.just(50.5)), min_size=1, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(FIGURES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_question(figures: list[float | None], chance: Any) -> None:
    readings = [
        Reading(at, (f"s{at % 2}",), Period("month", MONTH + at // 2), one, unit="%", target=50)
        for at, one in enumerate(figures)
    ]
    mixed = list(readings)
    chance.shuffle(mixed)
    assert _key(examine(mixed)) == _key(examine(readings))
