"""The table of the tasks, and what is kept of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.tasks.national import KINDS, derivations, derived

HOUSE = Path(__file__).resolve().parents[2]
RESULTS, PAGE = HOUSE / "bench" / "tasks.json", HOUSE / "docs" / "explanation" / "tasks.md"
BEGIN, END = "<!-- table: written by `make bench-tasks` -->\n", "<!-- end -->"
HEAD = (
    "task",
    "clicks",
    "keys",
    "loads",
    "pieces",
    "kB",
    "clicks*",
    "keys*",
    "loads*",
    "of clicks",
)
VARIES = 0.02  # keys, texts squeezed with them, and the one or other kept draft
FOOT = "* the national application: derived, not measured (bench/tasks/national.toml)"


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the list: its number is its key."""

    module: str
    title: str


ALL = {
    1: Task("t01_plan", "make a yearly plan with 4 results of 2 indicators"),
    2: Task("t02_matrix", "fill the matrix for 8 people"),
    3: Task("t03_agree", "read and agree 8 plans"),
    4: Task("t04_days", "enter 20 days of progress"),
    5: Task("t05_evidence", "put evidence to 3 results"),
    6: Task("t06_evaluate", "evaluate 8 people, behaviour included"),
    7: Task("t07_level", "set a unit's level and check the pattern"),
    8: Task("t08_print", "print the five papers"),
    9: Task("t09_objection", "file and decide an objection"),
    10: Task("t10_move", "move a person within the year and close both plans"),
    11: Task("t11_credit", "convert a predicate to credit points, print 3 papers"),
    12: Task("t12_days_file", "enter 20 days of progress (task 4) from tables that exist"),
}


def summed(
    found: Mapping[int, Mapping[str, Any]], texts: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, Any]:
    """What was measured beside what is derived, and how the clicks compare."""
    national, rows = derivations(), []
    machine = {key: one[key] for one in found.values() for key in ("chromium", "width")}
    for number, one in found.items():
        measured = {key: value for key, value in one.items() if key not in machine}
        known = derived(national[number], texts)
        ratio = round(measured["clicks"] / known["clicks"], 2) if known["clicks"] else None
        row = {"number": number, "task": ALL[number].title, "measured": measured}
        rows.append(row | {"derived_not_measured": known, "of_clicks": ratio})
    return {**machine, "tasks": rows}


def steady(results: dict[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with the bytes written last where they differ by less than what varies between two runs."""
    before = {row["number"]: row["measured"]["bytes"] for row in kept["tasks"]}
    for row in results["tasks"]:
        now, last = row["measured"]["bytes"], before.get(row["number"], 0)
        if abs(now - last) <= VARIES * last:
            row["measured"]["bytes"] = last
    return results


def lines(results: Mapping[str, Any]) -> Iterator[str]:
    """The table as it is printed, which is the one in the docs."""
    yield f"Chromium {results['chromium']}, {results['width']} px wide"
    yield ""
    yield row_of(HEAD)
    yield row_of(["---", *["---:"] * (len(HEAD) - 1)])
    for row in results["tasks"]:
        ours, theirs = row["measured"], row["derived_not_measured"]
        size = f"{ours['bytes'] / 1000:.0f}"
        counted = [ours["clicks"], ours["keys"], ours["loads"], ours["pieces"], size]
        beside = [theirs[kind] if row["of_clicks"] is not None else "–" for kind in KINDS]
        ratio = "–" if row["of_clicks"] is None else f"{row['of_clicks']:.2f}"
        yield row_of([f"{row['number']}. {row['task']}", *counted, *beside, ratio])
    yield ""
    yield FOOT


def row_of(cells: Any) -> str:
    """One row of a table in Markdown."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def page_with(text: str, results: Mapping[str, Any]) -> str:
    """The page of the docs with the table in its place."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    table = "\n".join(lines(results))
    return f"{before}{BEGIN}\n{table}\n\n{END}{after}"
