"""Reads one workbook in a process of its own, with a bound on memory and time.

A file from outside may name a cell at the far end of a sheet or unpack into gigabytes; then this
process ends and the office's server does not. It prints one JSON value a line.
"""

import json
import resource
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

MEMORY = 3 * 1024**3
SECONDS = 90
NUMBER = 4  # letters for which a number counts


def limit() -> None:
    """Bound this process; a system that knows no such bound runs without it."""
    for name, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(name, (most, most))
        except (OSError, ValueError):
            continue


def say(value: Any) -> None:
    """Print one value."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=marked) + "\n")


def marked(value: object) -> Any:
    """Days and times as an object, so that they stay apart from texts."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400
    return str(value)


@dataclass
class Most:
    """How much of one workbook is handed over; `letters` are what is left of all sheets together."""

    rows: int
    columns: int
    letters: int


def say_sheet(name: str, sheet: CalamineSheet, most: Most) -> bool:
    """Print a sheet's rows with their line; False when it is too large."""
    say({"sheet": name})
    count = 0
    for line, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        if not cells:
            continue
        count += 1
        if count > most.rows or len(cells) > most.columns:
            say({"error": "rows" if count > most.rows else "columns"})
            return False
        # A workbook keeps a text once, however many cells name it, and a row once, however often it is repeated.
        most.letters -= sum(len(cell) if isinstance(cell, str) else NUMBER for cell in cells)
        if most.letters < 0:
            say({"error": "large"})
            return False
        say([line, *cells])
    return True


def say_workbook(book: CalamineWorkbook, most: Most) -> None:
    """Print every visible sheet."""
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
            continue
        if not say_sheet(meta.name, book.get_sheet_by_name(meta.name), most):
            return
    say({"end": True})


def main(path: str, most: Most) -> None:
    """Print the workbook, or why not."""
    limit()
    try:
        with Path(path).open("rb") as file:
            say_workbook(load_workbook(file), most)
    except PasswordError:
        say({"error": "password"})
    except MemoryError:
        say({"error": "large"})
    except (CalamineError, OSError, ValueError):
        say({"error": "broken"})


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(sys.argv[1], Most(*map(int, sys.argv[2:])))
