"""The tables of an install: made, dropped and brought up to date as one change.

Whatever ends the process in the middle, the database holds what was there before.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from pamong.config.steps import Key

MIGRATIONS = "django_migrations"
WAIT_SECONDS = 20
ADVISORY = 0x50414D4F4E47  # of all who change tables only one at a time
BUSY_CODES = {"55P03", sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class InstallBusyError(RuntimeError):
    """Others work on the tables; one sentence."""


@contextmanager
def one_change() -> Iterator[None]:
    """One transaction for changes of tables and of rows, on both databases."""
    connection.ensure_connection()
    # SQLite drops and rebuilds tables only while keys are not watched, which it cannot be told inside.
    was_off = connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY])
            yield
            connection.check_constraints()
    except OperationalError as error:
        if _code_of(error) not in BUSY_CODES:
            raise
        raise InstallBusyError(
            "Others use this install, so nothing was changed: stop its services, then try again."
        ) from error
    finally:
        if was_off:
            connection.enable_constraint_checking()


def _code_of(error: OperationalError) -> object:
    """The database's own code of a fault."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorcode", None)


def migrate_to(ends: Iterable[Key], loader: Any = None) -> None:
    """Bring the tables forward to these migrations and to what they rest on.

    A loader of one's own says which graph is meant, where the database is still empty.
    """
    executor = MigrationExecutor(connection, _settle)
    executor.loader = loader or executor.loader
    executor.migrate(list(ends))


def _settle(action: str, *_around: Any) -> None:
    """Check what waits for the end: PostgreSQL alters no table while its rows are not yet checked."""
    if action in {"apply_start", "apply_success"} and connection.vendor == "postgresql":
        connection.check_constraints()


def waiting_migrations() -> list[Key]:
    """Migrations that the database has not seen, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _backwards in plan]


def bring_up_to_date() -> int:
    """Bring the tables to this Pamong; returns how many migrations that took."""
    waiting = waiting_migrations()
    if waiting:
        migrate_to(MigrationExecutor(connection).loader.graph.leaf_nodes())
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return len(waiting)


def drop_tables() -> None:
    """Drop every table of this install, those too that only a newer Pamong knows."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if MIGRATIONS not in names:
            return
        cursor.execute(f"SELECT DISTINCT app FROM {MIGRATIONS}")  # noqa: S608 — a fixed name
        starts = tuple(f"{app}_" for (app,) in cursor.fetchall())
        known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        ours = [n for n in names if n in known or n == MIGRATIONS or n.startswith(starts)]
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TABLE {', '.join(map(quoted, ours))} CASCADE")
            return
        for name in ours:
            cursor.execute(f"DROP TABLE {quoted(name)}")
