"""Laws that hold whatever the figures are."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pamong.policy import year
from pamong.policy.evaluate import evaluate
from pamong.policy.load import builtin
from pamong.policy.operators import numbers

PACK = builtin("id-permenpanrb-6-2022")
RATINGS = PACK.scales["rating"].codes
PREDICATES = PACK.predicate_scale.codes
LEVELS = PACK.scales["credit_level"].codes

figures = st.decimals(min_value=0, max_value=10**6, places=3)
exact = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)
conversions = st.fixed_dictionaries(
    {
        "level": st.sampled_from(LEVELS),
        "predicate": st.sampled_from(PREDICATES),
        "months": st.integers(1, 12),
    }
)
head_counts = st.fixed_dictionaries({code: st.integers(0, 40) for code in PREDICATES})
settings.register_profile("policy", settings.get_profile("house"), max_examples=60)
settings.load_profile("policy")


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4), st.integers(0, 3))
def test_halves_go_away_from_nought(value: Decimal, decimals: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert numbers.rounded(Fraction(value), decimals) == expected


@given(exact, exact)
def test_the_quick_arithmetic_equals_that_of_fractions(a: Fraction, b: Fraction) -> None:
    assert numbers.minus(a, b) == a - b
    assert numbers.less(a, b) == (a < b)
    assert numbers.product([a, b]) == a * b
    assert numbers.add([a, b, a]) == 2 * a + b
    assert numbers.percent_of(a, b) == a * b / 100
    assert numbers.clamp(a, 0, 100) == min(max(a, 0), 100)
    if b:
        assert numbers.ratio(a, b) == a / b


@given(st.sampled_from(RATINGS), st.sampled_from(RATINGS), st.sampled_from(RATINGS))
def test_a_better_rating_never_gives_a_worse_predicate(one: str, other: str, fixed: str) -> None:
    low, high = sorted((one, other), key=RATINGS.index)

    def place(results: str, behaviour: str) -> int:
        found = year.predicate(PACK, results=results, behaviour=behaviour)
        return PREDICATES.index(found.value["predicate"])

    assert place(fixed, low) <= place(fixed, high)
    # Below expectation in behaviour is misconduct, where good results weigh nothing.
    assert place(low, fixed) <= place(high, fixed)


@given(conversions)
def test_credit_is_exact_and_rounded_once(row: dict[str, Any]) -> None:
    outcome = evaluate(PACK, "credit", row)
    coefficient = PACK.tables["credit_levels"].cell(row["level"], "coefficient")
    percent = PACK.tables["credit_percent"].cell(row["predicate"], "percent")
    true = Fraction(row["months"], 12) * percent * coefficient / 100
    assert outcome.value["credit"] == numbers.rounded(true, 2)
    assert (outcome.exact is None) == (true == Fraction(outcome.value["credit"]))


@given(st.lists(conversions, max_size=6), st.randoms())
def test_the_order_of_conversions_does_not_matter(rows: list[Any], random: Any) -> None:
    shuffled = random.sample(rows, len(rows))
    one = evaluate(PACK, "credit_sum", {"rows": rows}).value
    other = evaluate(PACK, "credit_sum", {"rows": shuffled}).value
    assert one == other


@given(figures, figures)
def test_more_credit_never_moves_one_away_from_a_threshold(held: Decimal, new: Decimal) -> None:
    inputs = {"level": LEVELS[0], "rank": "III/a", "held": held}
    before = evaluate(PACK, "credit_progress", inputs).value
    after = evaluate(PACK, "credit_progress", {**inputs, "new": new}).value
    assert after["rank_missing"] <= before["rank_missing"]
    assert after["rank_reached"] >= before["rank_reached"]
    assert after["rank_reached"] == (after["rank_missing"] == 0) or after["total"] == 50


@given(figures, figures, figures, st.sampled_from(["more", "less"]))
def test_attainment_stays_within_its_caps_and_follows_the_actual(
    target: Decimal, one: Decimal, other: Decimal, direction: str
) -> None:
    low, high = sorted((one, other))
    values = [
        year.attainment(PACK, direction=direction, target=target, actual=actual).value
        for actual in (low, high)
    ]
    if target == 0:
        assert [v["attainment"] for v in values] == [None, None]
        return
    worse, better = values if direction == "more" else reversed(values)
    assert 0 <= worse["attainment"] <= better["attainment"] <= 100
    assert worse["uncapped"] <= better["uncapped"]


@given(head_counts, st.sampled_from(PACK.scales["organisation"].codes))
def test_shares_add_up_and_no_findings_means_it_fits(counts: dict[str, int], level: str) -> None:
    value = year.distribution(PACK, level=level, counts=counts).value
    shares = list(value["shares"].values())
    if sum(counts.values()) == 0:
        assert shares == [None] * len(PREDICATES)
    else:
        assert abs(sum(shares) - 100) <= Decimal("0.03")
    assert value["fits"] is (value["findings"] == [])


@given(
    st.lists(st.lists(st.integers(0, 200), max_size=3), min_size=1, max_size=6), st.integers(0, 5)
)
def test_a_suggestion_does_not_depend_on_the_order_of_rows(rows: list[Any], turn: int) -> None:
    def suggest(order: list[Any]) -> Any:
        asked = [{"classification": "utama", "attainments": attainments} for attainments in order]
        return evaluate(PACK, "results_rating", {"rows": asked}).value

    turned = rows[turn % len(rows) :] + rows[: turn % len(rows)]
    assert suggest(rows) == suggest(turned)
