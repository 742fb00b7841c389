"""Every pack that comes with Pamong: its examples, its citations, its tables."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from pamong.policy.choose import NoPack, choose, conflicts, pack_on
from pamong.policy.describe import failed_cases, open_clauses, rule_schema
from pamong.policy.evaluate import evaluate
from pamong.policy.load import PACKS, builtin, builtin_heads, builtin_ids, read_cases

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
            assert ranks.cell((level, rank), "next") == expected


def test_the_form_has_seven_values_with_three_guides_each() -> None:
    values = builtin(YEAR).behaviour_values
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
    assert pack.label("rating", "sesuai_ekspektasi", "en") == "As expected"
    assert pack.label("rank", "III/a", "en") == "III/a"
    assert pack.label("rating", "sesuai_ekspektasi") == "Sesuai ekspektasi"


def test_unconfirmed_clauses_are_listed_down_to_the_row() -> None:
    names = {clause["clause"] for clause in open_clauses(builtin(YEAR))}
    assert {"from", "row_bands", "results_limits", "leader_rating"} <= names
    assert {"distribution_pattern.rounds", "credit_ranks.terampil.II/c"} <= names
    assert "predicate_matrix" not in names


def test_the_pack_of_the_day_holds_from_its_first_day() -> None:
    assert pack_on("predicate", date(2022, 1, 1)).id == YEAR
    assert pack_on("credit", date(2023, 1, 1)).id == YEAR
    with pytest.raises(NoPack, match="no pack holds on 2022-12-31, only id-permenpanrb-6-2022"):
        pack_on("credit", date(2022, 12, 31))


def test_a_rule_nobody_has_is_said_so() -> None:
    with pytest.raises(NoPack, match="no pack has this rule"):
        choose(builtin_heads(), "horoscope", date(2024, 1, 1))
