"""Every pack that comes with Pamong: its examples, its citations, its tables."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from pamong.policy.choose import NoPack, choose, conflicts, pack_on
from pamong.policy.describe import failed_cases, open_clauses, rule_schema
from pamong.policy.evaluate import evaluate
from pamong.policy.figures import figures_of
from pamong.policy.load import PACKS, builtin, builtin_heads, builtin_ids, read_cases
from pamong.policy.local import answered, local_pack, to_toml
from pamong.policy.operators.lookups import lookup, lookup_each

YEAR = "id-permenpanrb-6-2022"


@pytest.mark.parametrize("pack_id", builtin_ids())
def test_every_worked_example_comes_out_as_written(pack_id: str) -> None:
    assert failed_cases(builtin(pack_id), PACKS / pack_id) == []


@pytest.mark.parametrize("pack_id", builtin_ids())
def test_every_rule_has_examples_a_schema_and_a_reason_for_each_step(pack_id: str) -> None:
    pack, cases = builtin(pack_id), read_cases(PACKS / pack_id)
    for rule in pack.rules:
        assert rule_schema(pack, rule)["inputs"]
        good = [case for case in cases[rule] if "error" not in case]
        assert good, rule
        for case in good:
            outcome = evaluate(pack, rule, case["in"], on=case.get("on"))
            assert outcome.because
            assert all(step.citation for step in outcome.because)
            brief = evaluate(pack, rule, case["in"], on=case.get("on"), trace=False)
            assert brief == (outcome.value, (), outcome.unconfirmed)


@pytest.mark.parametrize("pack_id", builtin_ids())
def test_every_clause_names_the_text_it_rests_on(pack_id: str) -> None:
    assert all(clause.citation for clause in builtin(pack_id).clauses.values())


def test_packs_of_a_family_neither_overlap_nor_leave_a_gap() -> None:
    assert conflicts(builtin_heads()) == []


def test_the_matrix_answers_every_pair_of_ratings() -> None:
    pack = builtin(YEAR)
    ratings = pack.scales["rating"].codes
    answers = {
        evaluate(pack, "predicate", {"results": r, "behaviour": b}).value["predicate"]
        for r, b in product(ratings, ratings)
    }
    assert answers == set(pack.scales["predicate"].codes)


def test_the_credit_table_holds_what_the_regulation_prints() -> None:
    table = builtin(YEAR).tables["credit_levels"]
    printed = {
        "ahli_pertama": ("III/a", "III/b", Fraction("12.5"), 50, 100),
        "ahli_muda": ("III/c", "III/d", 25, 100, 200),
        "ahli_madya": ("IV/a", "IV/c", Fraction("37.5"), 150, 450),
        "ahli_utama": ("IV/d", "IV/e", 50, 200, None),
        "pemula": ("II/a", "II/a", Fraction("3.75"), 15, 15),
        "terampil": ("II/b", "II/d", 5, 20, 60),
        "mahir": ("III/a", "III/b", Fraction("12.5"), 50, 100),
        "penyelia": ("III/c", "III/d", 25, 100, None),
    }
    columns = ("first_rank", "last_rank", "coefficient", "rank_step", "level_threshold")
    found = {level: tuple(table.cell(level, c) for c in columns) for level in table.rows}
    assert found == printed


def test_ranks_within_a_level_follow_its_steps_up_to_the_next_level() -> None:
    pack = builtin(YEAR)
    levels, ranks = pack.tables["credit_levels"], pack.tables["credit_ranks"]
    order = pack.scales["rank"].codes
    for level, row in levels.rows.items():
        first, last = order.index(row.cells["first_rank"]), order.index(row.cells["last_rank"])
        for place, rank in enumerate(order[first : last + 1]):
            step = row.cells["rank_step"]
            assert ranks.cell((level, rank), "minimum") == step * place
            expected = (
                step * (place + 1) if rank != order[last] else levels.cell(level, "level_threshold")
            )
            if (level, rank) == ("terampil", "II/c"):
                expected = None  # printed nowhere: an agency may answer it
            assert ranks.cell((level, rank), "next") == expected


def test_the_form_has_seven_values_with_three_guides_each() -> None:
    values = builtin(YEAR).scales["behaviour_value"].terms
    assert [value.label for value in values][:2] == ["Berorientasi Pelayanan", "Akuntabel"]
    assert len(values) == 7
    assert len({guide for value in values for guide in value.guides}) == 21


def test_form_columns_depend_on_who_leads_and_on_the_approach() -> None:
    pack = builtin(YEAR)
    assert pack.form_columns(leader=True, approach="kuantitatif")[-1].code == "perspektif"
    assert [c.code for c in pack.form_columns(leader=False, approach="kualitatif")] == [
        "no",
        "rhk_pimpinan",
        "rhk",
        "ukuran_keberhasilan",
    ]


def test_labels_are_there_in_both_languages_for_every_scale_on_a_screen() -> None:
    pack = builtin(YEAR)
    for scale in set(pack.scales) - {"rank", "allowance_example"}:
        assert set(pack.translations["en"][scale]) == set(pack.scales[scale].codes), scale
    assert pack.label("rating", "sesuai_ekspektasi", "en") == "Meeting expectations"
    assert pack.label("rank", "III/a", "en") == "III/a"
    assert pack.label("rating", "sesuai_ekspektasi") == "Sesuai ekspektasi"


def test_unconfirmed_clauses_are_listed_down_to_the_row() -> None:
    names = {clause["clause"] for clause in open_clauses(builtin(YEAR))}
    assert {"from", "row_bands", "results_limits", "leader_rating"} <= names
    assert {"distribution_pattern.rounds", "credit_ranks.terampil.II/c"} <= names
    assert "predicate_matrix" not in names


def test_what_the_allowance_rests_on_has_no_national_table_until_an_agency_sets_one() -> None:
    pack = builtin(YEAR)
    own = {f"allowance_{name}" for name in ("shares", "predicates", "attendance", "basis")}
    assert own <= {clause["clause"] for clause in open_clauses(pack)}
    values = {
        figure.path: figure.value for figure in figures_of(pack, pack.tables["allowance_basis"])
    }
    assert list(values.values()) == ["previous_period"]
    own_basis = dict.fromkeys(values, "latest_period")
    text = to_toml(answered({}, pack, "allowance_basis", own_basis, "Perbup 1/2026"))
    local = local_pack(pack, text, date(2026, 1, 1))
    left = {clause["clause"] for clause in open_clauses(local)}
    assert left & own == own - {"allowance_basis"}


def test_a_guessed_rounding_is_listed_beside_its_bands() -> None:
    names = [clause["clause"] for clause in open_clauses(builtin("id-peraturan-bkn-8-2019"))]
    assert "category_bands.decimals" in names
    assert "category_bands" not in names


def test_the_pack_of_the_day_holds_from_its_first_day() -> None:
    assert pack_on("predicate", date(2022, 1, 1)).id == YEAR
    assert pack_on("credit", date(2023, 1, 1)).id == YEAR
    with pytest.raises(NoPack, match="no pack holds on 2022-12-31, only id-permenpanrb-6-2022"):
        pack_on("credit", date(2022, 12, 31))


def test_a_rule_nobody_has_is_said_so() -> None:
    with pytest.raises(NoPack, match="no pack has this rule"):
        choose(builtin_heads(), "horoscope", date(2024, 1, 1))


def test_what_a_plan_is_made_of_is_read_from_the_pack() -> None:
    pack = builtin(YEAR)
    lists = {
        "aspect": 4,
        "perspective": 4,
        "classification": 2,
        "approach": 2,
        "annex": 3,
        "follow_up": 14,
    }
    assert {name: len(pack.scales[name].terms) for name in lists} == lists
    with pytest.raises(KeyError):
        pack.form_columns(leader=True, approach="freehand")


def test_surveys_leave_out_what_nobody_answered_and_say_so() -> None:
    pack = builtin("id-permenpanrb-14-2017")
    outcome = evaluate(pack, "satisfaction", {"answers": [[4, None], [3, None]]})
    assert outcome.value["nrr"] == [3.5, None]
    assert outcome.unconfirmed == ("elements_may_be_left_out",)
    nothing = evaluate(pack, "satisfaction", {"means": [None]}).value
    assert (nothing["converted"], nothing["reason"]) == (None, "nothing was answered")


def test_an_index_of_aspects_without_weight_is_missing() -> None:
    pack = builtin("id-permenpanrb-8-2026")
    value = evaluate(pack, "digital_index", {"aspects": [{"weight": 0, "value": 3}]}).value
    assert (value["index"], value["label"]) == (None, None)


def test_years_of_predicates_carry_the_marks_of_their_rows() -> None:
    table = builtin("id-peraturan-bkn-8-2019").tables["technical_points"]
    marked = lookup_each(table, ["pelaksana", "struktural"], column="points")
    assert marked.value == [Fraction("22.5"), 15]
    assert marked.clauses == ("technical_points.pelaksana",)


def test_a_row_may_rest_on_a_text_of_its_own() -> None:
    table = builtin(YEAR).tables["allowance_percent"]
    found = lookup(table, ["kemnaker", "butuh_perbaikan"], column="percent")
    assert (found.value, found.clauses) == (85, ())
    assert found.citation.startswith("Permenaker 15/2024")


def test_earlier_years_bind_only_those_they_were_written_for() -> None:
    assert pack_on("predicate", date(2021, 6, 30), employee="pns").id == "id-pp-46-2011"
    assert pack_on("predicate", date(2021, 7, 1)).id == "id-permenpanrb-8-2021"
    with pytest.raises(NoPack, match="no pack holds on 2021-07-01"):
        pack_on("predicate", date(2021, 7, 1), employee="pppk")


def test_electronic_government_ends_on_the_day_its_successor_begins() -> None:
    assert pack_on("digital_index", date(2026, 6, 4)).id == "id-permenpanrb-59-2020"
    assert pack_on("digital_index", date(2026, 6, 5)).id == "id-permenpanrb-8-2026"
