"""Rows of a program as a table: the same rows are the same bytes, so that a digest says whether anything changed."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

MOST_TEXT, MOST_NAME, MOST_COLUMNS, DEEPEST = 2_000, 200, 200, 3


def table_of(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV with a point for decimals, days as 2026-11-30."""
    stream = io.StringIO()
    write = csv.writer(stream, lineterminator="\n")
    write.writerow(headings)
    write.writerows([_said(value) for value in row] for row in rows)
    return stream.getvalue().replace("\0", "").encode(errors="replace")  # no half characters either


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:MOST_TEXT]


def records_table(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Records by their names; what lies inside one is named with dots, lists are left out."""
    flat = [_flat(record) for record in records]
    headings = list(dict.fromkeys(name for row in flat for name in row))[:MOST_COLUMNS]
    return table_of(headings, ([row.get(name) for name in headings] for row in flat))


def _flat(record: Mapping[str, Any], above: str = "", depth: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in record.items():
        heading = f"{above}{name}"[:MOST_NAME]
        if isinstance(value, Mapping) and depth < DEEPEST:
            found |= _flat(value, f"{heading}.", depth + 1)
        elif not isinstance(value, list | Mapping):
            found[heading] = value
    return found
