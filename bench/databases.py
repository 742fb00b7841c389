"""The server of a run and its databases: thrown away, or kept filled in a folder for the next run.

A kept database bears a mark of what filled it: the tables, the demonstration and the benchmark's own code.
One without the mark of today, or whose filling was broken off, is filled anew.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
KEEP = os.environ.get("BENCH_KEEP", "")
SOURCES = (
    *("src/pamong/*/migrations/*.py", "src/pamong/demo/*.py", "src/pamong/demo/data/*"),
    *("bench/small.py", "bench/grow.py", "bench/chain.py", "bench/filling.py"),
)
# What an office sets on a server with this much memory; writes reach the disk.
OPTIONS = (
    "-c shared_buffers=2GB -c effective_cache_size=8GB -c work_mem=16MB -c maintenance_work_mem=512MB"
    " -c max_wal_size=16GB -c checkpoint_timeout=30min -c wal_level=minimal -c max_wal_senders=0"
    " -c random_page_cost=1.1 -c max_connections=200"
)


@contextmanager
def postgres(folder: str) -> Iterator[str]:
    """A server in the folder of this run, or in the one that is kept; the address of its first database."""
    place = Path(KEEP or folder).resolve() / "postgres"
    place.mkdir(parents=True, exist_ok=True)
    script = ["bash", "scripts/postgres.sh"]
    around = os.environ | {"PG_OPTIONS": OPTIONS}
    started = subprocess.run(
        [*script, str(place)], check=False, capture_output=True, text=True, env=around
    )
    if started.returncode:
        sys.exit("bench: no PostgreSQL is installed and none could be installed")
    try:
        yield started.stdout.strip()
    finally:
        subprocess.run([*script, "halt" if KEEP else "stop", str(place)], check=False)


def ask(url: str, *statements: str) -> str:
    """Statements to the server, and the answer to the last."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
        row = cursor.fetchone() if cursor.description else None
    return str(row[0] or "") if row else ""


def named(url: str, name: str) -> str:
    """The address of another database of the server."""
    return url.replace("/pamong?", f"/{name}?")


def mark(day: str) -> str:
    """What the filling depends on, in short."""
    seen = hashlib.sha256(day.encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        if path.is_file():
            seen.update(f"{path.relative_to(ROOT)}".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


class Databases:
    """The databases of one server."""

    def __init__(self, url: str, day: str) -> None:
        self.url, self.mark = url, mark(day)

    def filled(self, name: str, template: str, fill: Callable[[str], None]) -> float:
        """Make the database from its template and fill it, unless it is kept; the seconds that took."""
        known, _, seconds = self._remark(name).partition(" ")
        if known == self.mark:
            print(f"  {name} is kept", flush=True)
            return float(seconds)
        self.copy(template, name)
        began = time.monotonic()
        fill(named(self.url, name))
        seconds = f"{time.monotonic() - began:.1f}"
        self._ask(f"COMMENT ON DATABASE {name} IS '{self.mark} {seconds}'")
        return float(seconds)

    @contextmanager
    def to_change(self, name: str) -> Iterator[str]:
        """A database whose rows the measurement may change: a copy, where the original is kept."""
        if not KEEP:
            yield named(self.url, name)
            self.drop(name)
            return
        with self.copied(name, "measured") as where:
            yield where

    @contextmanager
    def copied(self, template: str, name: str) -> Iterator[str]:
        """A copy that goes away afterwards."""
        self.copy(template, name)
        yield named(self.url, name)
        self.drop(name)

    def copy(self, template: str, name: str) -> None:
        """Another database like the template, in place of any that was there."""
        self.drop(name)
        self._ask(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")

    def drop(self, name: str) -> None:
        """Take a database away."""
        self._ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _remark(self, name: str) -> str:
        return self._ask(
            f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{name}'"
        )

    def _ask(self, *statements: str) -> str:
        return ask(named(self.url, "postgres"), *statements)
