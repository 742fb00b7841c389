"""The tasks have a script, a derivation and a result; the table of the docs is the committed one."""

import json
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bench.tasks.national import derivations, derived, paragraphs
from bench.tasks.one import TEXTS
from bench.tasks.table import ALL, PAGE, RESULTS, page_with, steady

KEPT: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
ROWS = {row["number"]: row for row in KEPT["tasks"]}


@pytest.mark.parametrize("number", ALL)
def test_a_task_has_script_derivation_and_result(number: int) -> None:
    script = import_module(f"bench.tasks.{ALL[number].module}")
    assert all(hasattr(script, name) for name in ("DAY", "prepare", "work", "check"))
    row, task = ROWS[number], derivations()[number]
    assert row["measured"]["clicks"]
    assert row["measured"]["loads"]
    assert row["measured"]["bytes"]
    assert row["derived_not_measured"] == derived(task, TEXTS), "make bench-tasks"


def test_there_are_no_others() -> None:
    assert set(ALL) == set(ROWS) == set(derivations()) == set(range(1, 13))
    scripts = {path.stem for path in Path(PAGE.parents[2] / "bench" / "tasks").glob("t[0-9]*.py")}
    assert scripts == {task.module for task in ALL.values()}


@pytest.mark.parametrize("number", [3, 4, 6])
def test_the_most_frequent_work_takes_at_most_a_third_of_the_clicks(number: int) -> None:
    row = ROWS[number]
    assert 3 * row["measured"]["clicks"] <= row["derived_not_measured"]["clicks"]


def test_every_step_of_the_national_application_rests_on_a_paragraph() -> None:
    for task in derivations().values():
        assert task["open"], "what nobody could tell is told"
        for step in task["steps"]:
            assert step["rests"] in paragraphs(), step
            assert step["known"] in {"seen", "general"}, step


def test_bytes_that_merely_vary_leave_the_table_alone() -> None:
    again = deepcopy(KEPT)
    for row in again["tasks"]:
        row["measured"]["bytes"] = int(row["measured"]["bytes"] * 1.01)
    assert steady(again, KEPT) == KEPT
    more = again["tasks"][0]["measured"]
    more["bytes"] = heavier = more["bytes"] * 2
    assert steady(again, KEPT)["tasks"][0]["measured"]["bytes"] == heavier


def test_the_docs_show_the_committed_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page_with(text, KEPT) == text, "make bench-tasks"
    assert "derived, not measured" in text
