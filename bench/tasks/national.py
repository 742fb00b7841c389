"""Sums of what the national application would ask, derived from national.toml: nobody measured it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NATIONAL = HERE / "national.toml"
KINDS = ("clicks", "keys", "loads")
TYPED = re.compile(r"(?P<name>[a-z.]+)(?: \* (?P<times>\d+)| (?P<number>\d+))?")


def derivations() -> dict[int, dict[str, Any]]:
    """The tasks of the file by number, and what its paragraphs are."""
    return {task["number"]: task for task in tomllib.loads(NATIONAL.read_text())["task"]}


def paragraphs() -> dict[str, str]:
    """What a step may rest on."""
    found = tomllib.loads(NATIONAL.read_text())
    return {name: part["cite"] for name, part in found.items() if name != "task"}


def derived(
    task: Mapping[str, Any], texts: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, int]:
    """Clicks, keys and loads of all its steps."""
    total = dict.fromkeys(KINDS, 0)
    for step in task["steps"]:
        for kind in KINDS:
            total[kind] += step.get("times", 1) * step.get(kind, 0)
        total["keys"] += sum(len(text) for text in typed(step.get("types", []), texts))
    return total


def typed(names: list[str], texts: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    """`plan.results` is each text of that list once, `* 8` eight times, ` 4` the fourth alone."""
    for name in names:
        found = TYPED.fullmatch(name)
        assert found, name
        part, _dot, key = found["name"].partition(".")
        lines = texts[part][key]
        yield from (
            [lines[int(found["number"]) - 1]]
            if found["number"]
            else lines * int(found["times"] or 1)
        )
