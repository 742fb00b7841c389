"""The words of results and indicators in PostgreSQL's index; SQLite reads the texts themselves."""

from typing import Any

from django.db import migrations

SIGNS = "/._-@&+:''"
COLUMNS = (("performance_result", "text"), ("measurement_indicator", "name"))


def name_of(table: str) -> str:
    return f"{table}_words"


def create(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column in COLUMNS:
        text = f"""translate("{column}", '{SIGNS}', '{" " * (len(SIGNS) - 1)}')"""
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS {name_of(table)} ON {table}"
            f" USING gin (to_tsvector('simple', {text})) WITH (fastupdate = off)"
        )


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, _column in COLUMNS:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name_of(table)}")


class Migration(migrations.Migration):
    dependencies = [("performance", "0032_ranks_by_day"), ("measurement", "0001_initial")]

    operations = [migrations.RunPython(create, drop, elidable=False)]
