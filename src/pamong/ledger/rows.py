"""Many new rows of one table by one prepared statement: for what is written by the hundred thousand."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows that nothing points at yet; their keys stay unknown, unlike with bulk_create."""
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 — names of our models
            _values(rows, fields),  # type: ignore[arg-type]  # both drivers take rows one by one
        )


def _values(
    rows: Sequence[models.Model], fields: Sequence["models.Field[Any, Any]"]
) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields
        ]
