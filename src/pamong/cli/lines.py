"""Rows on standard output: JSON lines with numbers as numbers, or a table with tabs."""

import sys
from collections.abc import Iterable, Mapping, Sequence

from pamong.cli.refusing import stop
from pamong.documents.writing import FORMULA_SIGNS
from pamong.policy.jsonlines import to_json


def write_lines(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, as_json: bool
) -> None:
    """A line each; the table holds the columns alone, under their names."""
    out = sys.stdout
    if out is None:
        stop("expected an open standard output")
    if not as_json:
        out.write("\t".join(columns) + "\n")
    for row in rows:
        line = to_json(row) if as_json else "\t".join(_cell(row[name]) for name in columns)
        out.write(line + "\n")
    out.flush()


def _cell(value: object) -> str:
    """A cell without tabs or line breaks, which no spreadsheet program computes."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    folded = " ".join(value.split())
    return f"'{folded}" if folded.startswith(FORMULA_SIGNS) else folded
