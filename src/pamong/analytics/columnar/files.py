"""A rule over a file: read by columns, written by columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from pamong.analytics.columnar.evaluation import evaluate_columns
from pamong.analytics.columnar.figures import quoted
from pamong.policy.pack import Pack

# Text as it stands, so that numbers are read as they were written and 0812 stays 0812.
_READERS = {
    ".csv": "read_csv({}, all_varchar = TRUE, header = TRUE)",
    ".gz": "read_csv({}, all_varchar = TRUE, header = TRUE)",
    ".parquet": "read_parquet({})",
}
_WRITERS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet"}


# An answer whose name a column of the file has already; unknown columns are refused, so it is free.
_ANSWER = "answer_"


class UnreadFile(ValueError):
    """The file as a whole cannot be used; one sentence."""


class Done(NamedTuple):
    """How many rows there were, and how many the rule refused."""

    rows: int
    refused: int
    unconfirmed: tuple[str, ...]


def _answer_columns(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Iterator[str]:
    """Each answer by its own name, or as answer_NAME beside an input of that name."""
    taken = {row[0] for row in connection.execute("DESCRIBE given").fetchall()}
    for name in names:
        yield f'a."{name}" AS "{_ANSWER if name in taken else ""}{name}"'


def evaluate_file_by_columns(pack: Pack, rule: str, file: Path, out: Path) -> Done:
    """Every row of the file beside its answers, in the file's order."""
    reader, writer = _READERS.get(file.suffix), _WRITERS.get(out.suffix)
    if reader is None or writer is None:
        wrong, kinds = (file, _READERS) if reader is None else (out, _WRITERS)
        raise UnreadFile(f"{wrong}: expected a file that ends in {', '.join(kinds)}")
    if not file.is_file():
        raise UnreadFile(f"{file}: expected a file")
    connection = duckdb.connect()
    try:
        source = reader.format(quoted(str(file)))
        connection.execute(f"CREATE TABLE given AS SELECT * FROM {source}")
        answer = evaluate_columns(connection, pack, rule, "given")
        connection.execute(f"CREATE TABLE answers AS {answer.sql}")
        columns = ", ".join(_answer_columns(connection, answer.columns))
        connection.execute(
            f"COPY (SELECT g.*, {columns} FROM given g POSITIONAL JOIN answers a)"
            f" TO {quoted(str(out))} ({writer})"
        )
        counted = "SELECT count(*), count(problem) FROM answers"
        rows, refused = connection.execute(counted).fetchone() or (0, 0)
    except duckdb.Error as error:
        raise UnreadFile(f"{file}: {str(error).splitlines()[0]}") from None
    return Done(rows, refused, answer.unconfirmed)
