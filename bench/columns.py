"""A million predicates, credits and attainments through the columnar path."""

import time
from typing import Any

import duckdb

from pamong.analytics.columnar.evaluation import evaluate_columns
from pamong.policy.load import builtin

ROWS = 1_000_000
PACK = "id-permenpanrb-6-2022"


def _texts(scale: str, turn: int) -> str:
    """Labels of a scale in turn, as a person would have typed them."""
    labels = ", ".join(f"'{label}'" for label in builtin(PACK).scales[scale].labels.values())
    count = len(builtin(PACK).scales[scale].codes)
    return f"[{labels}][1 + (i * {turn}) % {count}]"


def _given() -> dict[str, str]:
    predicate, level = _texts("predicate", 7), _texts("credit_level", 3)
    return {
        "predicate": f"{_texts('rating', 7)} AS results, {_texts('rating', 11)} AS behaviour",
        "credit": f"{level} AS level, {predicate} AS predicate, 1 + i % 12 AS months",
        "attainment": "'more' AS direction, 1 + i % 97 AS target, (i % 12000) / 100 AS actual",
    }


def measure_columns() -> dict[str, Any]:
    """Seconds for each rule, from the words in a table to the answers in another."""
    found: dict[str, Any] = {"rows": ROWS}
    for rule, columns in _given().items():
        connection = duckdb.connect()
        connection.execute(f"CREATE TABLE given AS SELECT {columns} FROM range({ROWS}) t(i)")
        began = time.monotonic()
        answer = evaluate_columns(connection, builtin(PACK), rule, "given")
        connection.execute(f"CREATE TABLE answers AS {answer.sql}")
        found[rule] = round(time.monotonic() - began, 2)
    return found
