"""Bad input: one sentence that names the field and what was expected."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from pamong.policy import year
from pamong.policy.evaluate import evaluate
from pamong.policy.inputs import BadInput
from pamong.policy.load import builtin

PACK = builtin("id-permenpanrb-6-2022")
CREDIT = {"level": "mahir", "predicate": "baik"}
PROGRESS = {"level": "mahir", "rank": "III/a", "held": 1}

BAD: list[tuple[str, Any, str]] = [
    ("predicate", [], "expected an object with results, behaviour, got a list"),
    ("predicate", {"results": "baik"}, "results: expected one of Di bawah ekspektasi, Sesuai"),
    ("predicate", {"results": 3, "behaviour": 3}, "got 3"),
    ("predicate", {"results": None, "behaviour": "x"}, "results: expected one of .* got nothing"),
    ("predicate", {"results": "x" * 99, "behaviour": "x"}, "got 'x{40}…'"),
    ("predicate", {"result": "x"}, "result: unknown field, expected results, behaviour"),
    ("credit", {**CREDIT, "months": True}, "months: expected a whole number .* got true"),
    ("credit", {**CREDIT, "months": False}, "months: .* got false"),
    ("credit", {**CREDIT, "months": "6"}, "months: .* got '6'"),
    ("credit", {**CREDIT, "months": Decimal("6.5")}, "months: .* got 6.5"),
    ("credit", {**CREDIT, "months": 0}, "months: expected a whole number from 1 to 12, got 0"),
    ("credit", {**CREDIT, "months": 10**40}, "months: .* got a very large number"),
    ("credit", {**CREDIT, "months": {}}, "months: .* got an object"),
    ("credit_progress", {**PROGRESS, "held": Decimal("NaN")}, "held: expected a number"),
    ("credit_progress", {**PROGRESS, "held": Decimal("Infinity")}, "held: expected a number"),
    ("credit_progress", {**PROGRESS, "held": Decimal("1e999999")}, "held: expected a number"),
    ("credit_progress", {**PROGRESS, "held": 1.5}, "held: expected a number"),
    ("credit_progress", {**PROGRESS, "held": -1}, "held: expected a number of at least 0, got -1"),
    ("credit_progress", {**PROGRESS, "rank": "V/a"}, "rank: expected one of I/a"),
    ("credit_progress", {**PROGRESS, "rank": "III/c"}, "rank: expected one of III/a, III/b"),
    (
        "credit_progress",
        {**PROGRESS, "new": 1, "predicate": "baik"},
        "new: expected at most 1 of new, predicate, predicates",
    ),
    ("credit_year", {}, "annual: expected one of annual, periodic"),
    ("credit_year", {"annual": {"level": "mahir"}}, "annual.predicate: expected one of"),
    ("credit_sum", {"rows": {}}, "rows: expected a list, got an object"),
    ("credit_sum", {"rows": [CREDIT, {**CREDIT, "months": 13}]}, r"rows\[1\].months: expected"),
    ("credit_sum", {"rows": [None]}, r"rows\[0\]: expected an object with level"),
    ("results_rating", {"rows": []}, "rows: expected a list of at least 1"),
    ("distribution", {"level": "baik", "counts": 3}, "counts: expected an object of counts, got 3"),
    ("distribution", {"level": "baik", "counts": {"x": 1}}, "counts: expected one of"),
    ("distribution", {"level": "baik", "counts": {"Baik": True}}, "counts.Baik: expected a whole"),
    ("distribution", {"level": "baik", "counts": {"Baik": 1, "baik": 1}}, "each of its terms once"),
    ("attainment", {"direction": {"low": 1}, "actual": 1}, "high: expected it to be given"),
    ("attainment", {"direction": "sideways"}, "direction: expected one of more, less, band"),
    ("attainment", {"target": [], "actual": 1}, "target: expected a number, a text"),
    ("attainment", {"target": "a", "actual": 1}, "target: expected a number"),
    ("attainment", {"target": 1, "actual": True}, "actual: expected a number"),
    ("attainment", {"direction": "band", "actual": 3}, "low: expected it to be given"),
    ("attainment", {"direction": "band", "low": 3, "high": 1, "tolerance": 1, "actual": 1}, "high"),
    ("attainment", {"direction": "band", "low": 1, "high": 3, "tolerance": -1}, "tolerance: "),
    ("attainment", {"direction": "milestone", "target": "soon", "actual": "x"}, "target: .* date"),
    ("attainment", {"direction": "milestone", "target": "2026-01-01", "actual": 3}, "actual: "),
    ("attainment", {"direction": "ordinal", "order": ["a", ""], "target": 1}, r"order\[1\]: "),
    ("attainment", {"direction": "ordinal", "order": ["a"], "target": "b", "actual": "a"}, "targ"),
]


@pytest.mark.parametrize(("rule", "inputs", "message"), BAD)
def test_bad_input_is_refused_in_one_sentence(rule: str, inputs: Any, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        evaluate(PACK, rule, inputs)
    assert "\n" not in str(caught.value)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert evaluate(PACK, "credit", {**CREDIT, "months": Decimal("6.0")}).value["credit"] == 6.25


def test_fractions_are_taken_as_they_are() -> None:
    value = evaluate(PACK, "credit_progress", {**PROGRESS, "new": Fraction(1, 3)}).value
    assert str(value["exact"]).startswith("1.3333333333")


def test_null_stands_for_an_optional_field_that_is_not_given() -> None:
    outcome = evaluate(PACK, "credit", {**CREDIT, "months": None})
    assert outcome.value["credit"] == 12.5
    assert outcome.label is None


ATTAINED: list[tuple[dict[str, Any], Any]] = [
    ({"direction": {"low": 1, "high": 3, "tolerance": 2}, "actual": 4}, 50),
    ({"direction": "band", "target": {"low": 1, "high": 3, "tolerance": 2}, "actual": 0}, 50),
    ({"direction": "band", "low": 1, "high": 3, "tolerance": 0, "actual": 4}, 0),
    ({"direction": "band", "low": 1, "high": 3, "tolerance": 2}, None),
    ({"target": -5, "actual": -10}, None),
    ({"direction": "less", "target": 0, "actual": 1}, None),
    ({"direction": "milestone", "actual": True}, 100),
    ({"direction": "milestone", "target": "2026-01-01", "actual": False}, 0),
    ({"direction": "milestone"}, None),
    ({"direction": "milestone", "target": 3, "actual": 3}, 100),
    ({"direction": "milestone", "target": 3, "actual": 2}, 0),
    ({"direction": "milestone", "target": 3}, None),
    ({"direction": "milestone", "target": "2026-01-01"}, None),
    ({"method": "progress", "baseline": 0, "target": 4, "actual": -1}, 0),
    ({"method": "progress", "baseline": 0, "target": 4}, None),
]


@pytest.mark.parametrize(("inputs", "expected"), ATTAINED)
def test_each_kind_of_target_has_its_attainment(inputs: dict[str, Any], expected: Any) -> None:
    value = year.attainment(PACK, **inputs).value
    assert value["attainment"] == expected
    assert ("reason" in value) is (expected is None)


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [("B", "b", True), ("B", "A", None), (None, 1, None), (1, None, None), (2, 1, False)],
)
def test_a_rank_is_reached_or_not_but_never_a_percentage(
    target: Any, actual: Any, reached: bool | None
) -> None:
    value = year.attainment(PACK, direction="ordinal", target=target, actual=actual).value
    assert value["attainment"] is None
    assert value.get("reached") is reached


def test_yes_or_no_is_not_a_number() -> None:
    inputs = {"group": "JF", "education": "S1", "seminar": 1, "predicate": "Baik"}
    with pytest.raises(BadInput, match="seminar: expected true or false, got 1"):
        evaluate(builtin("id-peraturan-bkn-8-2019"), "professionality", inputs)


def test_the_year_by_name() -> None:
    outcome = year.credit(PACK, level="mahir", predicate="Cukup")
    assert outcome.exact == Decimal("9.375")
    assert year.leader_rating(PACK, "Istimewa").label == "Di atas ekspektasi"
    assert year.predicate(PACK, results="sesuai_ekspektasi", behaviour="sesuai_ekspektasi").because


@pytest.mark.parametrize("answer", [True, 0, 5, 2.5, "3", [1]])
def test_an_answer_of_a_survey_is_a_whole_number_of_its_range(answer: Any) -> None:
    pack = builtin("id-permenpanrb-14-2017")
    with pytest.raises(BadInput, match=r"answers\[1\]\[0\]: expected a whole number from 1 to 4"):
        evaluate(pack, "satisfaction", {"answers": [[1, None], [answer, 2]]})


def test_a_choice_may_be_written_in_any_case() -> None:
    inputs = {"direction": "LESS", "target": 10, "actual": 12}
    assert evaluate(PACK, "attainment", inputs).value["attainment"] == 80
