"""Laws of every rule that grades or adds: more is never worse, within bounds, order is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamong.policy.evaluate import evaluate
from pamong.policy.load import builtin, builtin_ids
from pamong.policy.pack import Pack

YEAR = builtin("id-permenpanrb-6-2022")
OLD = builtin("id-pp-46-2011")
HALF = builtin("id-permenpanrb-8-2021")
SURVEY = builtin("id-permenpanrb-14-2017")
INDEX = builtin("id-peraturan-bkn-8-2019")
MATCH = builtin("id-permenpanrb-38-2017")
TALENT = builtin("id-permenpanrb-3-2020")
SAKIP = builtin("id-permenpanrb-88-2021")
LEARNING = builtin("id-peraturan-lan-10-2018")
DISCIPLINE = builtin("id-pp-94-2021")
FOREIGN = builtin("us-5cfr430")
DIGITAL = [builtin("id-permenpanrb-59-2020"), builtin("id-permenpanrb-8-2026")]

percents = st.decimals(min_value=0, max_value=100, places=3)
marks = st.decimals(min_value=0, max_value=120, places=2)
levels = st.decimals(min_value=1, max_value=5, places=3)
means = st.decimals(min_value=1, max_value=4, places=3)
amounts = st.decimals(min_value=1, max_value=10**6, places=2)


def _value(pack: Pack, rule: str, **inputs: Any) -> Mapping[str, Any]:
    return evaluate(pack, rule, inputs, trace=False).value


def _place(pack: Pack, scale: str, label: str) -> int:
    return pack.scales[scale].codes.index(pack.scales[scale].find(label) or "")


BANDS = [(pack_id, name) for pack_id in builtin_ids() for name in builtin(pack_id).bands]


@pytest.mark.parametrize(("pack_id", "name"), BANDS)
def test_bands_follow_their_scale_and_leave_no_value_out(pack_id: str, name: str) -> None:
    """From the top down the terms only go down, so a larger value never falls lower."""
    pack = builtin(pack_id)
    bands = pack.bands[name]
    order = [pack.scales[bands.scale].codes.index(band.code) for band in bands.bands]
    assert order in (sorted(order, reverse=True), sorted(order)), bands.name
    assert bands.bands[-1].floor is None


@given(marks, marks, marks)
def test_a_better_score_never_gives_a_worse_predicate(one: Any, other: Any, fixed: Any) -> None:
    low, high = sorted((one, other))
    for pack, most in ((OLD, 100), (HALF, 120)):
        behaviour = min(fixed, Decimal(most))
        values = [
            _value(pack, "predicate", results_score=score, behaviour_score=behaviour)
            for score in (low, high)
        ]
        assert values[0]["score"] <= values[1]["score"]
        assert min(low, behaviour) <= values[0].get("exact", values[0]["score"])
        places = [_place(pack, "predicate", value["predicate"]) for value in values]
        assert places == sorted(places)


@given(marks, st.booleans())
def test_a_new_idea_only_helps(score: Any, new_idea: bool) -> None:
    plain, idea = (
        _value(HALF, "predicate", results_score=score, behaviour_score=score, new_idea=idea)
        for idea in (False, True)
    )
    assert plain["score"] == idea["score"]
    assert _place(HALF, "predicate", plain["predicate"]) <= _place(
        HALF, "predicate", idea["predicate"]
    )


@given(st.permutations(["kuantitas", "kualitas", "waktu"]), amounts, amounts)
def test_the_order_of_aspects_does_not_matter(order: list[str], target: Any, actual: Any) -> None:
    rows = [{"aspect": aspect, "target": target, "actual": actual} for aspect in order]
    turned = _value(OLD, "activity_score", aspects=rows)
    plain = _value(OLD, "activity_score", aspects=sorted(rows, key=lambda row: row["aspect"]))
    assert turned["score"] == plain["score"]


@given(amounts, amounts, amounts)
def test_more_output_never_lowers_an_aspect(target: Any, one: Any, other: Any) -> None:
    low, high = sorted((one, other))
    for aspect in ("kuantitas", "kualitas"):
        values = [
            _value(OLD, "aspect_score", aspect=aspect, target=target, actual=actual)["score"]
            for actual in (low, high)
        ]
        assert values == sorted(values)


@given(amounts, amounts)
def test_time_within_and_beyond_the_limit_stays_under_full(target: Any, actual: Any) -> None:
    score = _value(OLD, "aspect_score", aspect="waktu", target=target, actual=actual)["score"]
    assert score <= 100
    assert _value(OLD, "aspect_score", aspect="waktu", target=target, actual=target)["score"] == 76


@given(st.lists(percents, min_size=1, max_size=5), st.integers(0, 12), st.randoms())
def test_a_plan_of_activities_is_their_mean_and_points(
    scores: list[Any], duties: int, random: Any
) -> None:
    shuffled = random.sample(scores, len(scores))
    plain = _value(OLD, "results_score", activities=scores, additional_duties=duties)
    turned = _value(OLD, "results_score", activities=shuffled, additional_duties=duties)
    more = _value(OLD, "results_score", activities=scores, additional_duties=duties + 1)
    assert plain == turned
    assert min(scores) <= plain.get("mean_exact", plain["mean"]) <= max(scores)
    assert plain["score"] <= more["score"] <= plain["score"] + 1


@given(st.lists(percents, min_size=6, max_size=6))
def test_behaviour_lies_between_its_aspects(scores: list[Any]) -> None:
    names = [field.name for field in OLD.rules["behaviour_score"].fields]
    value = _value(OLD, "behaviour_score", **dict(zip(names, scores, strict=True)))
    assert min(scores) <= value.get("exact", value["score"]) <= max(scores)


@given(marks, marks)
def test_a_joined_year_lies_halfway(first: Any, second: Any) -> None:
    one = _value(HALF, "joined_score", first_converted=first, second_score=second)
    other = _value(HALF, "joined_score", first_converted=second, second_score=first)
    assert one == other
    assert min(first, second) <= one.get("exact", one["score"]) <= max(first, second)


@given(st.lists(st.one_of(means, st.none()), min_size=1, max_size=9), st.randoms())
def test_satisfaction_does_not_depend_on_the_order_of_elements(nrr: list[Any], random: Any) -> None:
    shuffled = random.sample(nrr, len(nrr))
    one, other = (_value(SURVEY, "satisfaction", means=found) for found in (nrr, shuffled))
    assert one["converted"] == other["converted"]
    if one["converted"] is not None:
        assert 25 <= one["converted"] <= 100
        graded = _value(SURVEY, "satisfaction_grade", converted=one["converted"])
        assert graded["grade"] == one["grade"]


@given(
    st.lists(
        st.lists(st.one_of(st.integers(1, 4), st.none()), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    ),
    st.randoms(),
)
def test_satisfaction_does_not_depend_on_the_order_of_people(
    answers: list[Any], random: Any
) -> None:
    shuffled = random.sample(answers, len(answers))
    one, other = (_value(SURVEY, "satisfaction", answers=found) for found in (answers, shuffled))
    assert one == other


@given(st.integers(1, 10**7), st.integers(1, 10**6))
def test_a_larger_population_never_asks_fewer(population: int, more: int) -> None:
    small = _value(SURVEY, "sample_size", population=population)["sample"]
    large = _value(SURVEY, "sample_size", population=population + more)["sample"]
    assert 1 <= small <= large <= 385
    assert small <= population


@given(st.sampled_from(INDEX.scales["post_group"].codes), st.data())
def test_professionality_only_grows_with_what_one_has(group: str, data: Any) -> None:
    flags = ("leadership", "functional", "technical_20jp", "seminar")
    have = {flag: data.draw(st.booleans()) for flag in flags}
    education = data.draw(st.sampled_from(INDEX.scales["education"].codes))
    predicate = data.draw(st.sampled_from(INDEX.predicate_scale.codes))
    inputs = {"group": group, "education": education, "predicate": predicate, **have}
    value = _value(INDEX, "professionality", **inputs)
    assert sum(value["dimensions"].values()) == value["score"] <= 100
    for flag in flags:
        assert value["score"] <= _value(INDEX, "professionality", **{**inputs, flag: True})["score"]
    for penalty in INDEX.scales["discipline"].codes:
        punished = _value(INDEX, "professionality", **inputs, discipline=penalty)
        assert punished["score"] <= value["score"]


@given(st.lists(percents, min_size=1, max_size=8), st.randoms())
def test_a_units_index_lies_between_its_people(scores: list[Any], random: Any) -> None:
    one = _value(INDEX, "professionality_unit", scores=scores)
    other = _value(INDEX, "professionality_unit", scores=random.sample(scores, len(scores)))
    assert one == other
    assert min(scores) <= one.get("exact", one["mean"]) <= max(scores)
    alone = _value(INDEX, "professionality_category", score=one.get("exact", one["mean"]))
    assert alone["category"] == one["category"]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=1, max_size=9), st.randoms()
)
def test_a_match_follows_what_was_reached(pairs: list[Any], random: Any) -> None:
    def asked(rows: list[Any]) -> Mapping[str, Any]:
        reached, required = zip(*rows, strict=True)
        lists = {"reached": list(reached), "required": list(required)}
        return _value(MATCH, "job_person_match", use="structural", **lists)

    one, other = asked(pairs), asked(random.sample(pairs, len(pairs)))
    assert (one["percent"], one["band"]) == (other["percent"], other["band"])
    assert one["capped_percent"] <= min(one["percent"], Decimal(100))
    better = asked([(reached + 1, required) for reached, required in pairs])
    assert better["percent"] > one["percent"]


@given(percents, percents, st.sampled_from(["jf_ahli_madya", "jf_ahli_muda", "jf_ahli_pertama"]))
def test_a_competence_test_lies_between_its_parts(one: Any, other: Any, post: str) -> None:
    value = _value(MATCH, "competence_test", post=post, technical=one, managerial=other)
    assert min(one, other) <= value.get("exact", value["score"]) <= max(one, other)


def test_more_potential_or_performance_never_lowers_a_box() -> None:
    potential, rating = TALENT.scales["potential"].codes, TALENT.scales["rating"].codes
    box = [
        [_value(TALENT, "talent_box", potential=p, performance=r)["box"] for r in rating]
        for p in potential
    ]
    assert sorted(one for row in box for one in row) == list(range(1, 10))
    assert all(row == sorted(row) for row in [*box, *map(list, zip(*box, strict=True))])


@given(st.lists(percents, min_size=4, max_size=4))
def test_accountability_is_the_sum_of_its_components(parts: list[Any]) -> None:
    names = ("planning", "measurement", "reporting", "internal_evaluation")
    value = _value(SAKIP, "sakip", **dict(zip(names, parts, strict=True)))
    exact = value.get("components_exact", value["components"])
    assert sum(exact.values()) == value.get("exact", value["score"]) <= 100
    full = _value(SAKIP, "sakip", **dict.fromkeys(names, 100))
    assert value["score"] <= full["score"] == 100
    graded = _value(SAKIP, "sakip_grade", score=value.get("exact", value["score"]))
    assert graded["grade"] == value["grade"]


@given(st.lists(percents, min_size=3, max_size=3))
def test_a_component_lies_between_its_parts(parts: list[Any]) -> None:
    names = ("existence", "quality", "use")
    value = _value(SAKIP, "sakip_component", **dict(zip(names, parts, strict=True)))
    assert min(parts) <= value.get("exact", value["percent"]) <= max(parts)


@given(st.lists(st.tuples(st.integers(1, 50), levels), min_size=1, max_size=7), st.randoms())
def test_a_digital_index_does_not_depend_on_the_order_of_aspects(
    pairs: list[Any], random: Any
) -> None:
    rows = [{"weight": weight, "value": value} for weight, value in pairs]
    for pack in DIGITAL:
        one = _value(pack, "digital_index", aspects=rows)
        assert one == _value(pack, "digital_index", aspects=random.sample(rows, len(rows)))
        exact = one.get("exact", one["index"])
        assert min(row["value"] for row in rows) <= exact <= max(row["value"] for row in rows)


@given(amounts, percents, percents, percents)
def test_an_allowance_never_passes_its_base(base: Any, split: Any, came: Any, did: Any) -> None:
    shares = {"attendance_share": split, "performance_share": 100 - split}
    inputs = {"base": base, **shares, "attendance_percent": came, "predicate_percent": did}
    value = _value(YEAR, "allowance", **inputs)
    assert 0 <= value["total"] <= base
    full = _value(YEAR, "allowance", **{**inputs, "attendance_percent": 100})
    assert value["total"] <= full["total"]


@given(st.integers(0, 365))
def test_more_absence_is_never_a_lighter_penalty(days: int) -> None:
    one, other = (_value(DISCIPLINE, "discipline", absence_days=d) for d in (days, days + 1))
    for field, scale in (("level", "discipline_level"), ("kind", "discipline_kind")):
        codes = DISCIPLINE.scales[scale].codes
        assert codes.index(one[field]) <= codes.index(other[field])
    of_level = DISCIPLINE.bands["absence_levels"]
    assert one["level"] == next(b.code for b in of_level.bands if b.holds(days))


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "form": st.sampled_from(LEARNING.scales["learning_form"].codes),
                "amount": st.decimals(min_value=0, max_value=60, places=2),
            }
        ),
        max_size=6,
    ),
    st.randoms(),
)
def test_hours_of_learning_add_up_in_any_order(items: list[Any], random: Any) -> None:
    one = _value(LEARNING, "learning_hours", items=items)
    assert one == _value(LEARNING, "learning_hours", items=random.sample(items, len(items)))
    assert one["jp"] == sum(item["amount"] for item in items)
    assert one["reached"] is (one["missing"] == 0)


@given(st.sampled_from(FOREIGN.scales["pattern_name"].codes), levels, levels, levels)
def test_a_better_score_never_gives_a_lower_summary_level(
    pattern: str, one: Any, other: Any, fixed: Any
) -> None:
    codes, found = FOREIGN.scales["summary_level"].codes, []
    for results in sorted((one, other)):
        inputs = {"pattern": pattern, "results_score": results, "behaviour_score": fixed}
        value = _value(FOREIGN, "predicate", **inputs)
        assert (pattern, value["predicate"]) in FOREIGN.tables["level_patterns"].rows
        found.append(codes.index(value["predicate"]))
    assert found == sorted(found)
