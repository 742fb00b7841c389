"""A sample that can be drawn again, and the rate that it points to; figures by hand."""

import random
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamong.stats.sampling import (
    Stratum,
    allocate,
    clopper_pearson,
    draw,
    size_for,
    stratified_rate,
    stratum_rate,
)


def test_each_stratum_gives_in_proportion_and_two_at_least() -> None:
    assert allocate({"a": 500, "b": 300, "c": 200}, 20) == {"a": 10, "b": 6, "c": 4}
    assert allocate({"a": 970, "b": 20, "c": 10}, 20) == {"a": 16, "b": 2, "c": 2}
    assert allocate({"a": 5, "b": 1}, 20) == {"a": 5, "b": 1}
    assert allocate({"a": 50, "b": 50}, 1) == {"a": 2, "b": 2}
    assert allocate({}, 3) == {}


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 60), max_size=6),
    st.integers(0, 80),
)
def test_an_allocation_is_never_more_than_there_is(sizes: dict[str, int], n: int) -> None:
    found = allocate(sizes, n)
    floor = {name: min(2, size) for name, size in sizes.items()}
    assert all(floor[name] <= found[name] <= size for name, size in sizes.items())
    assert sum(found.values()) == max(min(n, sum(sizes.values())), sum(floor.values()))


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    strata = {"x": [f"id{at}" for at in range(40)], "y": [f"id{at}" for at in range(10)]}
    mixed = {name: random.Random(2).sample(ids, len(ids)) for name, ids in strata.items()}
    first = draw(strata, 12, "2026-1")
    assert first == draw(mixed, 12, "2026-1")
    assert first != draw(strata, 12, "2026-2")
    assert {name: len(ids) for name, ids in first.items()} == {"x": 10, "y": 2}
    assert len(set(first["x"])) == 10


def test_every_case_is_drawn_about_as_often() -> None:
    counts = dict.fromkeys((f"{at}" for at in range(20)), 0)
    for seed in range(400):
        for one in draw({"x": list(counts)}, 5, str(seed))["x"]:
            counts[one] += 1
    assert all(70 <= count <= 135 for count in counts.values())


def test_the_exact_interval_is_that_of_the_tables() -> None:
    assert clopper_pearson(0, 10) == pytest.approx((0.0, 1 - 0.025**0.1))
    low, high = clopper_pearson(1, 10)
    assert (round(low, 5), round(high, 4)) == (0.00253, 0.4450)
    # By its definition: at the upper end so few errors or fewer are as likely as the tail.
    assert sum(comb(10, k) * high**k * (1 - high) ** (10 - k) for k in (0, 1)) == pytest.approx(
        0.025
    )
    with pytest.raises(ValueError, match="expected a count"):
        clopper_pearson(3, 2)


def test_one_stratum_has_wilsons_interval_and_a_census_is_known() -> None:
    found = stratum_rate(Stratum(400, 18, 14))
    assert [round(one, 3) for one in found[:3]] == [0.778, 0.548, 0.910]
    assert stratum_rate(Stratum(4, 4, 1))[:3] == (0.25, 0.25, 0.25)


def test_strata_count_by_their_size() -> None:
    """W = 1/4, 3/4; variance = (1/16 · 0,9 · 0,09 / 9) + (9/16 · 0,9 · 0,09 / 29), effective n = 0,09 / 0,0021336."""
    found = stratified_rate([Stratum(100, 10, 1), Stratum(300, 30, 3)])
    assert found.rate == pytest.approx(0.1)
    assert found.standard_error == pytest.approx(0.0021336**0.5, abs=1e-5)
    effective = 0.09 / (found.standard_error or 1) ** 2
    assert effective == pytest.approx(42.18, abs=0.01)
    assert found[1:3] == pytest.approx(clopper_pearson(4.218, 42.18), abs=1e-3)
    uneven = stratified_rate([Stratum(100, 10, 5), Stratum(900, 10, 0)])
    assert uneven.rate == pytest.approx(0.05)


def test_no_error_found_is_no_proof_that_there_is_none() -> None:
    found = stratified_rate([Stratum(1000, 30, 0), Stratum(1000, 30, 0)])
    assert (found.rate, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(1 - 0.025 ** (1 / (60 / 0.97)))
    assert stratified_rate([Stratum(90, 5, 1)])[:3] == stratum_rate(Stratum(90, 5, 1))[:3]
    all_seen = stratified_rate([Stratum(3, 3, 1), Stratum(5, 5, 0)])
    assert all_seen[:3] == (0.125, 0.125, 0.125)


@pytest.mark.parametrize("wrong", [Stratum(5, 0, 0), Stratum(5, 6, 0), Stratum(5, 3, 4)])
def test_what_cannot_be_is_refused(wrong: Stratum) -> None:
    with pytest.raises(ValueError, match="expected"):
        stratified_rate([wrong])
    with pytest.raises(ValueError, match="strata"):
        stratified_rate([])


def test_the_interval_holds_as_often_as_it_says() -> None:
    """Two strata of 200 and 50 with 4 and 20 per cent wrong, forty looked at: the true rate is 7,2 per cent."""
    chance, held = random.Random(4), 0
    first, second = [1] * 8 + [0] * 192, [1] * 10 + [0] * 40
    for _draw in range(300):
        found = stratified_rate(
            [
                Stratum(200, 32, sum(chance.sample(first, 32))),
                Stratum(50, 8, sum(chance.sample(second, 8))),
            ]
        )
        held += found.low <= 0.072 <= found.high
    assert held >= 0.93 * 300


def test_a_margin_asks_for_as_many_as_textbooks_say() -> None:
    assert size_for(0.05, 10**9) == 385
    assert size_for(0.05, 1000) == 278
    assert size_for(0.1, 100) == 50
    assert size_for(0.05, 3) == 3
    assert size_for(0.05, 0) == 0
    with pytest.raises(ValueError, match="margin"):
        size_for(0, 100)
