"""Installs of their own for tests that end a process in the middle: a folder and a database."""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.db import connection

from pamong.config.tests import processes

BUILD = """
import sys
import django; django.setup()
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pamong.config.steps import steps_of
from pamong.config.tables import migrate_to, one_change
version, word = sys.argv[1:]
loader = None
graph = MigrationExecutor(connection).loader.graph
ends = graph.leaf_nodes()
if version == "old":
    leaf = next(key for key in ends if key[0] == "measurement")
    ends = [*(set(ends) - {leaf}), next(p for p in graph.node_map[leaf].parents if p[0] == leaf[0])]
if version == "early":
    disk = MigrationExecutor(connection).loader.disk_migrations
    until = {"people": "0037", "performance": "0029", "measurement": "0005"}
    steps = steps_of(
        key for key in sorted(disk) if key[1] < until.get(key[0], "9") and not disk[key].replaces
    )
    ends, loader = steps.ends, steps.loader
with one_change():
    migrate_to(ends, loader)
    state_apps = (loader or MigrationExecutor(connection).loader).project_state(ends).apps
    agency = state_apps.get_model("people", "Agency").objects.create(code=word, name=f"Dinas {word}")
    unit = state_apps.get_model("people", "Unit")
    unit.objects.bulk_create(
        unit(agency=agency, code=n, name=f"Unit {word} {n}", path=f"/{n}/", valid_from="2020-01-01")
        for n in range(600)
    )
for name, content in {"bersama": word, word: word}.items():
    path = settings.FILES / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
"""
KILLED = """
import os, re, signal, sys
import django; django.setup()
from django.db import connection
from pamong.cli import main
pattern, times, *command = sys.argv[1:]
left = int(times)
def watch(execute, sql, *around):
    global left
    if re.search(pattern, sql):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, *around)
with connection.execute_wrapper(watch):
    main(command)
"""


@dataclass(frozen=True, slots=True)
class Install:
    """A folder of data and the address of its database, empty for SQLite."""

    folder: Path
    url: str = ""

    def run(self, *command: str) -> CompletedProcess[str]:
        """Python in a process of its own, on this install."""
        environment = {
            **os.environ,
            "PAMONG_DATA": str(self.folder),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "pamong.config.settings",
        }
        return processes.run(*command, env=environment)

    def cli(self, *command: str) -> CompletedProcess[str]:
        """A command of Pamong."""
        return self.run("-m", "pamong.cli", *command)

    def kill_at(self, pattern: str, times: int, *command: str) -> int:
        """A command of Pamong whose process is killed before the n-th statement of a kind."""
        return self.run("-c", KILLED, pattern, str(times), *command).returncode

    def build(self, version: str, word: str) -> "Install":
        """Tables, "early" (amid steps that were made one), "old" or "new", with rows and files that carry a word."""
        done = self.run("-c", BUILD, version, word)
        assert done.returncode == 0, done.stderr
        return self

    def sql(self, *statements: str) -> list[list[Any]]:
        """The rows that each statement gives."""
        with self._open() as opened:
            cursors = [opened.execute(statement) for statement in statements]
            return [c.fetchall() if c.description else [] for c in cursors]

    def _open(self) -> Any:
        if self.url:
            return psycopg.connect(self.url, autocommit=True)
        opened = sqlite3.connect(self.folder / "pamong.sqlite3", isolation_level=None)
        return _closing(opened)

    def tables(self) -> dict[str, Any]:
        """Each table's columns and rows, as they stand."""
        names = [row[0] for row in self.sql(_NAMES[connection.vendor])[0]]
        columns = "PRAGMA table_info({})" if not self.url else _COLUMNS
        found = self.sql(
            *(columns.format(name) for name in names), *(f'SELECT * FROM "{n}"' for n in names)
        )
        rows = found[len(names) :]
        return {
            name: (sorted(map(repr, found[place])), sorted(map(repr, rows[place])))
            for place, name in enumerate(names)
        }

    def files(self) -> dict[str, str]:
        """Each upload with its content."""
        return {
            path.name: path.read_text()
            for path in (self.folder / "files").rglob("*")
            if path.is_file()
        }


_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
_COLUMNS = (
    "SELECT column_name, data_type, is_nullable FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name = '{}'"
)


@contextmanager
def _closing(opened: Any) -> Iterator[Any]:
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def new_install(folder: Path, like: Install | None = None) -> Iterator[Install]:
    """An install with nothing in it, or like another, on the database that the tests run on."""
    if like:
        shutil.copytree(like.folder, folder)
    if connection.vendor != "postgresql":
        yield Install(folder)
        return
    server, name = os.environ["DATABASE_URL"], f"install_{uuid.uuid4().hex}"
    like_name = urlsplit(like.url).path[1:] if like else "template1"
    with psycopg.connect(server, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name} TEMPLATE {like_name}")
        try:
            yield Install(folder, urlsplit(server)._replace(path=f"/{name}").geturl())
        finally:
            opened.execute(f"DROP DATABASE {name} WITH (FORCE)")
