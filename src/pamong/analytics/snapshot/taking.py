"""Rows out of the database into a file, as fast as it gives them: no object is made of any."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

AT_ONCE = 5000


def take(rows: QuerySet[Any, Any], file: Path) -> None:
    """Write the answer of a query as lines of values without a heading."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        file.touch(mode=0o600)
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                file.open("wb") as lines,
                cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", parameters) as copy,
            ):
                lines.writelines(copy)
            return
        cursor.execute(sql, parameters)
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            while block := cursor.fetchmany(AT_ONCE):
                writer.writerows(block)


def lay(rows: Iterable[Sequence[Any]], file: Path) -> None:
    """The same of rows that the program made."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
