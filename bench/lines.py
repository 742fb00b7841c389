"""A hundred thousand lines through `pamong policy eval`, each a process of its own as in an office."""

import itertools
import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from pamong.policy.choose import choose
from pamong.policy.load import PACKS, builtin_heads, read_cases

ROWS = 100_000
PLAIN, TRACED = "plain", "traced"
RULES = {
    "predicate": (PLAIN, TRACED),
    "credit": (PLAIN, TRACED),
    "attainment": (PLAIN, TRACED),
    "satisfaction": (TRACED,),
}


def _inputs(rule: str, day: date) -> list[dict[str, Any]]:
    """What the worked examples of the pack in force give in, where they have an answer."""
    heads = [head for head in builtin_heads() if head.family == "id"]
    cases = read_cases(PACKS / choose(heads, rule, day, None).id)[rule]
    return [case["in"] for case in cases if "error" not in case]


def measure_lines(folder: str, day: str) -> dict[str, Any]:
    """Seconds for each rule, with the steps and without."""
    found: dict[str, Any] = {"rows": ROWS}
    file = Path(folder) / "lines.jsonl"
    for rule, ways in RULES.items():
        given = itertools.islice(itertools.cycle(_inputs(rule, date.fromisoformat(day))), ROWS)
        file.write_text("".join(f"{json.dumps(line, default=float)}\n" for line in given))
        found[rule] = {}
        for way in ways:
            trace = "--because" if way == TRACED else "--no-because"
            command = [sys.executable, "-m", "pamong.cli", "policy", "eval", rule, trace]
            began = time.monotonic()
            with file.open() as lines:
                subprocess.run(
                    [*command, "--on", day], stdin=lines, stdout=subprocess.DEVNULL, check=True
                )
            found[rule][way] = round(time.monotonic() - began, 1)
    return found
