"""A mistake in a pack is named with its file, its key and what belongs there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pamong.policy.choose import NoPack, choose, conflicts
from pamong.policy.describe import failed_cases, open_clauses, rule_schema
from pamong.policy.evaluate import evaluate
from pamong.policy.inputs import BadInput
from pamong.policy.load import builtin, load_pack, read_head
from pamong.policy.operators.counts import broken
from pamong.policy.section import PackError
from pamong.policy.tests.make import LABELS, RULES, make_local, make_pack

MISTAKES = [
    ("from = 5", "from = 0.5.5", "rules.toml: expected readable TOML"),
    ("from = 5", f"from = {'5' * 5000}", "rules.toml: expected readable TOML"),
    ("from = 5", f"from = {'[' * 3000}{']' * 3000}", "rules.toml: expected readable TOML"),
    ("from = 5", 'from = "5"', r"rules.toml: bands.grade_bands.bands\[0\].from: expected a number"),
    ("from = 5", "form = 5", r"bands\[0\]"),
    ("from = 5", "from = nan", "expected a number"),
    ('{ is = "low" }', '{ is = "low", from = 9 }', "floors for all bands but the last"),
    ('{ is = "low" }]', '{ is = "low", from = 9 }, { is = "low" }]', "from the highest down"),
    ('{ is = "low" }', '{ is = "lowest" }', "expected one of low, high"),
    ('do = "product"', 'do = "eval"', r"steps\[0\].do: expected one of"),
    ('["value", "factor"]', '["value", "fctor"]', "an input, an earlier step or a clause"),
    ('value = "scaled"', "value = 3", "an input, an earlier step or a clause, got 3"),
    ('column = "price"', "colum = 3", "column: expected a text"),
    ('column = "price"', 'column = "price"\nmore = 1', "steps.2..more: expected no such key"),
    ('unit = "times"', 'unit = "times"\nvalid = true', "number.factor.valid: expected no such key"),
    ("value = 2.5", "value = true", "number.factor.value: expected a number"),
    ("value = 2.5", "", "number.factor.value: expected a number"),
    ('is = "number"', 'is = "float"', "inputs.value.is: expected one of"),
    ('is = "number"', 'is = "list"', "inputs.value.of: expected what the list holds"),
    ('is = "number"', 'is = "term", scale = "factor"', "expected the name of a scale"),
    ('is = "number"', 'is = "inputs_of", rule = "x"', "inputs.value.rule: expected one of scaled"),
    ('name = "scaled"', 'name = "factor"', "name: expected a name that no clause has"),
    ("inputs]\nvalue =", "inputs]\nfactor =", "inputs.factor: expected a name that no clause has"),
    ('as = "label"', 'as = "stars"', "outputs.label.as: expected one of"),
    (
        'from = "grade", scale = "grade"',
        'from = "x", scale = "grade"',
        "label.from: expected an in",
    ),
    ('keys = ["grade"]', 'keys = ["colour"]', "table.prices.keys: expected scales"),
    ("low = { price = 1", "lo = { price = 1", "table.prices.rows.lo: expected one of low, high"),
    ("low = { price = 1", "low = { price = []", "rows.low.price: expected a number"),
    ("unconfirmed = true", 'unconfirmed = "yes"', "unconfirmed: expected true or false"),
    ('scale = "grade"\nchangeable', 'scale = "x"\nchangeable', "expected a scale, one of grade"),
    ("at_most = 50, ", "", "of: expected one of at_most, at_least, more_than beside it"),
    ('unit = "percent"', 'unit = "shares"', "unit: expected percent or people"),
    ('unit = "percent"', 'unit = "percent", of_all = 1', "expected no such key"),
    (
        "[pattern.mix.limits]",
        '[pattern.mix.rounds]\nat_most = "x"\n[pattern.mix.limits]',
        "one of d",
    ),
    ('terms = ["low", "high"]', 'terms = ["low", "high", "top"]', "terms.top: expected a label"),
    ('terms = ["low", "high"]', "terms = 3", "scale.grade.terms: expected a list of texts"),
    ("[scale.grade]", "[scale.grade]\ncitation = 3", "citation: expected a text"),
    (
        "[number.factor]",
        "[number.prices]\nvalue = 1\n[number.factor]",
        "not yet taken by rules.toml",
    ),
    (
        "[number.factor]",
        "[banana]\nx = 1\n[number.factor]",
        "rules.toml: banana: expected no such key",
    ),
    ("[number.factor]", "[rule]\nx = 1\n[number.factor]", "rule.x: expected a table"),
    ("[[rule.scaled.steps]]\n", "[rule.scaled.steps]\n", "expected readable TOML"),
    (
        "[scale.grade]",
        "citation = ''\n[scale.grade]",
        "scale.grade.citation: expected the text this",
    ),
    ("bands = [{", "bands = 3 # [{", "bands.grade_bands.bands: expected a list of tables"),
    ("[rule.scaled.outputs]", "[rule.other.outputs]", "expected at least one output"),
    (
        "[rule.scaled.outputs]",
        "[[rule.scaled.together]]\nof=['x']\n[rule.scaled.outputs]",
        "some of",
    ),
    ("value = 2.5", "value = 1e999999999", "number.factor.value: expected a number of at most"),
    ("value = 2.5", "value = 1" + "0" * 40, "number.factor.value: expected a number of at most"),
    ("decimals = 1", "decimals = 1000", "decimals: expected a whole number from 0 to 10"),
    ("decimals = 1", "decimals = -1", "decimals: expected a whole number from 0 to 10"),
    (
        'do = "product"',
        'do = "product"\nwhen = { value = [{ x = 1 }] }',
        "when.value: expected a code, a whole number",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_a_mistake_in_a_rule_file_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in RULES
    with pytest.raises(PackError, match=message):
        load_pack(make_pack(tmp_path / "t", rules=RULES.replace(old, new, 1)))


LABEL_MISTAKES = [
    ("[grade]", "grade = 3\n[other]", "labels.en.toml: grade: expected a table"),
    ("[grade]", "[texts]\nor = 3\n[grade]", "labels.en.toml: texts.or: expected a text"),
    ("[grade]", "texts = 'or'\n[grade]", "labels.en.toml: texts: expected a table"),
    ('low = "Low"', "low = []", "terms.low: expected a label"),
]


@pytest.mark.parametrize(("old", "new", "message"), LABEL_MISTAKES)
def test_a_mistake_in_a_labels_file_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(PackError, match=message):
        load_pack(make_pack(tmp_path / "t", labels=LABELS.replace(old, new, 1)))


CASE_MISTAKES = [
    ("scaled = 3", "cases.toml: scaled: expected a list of examples"),
    ("[[scaled]]\nvalue = 3", "scaled[0]: expected the inputs under in"),
    ("[[scaled]]\nin = {}\nvalue = 3", "scaled[0]: expected a table under value"),
    ("[[scaled]]\nin = {}\nmissing = 3", "expected a table under value and a list under missing"),
    ("[[scaled]]\nin = {}\nerror = {}", "scaled[0]: expected a part of the sentence under error"),
    ("[[scaled]]\nin = []", "scaled[0]: got the error: expected an object with value"),
    ("[[other]]\nin = {}", "other[0]: expected a rule of the pack, one of scaled"),
]


@pytest.mark.parametrize(("cases", "message"), CASE_MISTAKES)
def test_a_mistake_in_a_worked_example_is_named(tmp_path: Path, cases: str, message: str) -> None:
    folder = make_pack(tmp_path / "t")
    (folder / "cases.toml").write_text(cases, encoding="utf-8")
    (failure,) = failed_cases(load_pack(folder), folder)
    assert message in failure


UNREADY = [
    ('is = "number", from = 0', 'is = "number", default = "x"', "rule.scaled: expected a number"),
    ('is = "number", from = 0', 'is = "inputs_of", rule = "scaled"', "no rule that leads back"),
]


@pytest.mark.parametrize(("old", "new", "message"), UNREADY)
def test_a_rule_that_cannot_be_made_ready_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = make_pack(tmp_path / "t", rules=RULES.replace(old, new, 1))
    (failure,) = failed_cases(load_pack(folder), folder)
    assert message in failure


def test_an_answer_that_cannot_be_written_spoils_a_line_but_not_the_rest(tmp_path: Path) -> None:
    rules = RULES.replace("[rule.scaled.outputs]", '[rule.scaled.outputs]\nx = { from = "grade" }')
    pack = load_pack(make_pack(tmp_path / "t", rules=rules))
    with pytest.raises(BadInput, match="outputs: expected other values"):
        evaluate(pack, "scaled", {"value": 1})


HEAD_MISTAKES = [
    ("from = 2020-01-01", "from = 2020", "pack.toml: from: expected a date"),
    ("from = 2020-01-01", "from = 2020-01-01\nuntil = 2020-01-01", "until: expected a day after"),
    ('title = "A test"', 'title = ""', "pack.toml: title: expected a text"),
    ('title = "A test"', 'title = "x"\nemployees = "all"', "employees: expected a list of texts"),
    ('title = "A test"', 'title = "x"\nholds = 1', "pack.toml: holds: expected no such key"),
    ('id = "t"', 'id = "u"', "pack.toml: id: expected t, the name of its folder"),
    ("scaled = {}", "scaled = {}\nother = {}", "rules.other: expected this rule in a file"),
    ("scaled = {}", "scaled = { form = 1 }", "rules.scaled.form: expected no such key"),
    ('version = "1"', 'version = "1"\nextends = "x"', "x: expected one of id-"),
]


@pytest.mark.parametrize(("old", "new", "message"), HEAD_MISTAKES)
def test_a_mistake_in_the_head_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = make_pack(tmp_path / "t")
    head = folder / "pack.toml"
    head.write_text(head.read_text().replace(old, new, 1))
    with pytest.raises(PackError, match=message):
        load_pack(folder)


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack.toml: expected this file in"):
        load_pack(tmp_path)


def test_a_label_that_stands_for_two_terms_is_refused(tmp_path: Path) -> None:
    labels = LABELS.replace('"Top"', '"LOW"')
    with pytest.raises(PackError, match="each name once, low stands for two"):
        load_pack(make_pack(tmp_path / "t", labels=labels))


def test_the_same_rule_twice_is_refused(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "t")
    again = RULES[RULES.index("[rule.") :]
    (folder / "second.toml").write_text(again)
    with pytest.raises(PackError, match=r"second.toml: rule.scaled: expected a rule not yet told"):
        load_pack(folder)


def test_a_pack_of_ones_own_computes(tmp_path: Path) -> None:
    pack = load_pack(make_pack(tmp_path / "t"))
    low = evaluate(pack, "scaled", {"value": 1})
    assert (low.value["scaled"], low.label, low.value["price"]) == (Decimal("2.5"), "Low", 1)
    assert low.unconfirmed == ("prices.low",)
    high = evaluate(pack, "scaled", {"value": 2})
    assert (high.label, high.unconfirmed, high.because[0].value) == ("High", (), 5)
    assert open_clauses(pack) == [
        {"pack": "t", "clause": "prices.low", "citation": "Test act, art. 1"}
    ]
    assert rule_schema(pack, "scaled")["inputs"] == {"value": {"is": "number", "from": 0}}
    assert pack.numbers["factor"].decimal == Decimal("2.5")


CASES = [
    ("[[scaled]]\nin = {value = 2}\nvalue = {label = 'Low'}", "expected label Low, got High"),
    ("[[scaled]]\nin = {value = 2}\nmissing = ['label']", "expected no label, got High"),
    ("[[scaled]]\nin = {value = 2}\nunconfirmed = ['x']", "under unconfirmed"),
    ("[[scaled]]\nin = {value = 2}\nerror = 'x'", "expected the error x"),
    ("[[scaled]]\nin = {value = -2}\nerror = 'other'", "got the error: value: expected"),
    ("[[other]]\nin = {}", "expected a rule of the pack, one of scaled"),
    ("[[scaled]]\nvalue = 3", r"cases.toml: scaled\[0\]: expected the inputs"),
]


@pytest.mark.parametrize(("text", "message"), CASES)
def test_an_example_that_does_not_come_out_is_told(tmp_path: Path, text: str, message: str) -> None:
    folder = make_pack(tmp_path / "t")
    assert failed_cases(load_pack(folder), folder) == []
    (folder / "cases.toml").write_text(text)
    found = failed_cases(load_pack(folder), folder)
    assert len(found) == 1
    assert re.search(message, found[0]), found


LOCAL = """
[bands.row_bands]
scale = "row_state"
bands = [{ is = "di_atas", from = 120 }, { is = "sesuai", from = 80 }, { is = "di_bawah" }]

[table.credit_ranks]
keys = ["credit_level", "rank"]
[table.credit_ranks.rows.terampil]
"II/c" = { minimum = 20, next = 45 }

[number.objection_days]
value = 7
"""


def test_an_agency_answers_what_the_regulation_leaves_open(tmp_path: Path) -> None:
    pack = load_pack(make_local(tmp_path / "agency", LOCAL))
    assert (pack.id, pack.numbers["objection_days"].value) == ("agency", 7)
    rows = {"rows": [{"attainments": [115]}]}
    assert evaluate(pack, "results_rating", rows).value["rating"] == "sesuai_ekspektasi"
    inputs = {"level": "terampil", "rank": "II/c", "held": 20}
    outcome = evaluate(pack, "credit_progress", inputs)
    assert (outcome.value["rank_threshold"], outcome.unconfirmed) == (45, ())
    parent = builtin("id-permenpanrb-6-2022")
    assert evaluate(parent, "results_rating", rows).value["rating"] == "di_atas_ekspektasi"


REFUSED = [
    ("[number.credit_flat_transfer]\nvalue = 1", "only clauses left open; credit_flat_transfer"),
    ("[number.unheard_of]\nvalue = 1", "number.unheard_of: expected a number of id-"),
    ("[number.objection_days]\nvalu = 1", "objection_days.value: expected a number"),
    (
        '[table.credit_percent]\nkeys = ["predicate"]\nrows.baik = { percent = 200 }',
        "credit_percent.rows.baik: expected only rows left open",
    ),
    (
        '[table.credit_ranks]\nkeys = ["credit_level", "rank"]\nrows.mahir."III/a" = { next = 9 }',
        "rows.mahir.III/a: expected only rows left open",
    ),
    ('[table.credit_ranks]\nkeys = ["rank"]', "keys: expected credit_level, rank, as in"),
    (
        '[bands.row_bands]\nscale = "rating"\nbands = [{ is = "sesuai_ekspektasi" }]',
        "scale: expected the same scale",
    ),
    ("[rule.predicate]\ncitation = 'x'", "rules.toml: rule: expected no such key"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_an_agency_cannot_change_what_the_regulation_fixes(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(PackError, match=message):
        load_pack(make_local(tmp_path / "agency", text))


def test_an_agency_cannot_claim_a_rule_its_parent_lacks(tmp_path: Path) -> None:
    folder = make_local(tmp_path / "agency", "")
    head = folder / "pack.toml"
    head.write_text(head.read_text() + "horoscope = {}\n")
    with pytest.raises(PackError, match=r"rules.horoscope: expected a rule of id-"):
        load_pack(folder)


def _dated(folder: Path, start: str, until: str = "") -> Path:
    head = folder / "pack.toml"
    line = f"from = {start}" + (f"\nuntil = {until}" if until else "")
    head.write_text(head.read_text().replace("from = 2020-01-01", line))
    return folder


def test_overlap_and_gap_name_both_packs(tmp_path: Path) -> None:
    one, two = make_pack(tmp_path / "one"), make_pack(tmp_path / "two")
    heads = [read_head(one), read_head(two)]
    assert conflicts(heads)[0] == "scaled, all: one and two overlap"
    with pytest.raises(NoPack, match="one and two both hold on 2021-01-01"):
        choose(heads, "scaled", date(2021, 1, 1))
    _dated(one, "2020-01-01", "2021-01-01")
    _dated(two, "2021-01-02")
    heads = [read_head(one), read_head(two)]
    assert conflicts(heads)[0] == "scaled, all: a gap between one and two"
    with pytest.raises(NoPack, match="from 2020-01-01 until 2021-01-01"):
        choose(heads, "scaled", date(2021, 1, 1))


def test_the_last_day_belongs_to_the_next_pack(tmp_path: Path) -> None:
    one = _dated(make_pack(tmp_path / "one"), "2020-01-01", "2021-01-01")
    two = _dated(make_pack(tmp_path / "two"), "2021-01-01")
    heads = [read_head(one), read_head(two)]
    assert conflicts(heads) == []
    assert choose(heads, "scaled", date(2020, 12, 31)).id == "one"
    assert choose(heads, "scaled", date(2021, 1, 1), "pppk").id == "two"


def test_a_local_pack_holds_while_it_and_its_parent_do(tmp_path: Path) -> None:
    parent = builtin("id-permenpanrb-6-2022").head
    local = load_pack(_dated(make_local(tmp_path / "a", ""), "2022-06-01", "2022-09-01")).head
    assert choose([parent, local], "predicate", date(2022, 5, 31)).id == parent.id
    assert choose([parent, local], "predicate", date(2022, 6, 1)).id == "a"
    assert choose([parent, local], "predicate", date(2022, 9, 1)).id == parent.id
    assert "credit" not in local.rules


def test_a_local_pack_steps_in_front_of_the_one_it_extends(tmp_path: Path) -> None:
    parent = builtin("id-permenpanrb-6-2022").head
    folder = make_local(tmp_path / "agency", "")
    head = folder / "pack.toml"
    head.write_text(head.read_text() + "predicate = {}\n")
    local = read_head(folder)
    assert choose([parent, local], "predicate", date(2024, 1, 1)).id == "agency"
    assert conflicts([parent, local]) == []


def test_steps_that_do_not_fit_together_spoil_a_line_but_not_the_rest(tmp_path: Path) -> None:
    rules = RULES.replace(
        'do = "product"\nof = ["value", "factor"]', 'do = "shares"\ncounts = "value"'
    )
    pack = load_pack(make_pack(tmp_path / "t", rules=rules))
    with pytest.raises(BadInput, match="step scaled: expected other values"):
        evaluate(pack, "scaled", {"value": 1})


def test_a_limit_may_go_to_the_nearest_number(tmp_path: Path) -> None:
    text = """
[pattern.distribution_pattern]
scale = "organisation"
counted = "predicate"
changeable = true
rounds = { at_most = "nearest" }
limits.istimewa = [{ of = ["sangat_baik"], at_most = 70, unit = "percent" }]
"""
    parent = builtin("id-permenpanrb-6-2022")
    with pytest.raises(PackError, match="only `rounds` is left open"):
        load_pack(make_local(tmp_path / "agency", text))
    pattern = replace(parent.patterns["distribution_pattern"], rounds={"at_most": "nearest"})
    counts = dict.fromkeys(parent.predicate_scale.codes, 0)
    best = {**counts, parent.predicate_scale.codes[-1]: 4, parent.predicate_scale.codes[0]: 2}
    assert broken(pattern, "istimewa", best).value == ()
