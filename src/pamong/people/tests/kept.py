"""The world of a test, made once in a process: later tests get its rows back by one statement a table."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from pamong.people.models import Agency
from pamong.people.tests import make
from pamong.people.tests.world import World, make_world


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a table, and the statement that writes them."""

    sql: str
    params: list[Any]


class KeptWorld:
    """What one call of `make_world` leaves behind in empty tables."""

    def __init__(self) -> None:
        self.objects: dict[date, bytes] = {}
        self.after: dict[date, str] = {}
        self.rows: dict[date, list[Rows]] = {}
        self.next_number = 0

    def on(self, day: date) -> World:
        """Everybody in place on the day, as if they had just been put there."""
        if Agency.objects.exists():
            return make_world(day)
        if day not in self.objects:
            return self._first(day)
        # Keys that point ahead are looked at only when all rows are there.
        with transaction.atomic(), connection.cursor() as cursor:
            for rows in self.rows[day]:
                cursor.execute(rows.sql, rows.params)
            if self.after[day]:
                cursor.execute(self.after[day])
        make._serial = count(self.next_number)
        world: World = pickle.loads(self.objects[day])
        return world

    def _first(self, day: date) -> World:
        before = {table: _count(table) for table in _tables()}
        world = make_world(day)
        changed = [table for table in _tables() if _count(table) != before[table]]
        self.rows[day] = [_read(table) for table in changed]
        self.after[day] = _beyond(changed)
        self.objects[day] = pickle.dumps(world)
        self.next_number = next(make._serial)
        return world


def _tables() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        yield model._meta.db_table


def _beyond(tables: list[str]) -> str:
    """Keys given by PostgreSQL from now on come after those put back: a flush begins them anew."""
    models = apps.get_models(include_auto_created=True)
    found = [model for model in models if model._meta.db_table in tables]
    return " ".join(connection.ops.sequence_reset_sql(no_style(), found))


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        number: int = cursor.fetchone()[0]
    return number


def _read(table: str) -> Rows:
    """Values as the database gives and takes them: of PostgreSQL as texts, which it reads itself."""
    with connection.cursor() as cursor:
        names = [
            column.name for column in connection.introspection.get_table_description(cursor, table)
        ]
        shown = '"{}"::text' if connection.vendor == "postgresql" else '"{}"'
        cursor.execute(f'SELECT {", ".join(shown.format(name) for name in names)} FROM "{table}"')
        rows = cursor.fetchall()
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["(" + ", ".join(["%s"] * len(names)) + ")"] * len(rows))
    sql = f'INSERT INTO "{table}" ({columns}) VALUES {marks}'
    return Rows(sql, [value for row in rows for value in row])
