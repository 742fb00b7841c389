"""Each rule against its formula, reckoned again here in plain arithmetic, over series that are seldom seen."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import comb, exp, gamma, isfinite, log
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamong.stats.control import xmr
from pamong.stats.periods import Period
from pamong.stats.quality import Reading, examine

STEP, MONTHS = 0.01, 2020 * 12
ODD: dict[str, list[float]] = {
    "below nought": [-52, -50, -55, -49, -53, -51, -54, -50, -52, -80],
    "huge": [5.2e90, 5.0e90, 5.5e90, 4.9e90, 5.3e90, 5.1e90, 5.4e90, 5.0e90, 9.9e90],
    "ties": [3, 3, 3, 4, 4, 3, 3, 4, 3, 9],
    "around nought": [0, 1, -1, 0, 0, 1, -1, 0, -1, 1],
    "rising": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
}


def years(
    *values: float | None, name: str = "x", first: int = 2001, **more: object
) -> list[Reading]:
    return [
        Reading(at + 1, (name,), Period("year", first + at), value, **more)  # type: ignore[arg-type]
        for at, value in enumerate(values)
    ]


def rules(readings: list[Reading], **asked: object) -> Counter[str]:
    return Counter(one.rule for one in examine(readings, **asked).findings)  # type: ignore[arg-type]


def reckoned(values: list[float]) -> tuple[Fraction, Fraction, Fraction, set[tuple[int, str]]]:
    """Centre, limits and signals in whole fractions, as one does on paper."""
    exact = [Fraction(value) for value in values]
    n, centre = len(exact), sum(exact, Fraction()) / len(exact)
    ranges = [abs(b - a) for a, b in pairwise(exact)]
    width = Fraction(266, 100) * sum(ranges, Fraction()) / (n - 1)
    found = {(at, "outside") for at, one in enumerate(exact) if abs(one - centre) > width}
    for at in range(n):
        eight = exact[max(0, at - 7) : at + 1]
        if len(eight) == 8 and (min(eight) > centre or max(eight) < centre):
            found.add((at, "run"))
        for side in (1, -1):
            near = [side * (one - centre) > width / 2 for one in exact[max(0, at - 3) : at + 1]]
            if near[-1] and sum(near) >= 3:
                found.add((at, "near_limit"))
    return centre, centre - width, centre + width, found


@pytest.mark.parametrize("name", ODD)
def test_the_control_chart_is_that_of_the_paper(name: str) -> None:
    values = ODD[name]
    chart = xmr(values)
    assert chart
    centre, low, high, signals = reckoned(values)
    for here, there in ((chart.centre, centre), (chart.low, low), (chart.high, high)):
        assert here == pytest.approx(float(there), rel=1e-9, abs=1e-12)
    assert set(chart.signals) == signals


@pytest.mark.parametrize("value", [0, -7.3, 0.1, 1e90, 1 / 3])
def test_what_never_moves_gives_no_signal_and_no_jump(value: float) -> None:
    chart = xmr([value] * 12)
    assert chart
    assert chart.signals == ()
    assert not rules(years(*[value] * 12)) - Counter({"unmoved": 1})


def test_two_points_and_a_gap_are_no_chart_and_never_nought() -> None:
    assert xmr([1, 2]) is None
    report = examine(years(5, 6, None, 5, 6, 5, 6, 5))
    assert [one.rule for one in report.findings] == ["missing"]
    assert report.charts[0].chart is None  # seven figures: the one that is missing is none
    assert report.charts[0].series.values == [5, 6, 5, 6, 5, 6, 5]


def stands_out(values: list[float]) -> set[int]:
    """As far as the figures go, and where they lie far apart also as far as their shares go."""
    plain = far_off(values, median(map(abs, values)) / 100)
    if min(values) > 0 and max(values) > 3 * min(values):
        return plain & far_off([log(one) for one in values], 0.01)
    return plain


def far_off(values: list[float], floor: float) -> set[int]:
    """Changes far from the median of the others, in units of their median absolute deviation."""
    changes = [b - a for a, b in pairwise(values)]
    found = set()
    for at, change in enumerate(changes):
        others = [one for place, one in enumerate(changes) if place not in (at, at - 1)]
        moved = [one for one in others if one] if sum(map(bool, others)) >= 3 else others
        away = [abs(one - median(moved)) for one in moved]
        spread = 1.4826 * median(away) or 1.2533 * sum(away) / len(away)
        scale = max(spread, floor)
        n = sum(map(bool, changes)) if sum(map(bool, changes)) >= 3 else len(changes)
        if scale and abs(change - median(others)) / scale > 4.4 + 300 / n**2:
            found.add(at + 2)
    return found


@pytest.mark.parametrize(
    "values",
    [
        [-50.0, -51, -49, -52, -50, -48, -51, -50, -49, -500],
        [5.0] * 9 + [500],  # no deviation at all: the floor is a hundredth of the usual figure
        [5.0] * 9 + [5.01],
        [1e90, 1.1e90, 0.9e90, 1.05e90, 1e90, 1.02e90, 0.97e90, 1e90, 5e90],
        [10.0, 12, 10, 12, 10, 12, 10, 12, 10, 12],
        [0.0] * 9 + [3],
    ],
)
def test_a_jump_stands_out_of_the_other_changes(values: list[float]) -> None:
    asked = {one.line for one in examine(years(*values)).findings if one.rule == "jump"}
    assert asked == stands_out(values)


def aimed(pairs: list[tuple[float, float]], *, less: bool = False) -> list[Reading]:
    return [
        Reading(at, (f"i{at}",), Period("year", 2024), value, target=target, less=less)
        for at, (value, target) in enumerate(pairs, start=1)
    ]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("less", [False, True])
@pytest.mark.parametrize(("good", "short"), [(19, 0), (20, 0), (15, 5), (16, 4), (17, 3), (14, 8)])
def test_heaping_is_what_a_fair_coin_would_not_do(
    good: int, short: int, less: bool, sign: int
) -> None:
    side, target = (-1 if less else 1), 80.0 * sign
    pairs = [(target + side, target)] * good + [(target - side, target)] * short
    pairs += [(target + 2 * side, target), (0.0, 0.0), (90 * target, target)]  # far, at nought
    n = good + short
    chance = Fraction(sum(comb(n, k) for k in range(good, n + 1)), 2**n)
    is_asked = n >= 20 and chance < Fraction(1, 100)
    assert (rules(aimed(pairs, less=less))["heaping"] == 1) == is_asked


@pytest.mark.parametrize(
    ("same", "n", "is_asked"),
    [(4, 5, False), (5, 5, True), (4, 4, False), (9, 11, True), (8, 10, False)],
)
def test_a_ratchet_is_more_than_four_targets_of_five(same: int, n: int, is_asked: bool) -> None:
    readings = []
    for at in range(n):
        before, target = 40.0 + at, (40.0 + at if at < same else 99.0)
        readings += years(before, before + 3, name=f"i{at}")
        readings[-1] = readings[-1]._replace(target=target)
    assert bool(rules(readings)["ratchet"]) == is_asked


def test_a_target_of_nought_is_an_end_and_no_ratchet() -> None:
    none = [one for at in range(9) for one in years(0, 0, name=f"kasus {at}", target=0.0)]
    assert not rules(none)["ratchet"]


@pytest.mark.parametrize(
    ("kind", "at", "first", "days"),
    [
        ("year", 2023, date(2023, 1, 1), 365),
        ("quarter", 2023 * 4, date(2023, 1, 1), 90),
        ("month", 2023 * 12, date(2023, 1, 1), 31),
    ],
)
def test_a_burst_is_half_in_the_last_twentieth(kind: str, at: int, first: date, days: int) -> None:
    late = first + timedelta(days=days - 1 - days // 20)  # the day on which the twentieth begins
    for day, is_asked in ((late, True), (late - timedelta(days=1), False)):
        readings = [
            Reading(line, (f"i{line}",), Period(kind, at), 50.0 + line**2, entered=day)
            for line in range(1, 13)
        ]
        assert bool(rules(readings)["burst"]) == is_asked


def test_a_day_has_no_last_twentieth() -> None:
    daily = [
        Reading(
            at,
            ("x",),
            Period("day", 738_000 + at),
            50.0 + at % 7,
            entered=date.fromordinal(738_000 + at),
        )
        for at in range(1, 40)
    ]
    assert not rules(daily)["burst"]


def test_round_sums_of_money_meet_by_chance_and_measured_ones_do_not() -> None:
    for values, is_asked in (
        ((1e12, 2e12, 1e12, 3e12), False),
        ((-1e-7, 2e-7, 3e-7, 1e-7), False),
        ((12.5, 13.7, 11.9, 12.2), True),
        ((1_234_567_890_123.0, 1e12, 2e12, 3e12), True),
    ):
        readings = [*years(*values, name="a"), *years(*values, name="b")]
        assert bool(rules(readings)["copies"]) == is_asked


def chance_of(chi: float, free: int) -> float:
    """The tail of chi-square by adding up its density: nothing but strips."""
    half = free / 2
    steps = int(300 / STEP)
    strips = ((chi + (at + 0.5) * STEP) for at in range(steps))
    density = sum(float(x ** (half - 1)) * exp(-x / 2) for x in strips)
    return density * STEP / (float(2**half) * gamma(half))


@pytest.mark.parametrize("liked", [5, 8, 10, 12, 14, 20])
def test_favoured_last_digits_are_judged_by_chi_square(liked: int) -> None:
    numbers = [1000 + 10 * at + at % 10 for at in range(50)]
    numbers += [3000 + 10 * at + 5 for at in range(liked)]
    counts = Counter(one % 10 for one in numbers)
    even = len(numbers) / 10
    chi = sum((counts[digit] - even) ** 2 / even for digit in range(10))
    readings = [
        Reading(at, (f"i{at}",), Period("year", 2024), float(one)) for at, one in enumerate(numbers)
    ]
    assert bool(rules(readings)["digits"]) == (chance_of(chi, 9) < 0.01)


def test_a_gap_of_a_lifetime_between_seconds_is_one_question() -> None:
    times = [0, 1, 2, 3, 2_000_000_000]
    readings = [Reading(at, ("x",), Period("time", one), 5.0 + at) for at, one in enumerate(times)]
    (gap,) = [one for one in examine(readings).findings if one.rule == "missing"]
    assert gap.figures["count"] == 2_000_000_000 - 4


wild = st.one_of(
    st.none(), st.sampled_from([0.0, 100.0, 1.0, -1.0, 1e100, -1e100, 1e-100]), st.floats(-1e6, 1e6)
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(wild, wild, st.integers(0, 30), st.integers(0, 3)), max_size=60),
    st.booleans(),
)
def test_nothing_that_can_be_written_breaks_a_rule(
    rows: list[tuple[float | None, float | None, int, int]], less: bool
) -> None:
    readings = [
        Reading(at, (f"s{name}",), Period("month", MONTHS + time), value, target=target, places=2)
        for at, (value, target, time, name) in enumerate(rows)
    ]
    report = examine(readings, on=date(2024, 1, 1), less=less)
    shown = {one.line: one.value for one in readings}
    assert all(isfinite(one.chart.centre) for one in report.charts if one.chart)
    assert all(shown[one.line] is not None for one in report.findings if one.rule == "range")


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e12])
def test_a_jump_of_rupiah_is_the_jump_of_millions(unit: float) -> None:
    usual = [100.0, 104, 97, 101, 99, 103, 98, 102, 100, 101, 450, 448]
    asked = {one.line for one in examine(years(*(unit * one for one in usual))).findings}
    assert asked == {11}
