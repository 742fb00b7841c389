"""The engine of the install, and what is missing where there is none.

Expressions are written with Ibis, which only says them in an engine's own words: the engines are asked directly, so
neither pyarrow nor pandas is needed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from django.conf import settings

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "4GB"
PARTS = "8"  # of what Spark sorts: a hundred times fewer than it would take by itself
HERE = "local"  # Spark within this process, without a cluster


class NoEngine(Exception):
    """What answers is not installed; `part` is its name, for the page to say."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Engine(Protocol):
    """Tables of files, and answers as rows of plain values."""

    dialect: ClassVar[str]

    def lay(self, name: str, files: Sequence[Path]) -> None:
        """Let the files be a table of that name."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of an answer."""

    def close(self) -> None:
        """Let go of it."""


class DuckDB:
    """In this process; the default."""

    dialect: ClassVar[str] = "duckdb"

    def __init__(self) -> None:
        import duckdb

        self._db = duckdb.connect(config={"memory_limit": MEMORY})

    def lay(self, name: str, files: Sequence[Path]) -> None:
        """A view: only the columns that are asked for are read."""
        from pamong.analytics.columnar.figures import quoted

        listed = ", ".join(quoted(str(file)) for file in files)
        self._db.execute(f'CREATE OR REPLACE VIEW "{name}" AS FROM read_parquet([{listed}])')

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of an answer."""
        return self._db.execute(sql).fetchall()

    def close(self) -> None:
        """Let go of the memory."""
        self._db.close()


class Spark:
    """A cluster by its address, or `local[2]` in this process."""

    dialect: ClassVar[str] = "pyspark"

    def __init__(self, master: str) -> None:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(master).appName("pamong")
        said = {"spark.sql.shuffle.partitions": PARTS, "spark.sql.session.timeZone": "UTC"}
        if master.startswith(HERE):
            said |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
            said |= {"spark.ui.enabled": "false"}
        for name, value in said.items():
            builder = builder.config(name, value)
        self._session = builder.getOrCreate()

    def lay(self, name: str, files: Sequence[Path]) -> None:
        """The same files, which every machine of the cluster must reach."""
        rows = self._session.read.parquet(*map(str, files))
        rows.createOrReplaceTempView(name)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of an answer."""
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def close(self) -> None:
        """The session stays: to start one takes ten seconds."""


def missing_part() -> str:
    """The package without which no figure is answered; empty where all is there."""
    needed = ["ibis", "pyspark" if settings.ANALYTICS else "duckdb"]
    return next((name for name in needed if find_spec(name) is None), "")


@contextmanager
def opened() -> Iterator[Engine]:
    """The engine that PAMONG_ANALYTICS names; NoEngine where it is not installed."""
    if part := missing_part():
        raise NoEngine(part)
    engine: Engine = Spark(settings.ANALYTICS) if settings.ANALYTICS else DuckDB()
    try:
        yield engine
    finally:
        engine.close()


def said_for(engine: Engine, expression: "ir.Table") -> str:
    """The expression in the engine's own words."""
    import ibis

    return str(ibis.to_sql(expression, dialect=engine.dialect))
