"""`make bench-tasks`: the tasks one after the other, a table, and bench/tasks.json."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.databases import ROOT
from bench.tasks.one import TEXTS
from bench.tasks.table import ALL, PAGE, RESULTS, lines, page_with, steady, summed

ABOUT = """\
Eleven tasks of the users and one of them another way, done in Chromium on pages of Pamong: each press of the mouse, key, load and byte is
counted, and each task ends by checking that its work is really there. Beside them what the national application
would ask, derived from what is known of its screens, not measured. About four minutes.
"""


def main() -> None:
    """Everything, or the tasks named by number."""
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
    wanted = [int(word) for word in sys.argv[1:]] or list(ALL)
    print(ABOUT)
    found: dict[int, dict[str, Any]] = {}
    with TemporaryDirectory(prefix="pamong-tasks-") as folder:
        empty = Path(folder) / "empty"
        run("bench.tasks.install", folder=empty)
        for number in wanted:
            print(f"  {number:2} {ALL[number].title}", flush=True)
            data, out = Path(folder) / str(number), f"{folder}/{number}.json"
            shutil.copytree(empty, data)
            run("bench.tasks.one", ALL[number].module, out, folder=data)
            found[number] = json.loads(Path(out).read_text())
            shutil.rmtree(data)
    results = steady(summed(found, TEXTS), json.loads(RESULTS.read_text()))
    print("\n" + "\n".join(lines(results)))
    if len(found) == len(ALL):
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
        PAGE.write_text(page_with(PAGE.read_text(), results))
        print(f"\nwritten to {RESULTS.relative_to(ROOT)} and {PAGE.relative_to(ROOT)}")


def run(module: str, *arguments: str, folder: Path) -> None:
    """A part in a process of its own, with a folder of its own on SQLite."""
    around = os.environ | {"PAMONG_DATA": str(folder), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", module, *arguments], env=around, check=True)


if __name__ == "__main__":
    main()
