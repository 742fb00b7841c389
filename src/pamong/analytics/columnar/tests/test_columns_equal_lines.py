"""The columnar path gives what the single path gives, rule by rule and operator by operator."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamong.analytics.columnar.evaluation import TWINS, can_be_columnar, evaluate_columns
from pamong.analytics.columnar.reading import can_be_read
from pamong.analytics.columnar.sheet import NoTwin
from pamong.policy.evaluate import evaluate
from pamong.policy.inputs import BadInput
from pamong.policy.load import PACKS, builtin, builtin_ids, read_cases
from pamong.policy.pack import Field, Pack

RULES = [
    (pack_id, rule)
    for pack_id in builtin_ids()
    for rule in builtin(pack_id).rules
    if can_be_columnar(builtin(pack_id), rule)
]
NEVER = "rekening"  # a word that no scale knows


def _values(pack: Pack, field: Field) -> st.SearchStrategy[Any]:
    """What a cell may hold, also what it may not."""
    if field.kind == "term":
        scale = pack.scales[field.scale]
        names = [n for t in scale.terms for n in (t.code, t.label, t.label.upper())]
        found: st.SearchStrategy[Any] = st.sampled_from([*names, *names, NEVER])
    elif field.kind == "choice":
        found = st.sampled_from([*field.options, *field.options, NEVER])
    elif field.kind == "boolean":
        found = st.sampled_from(["true", "false"])
    elif field.kind == "list":
        found = _lists(field).map(json.dumps)
    else:
        low = Decimal(int(field.low or 0)) if field.low is not None else Decimal(-20)
        high = Decimal(int(field.high)) if field.high is not None else Decimal(500)
        places = 0 if field.kind == "integer" else 3
        inside = st.decimals(min_value=low, max_value=high, places=places)
        edges = st.sampled_from([low, high, low - 1, high + 1, Decimal("0.5")])
        found = st.one_of(inside, inside, inside, edges).map(str)
    return st.one_of(st.none(), found, found, found) if field.optional else found


def _lists(field: Field) -> st.SearchStrategy[Any]:
    """Lists with good and bad entries, some missing; inner lists mostly of one length."""
    assert field.items is not None
    if field.items.kind == "list":
        length = st.integers(1, 4)
        inner = field.items.items
        assert inner is not None
        even = length.flatmap(
            lambda n: st.lists(_entries(inner, n, n), min_size=field.at_least, max_size=5)
        )
        odd = st.lists(st.one_of(st.none(), _entries(inner, 0, 3)), max_size=4)
        return st.one_of(even, even, even, odd)
    return _entries(field.items, 0, 9)


def _entries(items: Field, least: int, most: int) -> st.SearchStrategy[Any]:
    low, high = int(items.low or 0), int(500 if items.high is None else items.high)
    whole = st.integers(low, high)
    fine = st.integers(low * 1000, high * 1000).map(lambda n: n / 1000)
    good: st.SearchStrategy[Any] = whole if items.kind == "integer" else st.one_of(whole, fine)
    entries = st.one_of(good, st.none()) if items.optional else good
    bad = st.sampled_from([low - 1, high + 1, 2.5, None])
    lists = st.lists(entries, min_size=least, max_size=most)
    spoilt = st.lists(st.one_of(entries, bad), min_size=least, max_size=most)
    return st.one_of(lists, lists, lists, spoilt)


def _rows(pack: Pack, rule: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    fields = [f for f in pack.rules[rule].fields if can_be_read(f)]
    needed = {f.name for f in fields if not f.optional}
    chosen = st.sets(st.sampled_from([f.name for f in fields])).map(lambda names: names | needed)

    def of(names: set[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
        told = {f.name: _values(pack, f) for f in fields if f.name in names or len(needed) == 0}
        return st.lists(st.fixed_dictionaries(told), min_size=1, max_size=40)

    return chosen.flatmap(of)


def _single(pack: Pack, rule: str, row: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The same row line by line: text becomes the number or the flag that JSON would hold."""
    told: dict[str, Any] = {}
    for field in pack.rules[rule].fields:
        text = row.get(field.name)
        if text is None or not can_be_read(field):
            continue
        if field.kind == "boolean":
            told[field.name] = text == "true"
        elif field.kind in ("term", "choice"):
            told[field.name] = text
        elif field.kind == "list" or text.startswith("["):
            told[field.name] = json.loads(text, parse_float=Decimal)
        else:
            told[field.name] = Decimal(text)
    try:
        value = evaluate(pack, rule, told, trace=False).value
    except BadInput as bad:
        return str(bad).split(":")[0].split("[")[0], {}
    flat: dict[str, Any] = {}
    for name, inner in value.items():
        flat |= (
            {f"{name}_{k}": v for k, v in inner.items()}
            if isinstance(inner, dict)
            else {name: inner}
        )
    return None, flat


def _compare(pack: Pack, rule: str, rows: list[dict[str, Any]]) -> None:
    connection = duckdb.connect()
    names = list(rows[0])
    columns = ", ".join(f'"{name}" VARCHAR' for name in names)
    connection.execute(f"CREATE TABLE given ({columns})")
    marks = ", ".join("?" for _ in names)
    connection.executemany(
        f"INSERT INTO given VALUES ({marks})", [[row[name] for name in names] for row in rows]
    )
    answer = evaluate_columns(connection, pack, rule, "given")
    found = connection.execute(answer.sql).fetchall()
    for row, line in zip(rows, found, strict=True):
        told = dict(zip(answer.columns, line, strict=True))
        problem, value = _single(pack, rule, row)
        assert told.pop("problem") == problem, (rule, row, told)
        for name, figure in told.items():
            assert figure == value.get(name), (rule, row, name, figure, value)


@pytest.mark.parametrize(("pack_id", "rule"), RULES)
def test_every_worked_example_comes_out_of_columns_too(pack_id: str, rule: str) -> None:
    pack = builtin(pack_id)
    fields = {f.name: f for f in pack.rules[rule].fields if can_be_read(f)}
    rows = []
    for case in read_cases(PACKS / pack_id)[rule]:
        given_in = case["in"]
        known = set(given_in) <= set(fields) and "on" not in case
        if known and all(_is_plain(fields[k], v) for k, v in given_in.items()):
            texts = {k: _text(v) for k, v in given_in.items()}
            rows.append({name: texts.get(name) for name in fields})
    rows = [row for row in rows if not _is_told_in_words(row)]
    if rows:
        _compare(pack, rule, rows)


def _is_plain(field: Field, value: Any) -> bool:
    """Whether a cell holds it; a list in the place of a number is left to lines."""
    return isinstance(value, list if field.kind == "list" else str | bool | int | Decimal)


def _text(value: Any) -> str:
    """A cell of a file."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_told_in_words(row: dict[str, Any]) -> bool:
    """Milestones and ranks, which columns leave to the single path."""
    return row.get("direction") in ("milestone", "ordinal")


@pytest.mark.parametrize(("pack_id", "rule"), RULES)
def test_columns_equal_lines(pack_id: str, rule: str) -> None:
    pack = builtin(pack_id)

    @settings(max_examples=6, deadline=None, database=None)
    @given(_rows(pack, rule))
    def check(rows: list[dict[str, Any]]) -> None:
        kept = [row for row in rows if not _is_told_in_words(row)]
        if kept:
            _compare(pack, rule, kept)

    check()


MATCH = "id-permenpanrb-38-2017", "job_person_match"


def test_two_columns_of_lists_are_matched_like_lines() -> None:
    pack = builtin(MATCH[0])
    reached = st.lists(st.one_of(st.integers(0, 5), st.sampled_from([2.5, -1])), max_size=4)
    required = st.lists(st.one_of(st.integers(1, 5), st.sampled_from([1.25, 0])), max_size=4)
    use = st.sampled_from(["structural", "functional", NEVER])
    rows = st.fixed_dictionaries(
        {"reached": reached.map(json.dumps), "required": required.map(json.dumps), "use": use}
    )

    @settings(max_examples=30, deadline=None, database=None)
    @given(st.lists(rows, min_size=1, max_size=20))
    def check(rows: list[dict[str, Any]]) -> None:
        _compare(pack, MATCH[1], rows)

    check()


def test_a_number_beside_a_list_is_refused_and_a_column_of_both_is_left_to_lines() -> None:
    pack, use = builtin(MATCH[0]), {"use": "structural"}
    _compare(pack, MATCH[1], [{"reached": "3", "required": "[3, 3]", **use}])
    _compare(pack, MATCH[1], [{"reached": "[3, 3]", "required": "3", **use}])
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE given AS SELECT * FROM (VALUES ('3', '[3]', 'structural'),"
        " ('[3]', '[3]', 'structural')) t(reached, required, use)"
    )
    with pytest.raises(NoTwin, match="reached: expected numbers on all rows or lists on all rows"):
        evaluate_columns(connection, pack, MATCH[1], "given")


def test_the_rules_of_a_year_have_a_columnar_twin() -> None:
    year = {rule for pack_id, rule in RULES if pack_id == "id-permenpanrb-6-2022"}
    assert {"predicate", "credit", "credit_progress", "attainment", "allowance"} <= year
    used = {
        step.do
        for pack_id, rule in RULES
        for step in builtin(pack_id).rules[rule].steps
        if step.do in TWINS
    }
    assert used == set(TWINS)


def test_a_rule_over_lists_of_records_is_left_to_lines() -> None:
    pack = builtin("id-permenpanrb-6-2022")
    assert not can_be_columnar(pack, "credit_sum")
    connection = duckdb.connect()
    connection.execute("CREATE TABLE given (results VARCHAR, colour VARCHAR)")
    with pytest.raises(NoTwin, match="colour: unknown column, expected results, behaviour"):
        evaluate_columns(connection, pack, "predicate", "given")
    connection.execute("CREATE TABLE half (results VARCHAR)")
    with pytest.raises(NoTwin, match="behaviour: expected a column of this name"):
        evaluate_columns(connection, pack, "predicate", "half")


def test_numbers_of_any_column_type_are_read_as_they_were_written() -> None:
    pack = builtin("id-pp-46-2011")
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE given AS SELECT * FROM (VALUES (90.5::DOUBLE, 90.55::DECIMAL(6, 2)),"
        " (0.1::DOUBLE, 0.2), (1e-9::DOUBLE, 50)) AS t(results_score, behaviour_score)"
    )
    answer = evaluate_columns(connection, pack, "predicate", "given")
    found = connection.execute(answer.sql).fetchall()
    assert [row[0] for row in found] == [Decimal("90.52"), Decimal("0.14"), None]
    assert [row[-1] for row in found] == [None, None, "results_score"]
    assert (
        answer.unconfirmed == ("predicate_bands.baik",) * 1
        or "predicate_bands.baik" in answer.unconfirmed
    )


def _found(connection: duckdb.DuckDBPyConnection, rule: str) -> list[dict[str, Any]]:
    answer = evaluate_columns(connection, builtin("id-permenpanrb-14-2017"), rule, "given")
    rows = connection.execute(answer.sql).fetchall()
    return [dict(zip(answer.columns, row, strict=True)) for row in rows]


@pytest.mark.parametrize("kind", ["DOUBLE[]", "DECIMAL(5, 4)[]", "VARCHAR[]", "VARCHAR"])
def test_means_are_read_from_a_list_column_of_any_type_and_from_text(kind: str) -> None:
    connection = duckdb.connect()
    texts = "('[3.5325, 3.5325, 3.5325]'), ('[3, 4, null]'), ('[3, 5]'), (NULL)"
    connection.execute(
        f"CREATE TABLE given AS SELECT CAST(m AS {kind}) AS means FROM (VALUES {texts}) t(m)"
    )
    good, partly, bad, none = _found(connection, "satisfaction")
    assert (good["converted"], good["grade"], good["label"]) == (
        Decimal("88.31"),
        "A",
        "Sangat Baik",
    )
    assert good["nrr"] == [Decimal("3.5325")] * 3
    assert (partly["converted"], partly["nrr"][2]) == (Decimal("87.50"), None)
    assert (bad["problem"], none["problem"]) == ("means", "means")


def test_answers_are_read_from_nested_lists() -> None:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE given AS SELECT [[4, 3, 2], [3, 3, NULL], [1, NULL, 4]]::INTEGER[][] AS answers"
        " UNION ALL SELECT [[4, 3], [3]]"
    )
    good, uneven = _found(connection, "satisfaction")
    assert good["converted"] == Decimal("72.22")
    assert good["nrr"] == [Decimal("2.6667"), Decimal("3.0000"), Decimal("3.0000")]
    assert uneven["problem"] == "answers"
