"""An agency's answers: only what is open, the same pack from the same answers, official ones gone."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pamong.policy.evaluate import evaluate
from pamong.policy.figures import check_answer, figures_of
from pamong.policy.load import builtin, builtin_ids, load_pack
from pamong.policy.local import (
    answered,
    from_toml,
    local_id,
    local_pack,
    open_clauses_of,
    section_of,
    to_toml,
)
from pamong.policy.section import PackError, Unfit

PACK = builtin("id-permenpanrb-6-2022")
START = date(2026, 7, 1)


def figures(name: str) -> dict[Any, Any]:
    return {figure.path: figure.value for figure in figures_of(PACK, PACK.clauses[name])}


def made(name: str, **changes: Any) -> Any:
    values = figures(name)
    for path, value in zip(values, values.values(), strict=True):
        values[path] = changes.get("_".join(map(str, path)), value)
    return local_pack(PACK, to_toml(answered({}, PACK, name, values, "Perbup 1/2026")), START)


@pytest.mark.parametrize("name", sorted(open_clauses_of(PACK)))
def test_an_open_clause_told_as_data_says_the_same(name: str) -> None:
    official = PACK.clauses[name]
    values = dict(figures(name))
    first = next(iter(values))
    changed = "up" if values[first] == "down" else values[first]
    values[first] = values[first] + 1 if isinstance(changed, Decimal) else changed
    if isinstance(official, type(PACK.tables["leader_rating"])) and isinstance(changed, str):
        values[first] = PACK.scales["rating"].codes[0]
    text = to_toml(answered({}, PACK, name, values, "Perbup 1/2026"))
    pack = local_pack(PACK, text, START)
    assert {f.path: f.value for f in figures_of(PACK, official, pack.clauses[name])} == values
    assert to_toml(from_toml(text)) == text
    assert pack.clauses.keys() == PACK.clauses.keys()


def test_a_changed_limit_changes_what_is_computed_and_cites_the_agency() -> None:
    pack = made("row_bands", bands_0_above=Decimal(120))
    rows = {"rows": [{"attainments": [115]}]}
    before, after = (evaluate(one, "results_rating", rows) for one in (PACK, pack))
    assert (before.value["rating"], after.value["rating"]) == (
        "di_atas_ekspektasi",
        "sesuai_ekspektasi",
    )
    assert "row_bands" in before.unconfirmed
    assert "row_bands" not in after.unconfirmed
    assert any(step.citation == "Perbup 1/2026" for step in after.because)


def test_only_the_rounding_of_the_distribution_is_open() -> None:
    pack = made("distribution_pattern", rounds_at_most="up")
    counts = {"sangat_baik": 4, "kurang": 1}
    inputs = {"level": "istimewa", "counts": counts}
    assert evaluate(PACK, "distribution", inputs).value["fits"] is False
    outcome = evaluate(pack, "distribution", inputs)
    assert (outcome.value["fits"], outcome.unconfirmed) == (True, ())
    section = section_of(PACK.patterns["distribution_pattern"])
    section["limits"]["istimewa"][0]["at_most"] = 90
    text = to_toml({"pattern": {"distribution_pattern": {**section, "citation": "x"}}})
    with pytest.raises(PackError, match="only `rounds` is left open"):
        local_pack(PACK, text, START)


def test_the_official_answer_is_no_answer() -> None:
    content = answered({}, PACK, "daily_entry_days", {("value",): Decimal(3)}, "Perbup 1/2026")
    assert content["number"]["daily_entry_days"]["value"] == 3
    assert answered(content, PACK, "daily_entry_days", figures("daily_entry_days"), "x") == {}


def test_the_same_answers_make_the_same_pack() -> None:
    one, other = (made("daily_entry_days", value=Decimal(days)) for days in (3, 4))
    assert one.id == made("daily_entry_days", value=Decimal(3)).id != other.id
    assert one.id.startswith(f"{PACK.id}+")
    assert local_id(PACK, "") != one.id


def test_floors_out_of_order_are_refused() -> None:
    with pytest.raises(PackError, match="floors from the highest down"):
        made("row_bands", bands_0_above=Decimal(10))


OWN_PACK = """id = "{name}"
family = "id"
title = "Aturan instansi"
version = "1"
language = "id"
citation = "Perbup 1/2026"
from = 2026-01-01
extends = "{extends}"
"""


def write_pack(folder: Path, rules: str, extends: str = "id-permenpanrb-6-2022") -> Path:
    folder.joinpath("pack.toml").write_text(OWN_PACK.format(name=folder.name, extends=extends))
    folder.joinpath("own.toml").write_text(rules)
    return folder


@pytest.mark.parametrize("pack_id", builtin_ids())
def test_every_official_answer_is_one_that_an_agency_may_give(pack_id: str) -> None:
    pack = builtin(pack_id)
    for name, clause in open_clauses_of(pack).items():
        check_answer(pack, name, {one.path: one.value for one in figures_of(pack, clause)})


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("objection_days", "-7", "least"),
        ("objection_days", "999999999", "most"),
        ("signed_return_days", "7.5", "whole"),
        ("daily_entry_days", "1.5", "whole"),
        ("part_month_days", "45", "most"),
        ("evidence_years", "101", "most"),
        ("silence_is_acceptance", "2", "most"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused_in_a_form_and_in_a_file_alike(
    name: str, value: str, check: str, tmp_path: Path
) -> None:
    with pytest.raises(Unfit, match=f"number.{name}: expected") as by_form:
        check_answer(PACK, name, {("value",): Decimal(value)})
    folder = write_pack(tmp_path, f"[number.{name}]\nvalue = {value}\n")
    with pytest.raises(Unfit, match=f"^own.toml: number.{name}: expected") as by_file:
        load_pack(folder)
    assert (by_form.value.check, by_file.value.check) == (check, check)


def test_a_cell_out_of_bounds_and_shares_that_are_no_whole_are_refused_in_a_file(
    tmp_path: Path,
) -> None:
    month = "[table.stage_window]\nkeys = ['stage']\n[table.stage_window.rows]\n"
    month += "rencana = { from_year = 0, from_month = 13, from_day = 1, to_year = 0, to_month = 1, to_day = 31 }"
    with pytest.raises(Unfit, match=r"own.toml: table.stage_window.rencana.from_month: .* most 12"):
        load_pack(write_pack(tmp_path, month))
    shares = "[table.allowance_shares]\nkeys = ['allowance_part']\n[table.allowance_shares.rows]\n"
    shares += "attendance = { percent = 40 }\nperformance = { percent = 70 }"
    with pytest.raises(Unfit, match="add up to 100, got 110"):
        load_pack(write_pack(tmp_path, shares))


def test_what_was_released_once_is_read_as_it_was() -> None:
    text = to_toml(
        answered({}, PACK, "objection_days", {("value",): Decimal(500)}, "Perbup 1/2026")
    )
    assert local_pack(PACK, text, START).numbers["objection_days"].value == 500


def test_a_parent_that_does_not_exist_is_named_with_file_and_key(tmp_path: Path) -> None:
    with pytest.raises(
        PackError, match=r"^pack.toml: extends: id-permenpanrb-6-2202: expected one of .*6-2022"
    ):
        load_pack(write_pack(tmp_path, "", "id-permenpanrb-6-2202"))
