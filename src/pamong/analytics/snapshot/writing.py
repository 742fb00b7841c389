"""Files of lines into parts in columns, by DuckDB; parts whose rows did not change are named again."""

from collections.abc import Collection, Sequence
from hashlib import file_digest
from pathlib import Path

import duckdb

from pamong.analytics.columnar.figures import quoted
from pamong.analytics.snapshot.keeping import Part, Snapshot
from pamong.analytics.snapshot.laid import Month
from pamong.analytics.snapshot.sources import SOURCES
from pamong.analytics.snapshot.tables import (
    DERIVED,
    DERIVED_ORDER,
    LAID,
    OF_AGENCY,
    OF_PEOPLE,
    SCORES,
    TABLES,
)

Parts = dict[str, dict[int, Part]]
SHA_LENGTH = 16
MEMORY = "2GB"  # beside the web and the database; what is more goes to the disk for the time being


class Desk:
    """One snapshot being written: lines as they were taken in a folder, parts as they go into another."""

    def __init__(self, folder: Path, work: Path, before: Snapshot | None) -> None:
        self.folder, self.work, self.before = folder, work, before
        self.db = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": f"{work}/spill"})
        self.parts: Parts = {}

    def close(self) -> None:
        """Let go of the memory."""
        self.db.close()

    def load(self, months: Sequence[Month], prefix: str) -> None:
        """Lay what was taken into tables named as the sources are; `prefix` says whose lines."""
        for name, source in SOURCES.items():
            self._load(name, [(column, kind) for column, kind, _take in source.columns], prefix)
        self._months("months", months)

    def _months(self, name: str, months: Sequence[Month]) -> None:
        self.db.execute(f"CREATE OR REPLACE TABLE {name} (year SMALLINT, month SMALLINT, day DATE)")
        if months:
            listed = ", ".join(f"({year}, {month}, DATE '{day}')" for year, month, day in months)
            self.db.execute(f"INSERT INTO {name} VALUES {listed}")

    def lay(self, months: Sequence[Month]) -> None:
        """The tables that the program laid out itself."""
        self._months("all_months", months)
        for name, columns in LAID.items():
            self._load(name, columns, "")

    def _load(self, name: str, columns: Sequence[tuple[str, str]], prefix: str) -> None:
        file = self.work / f"{prefix}{name}.csv"
        listed = ", ".join(f"{column} {kind}" for column, kind in columns)
        self.db.execute(f"CREATE OR REPLACE TABLE {name} ({listed})")
        if file.is_file() and file.stat().st_size:
            self.db.execute(
                f"COPY {name} FROM {quoted(str(file))}"
                " (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', NULLSTR '')"
            )
            file.unlink()

    def write_whole(self, years: Collection[int]) -> None:
        """Every table of people of these years anew."""
        for name in OF_PEOPLE:
            self._made(name)
            self._write_years(name, years)

    def mend(self, people: Collection[int], years: Collection[int]) -> set[int]:
        """Put the rows of these people in the place of their older ones; which years that changed."""
        self.db.execute("CREATE OR REPLACE TABLE mended (employee_id BIGINT)")
        self.db.executemany("INSERT INTO mended VALUES (?)", [[one] for one in sorted(people)])
        touched: set[int] = set()
        for name in OF_PEOPLE:
            self._made(name)
            held = self._held(name, years)
            moved = set(years) if not held else self._moved(held, years)
            self._write_years(name, moved, held)
            touched |= moved
        return touched

    def _moved(self, held: str, years: Collection[int]) -> set[int]:
        listed = ", ".join(map(str, years))
        mine = "employee_id IN (FROM mended)"
        sql = f"""SELECT DISTINCT year FROM (
            (SELECT * FROM made WHERE year IN ({listed}) EXCEPT ALL
             SELECT * FROM {held} WHERE {mine})
            UNION ALL
            (SELECT * FROM {held} WHERE {mine} EXCEPT ALL
             SELECT * FROM made WHERE year IN ({listed})))"""
        return {row[0] for row in self.db.execute(sql).fetchall()}

    def write_small(self, years: Collection[int]) -> None:
        """The tables of the agency itself, of every year that they speak of."""
        for name in OF_AGENCY:
            self._made(name)
            own = self.db.execute("SELECT DISTINCT year FROM made").fetchall()
            self._write_years(name, {row[0] for row in own} | set(years))

    def write_scores(self, years: Collection[int]) -> None:
        """What quantiles are read from, where the evaluations of a year are others than before."""
        for year in years:
            written = self.parts.get("evaluations", {}).get(year)
            held = self.before.tables.get("evaluations", {}).get(year) if self.before else None
            if written == held and self._keep(DERIVED, year):
                continue
            if written is None:
                continue
            source = f"read_parquet({quoted(str(self.folder / written.file))})"
            self.db.execute(f"CREATE OR REPLACE VIEW evaluations_written AS FROM {source}")
            self._write(DERIVED, year, f"SELECT * FROM ({SCORES})", DERIVED_ORDER)

    def keep_rest(self, years: Collection[int]) -> None:
        """What was not written anew of these years stays as it is."""
        for name in OF_PEOPLE:
            for year in years:
                if year not in self.parts.get(name, {}):
                    self._keep(name, year)

    def _keep(self, name: str, year: int) -> bool:
        part = self.before.tables.get(name, {}).get(year) if self.before else None
        if part:
            self.parts.setdefault(name, {})[year] = part
        return part is not None

    def _made(self, name: str) -> None:
        self.db.execute(f"CREATE OR REPLACE TABLE made AS {TABLES[name].sql}")

    def _held(self, name: str, years: Collection[int]) -> str:
        """The older parts of a table as SQL; nothing where there are none."""
        files = self.before.files(name, years) if self.before else []
        listed = ", ".join(quoted(str(file)) for file in files)
        return f"read_parquet([{listed}])" if files else ""

    def _write_years(self, name: str, years: Collection[int], held: str = "") -> None:
        """The rows made of each year, and of older ones those of all who were not mended."""
        for year in sorted(years):
            sql = f"SELECT * FROM made WHERE year = {year}"
            if held:
                others = "employee_id NOT IN (FROM mended)"
                sql += f" UNION ALL SELECT * FROM {held} WHERE year = {year} AND {others}"
            self._write(name, year, sql, TABLES[name].order)

    def _write(self, name: str, year: int, sql: str, order: Sequence[str]) -> None:
        draft = self.work / f"{name}-{year}.parquet"
        # Laid down first: how a row was found must not show in the bytes of the file.
        ordered = f"SELECT * FROM ({sql}) ORDER BY {', '.join(order)}"
        self.db.execute(f"CREATE OR REPLACE TABLE ready AS {ordered}")
        rows = self.db.execute(
            f"COPY ready TO {quoted(str(draft))} (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        with draft.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        draft.chmod(0o600)
        target = f"{name}/{year}-{digest[:SHA_LENGTH]}.parquet"
        size = draft.stat().st_size
        (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        draft.replace(self.folder / target)
        count = int(rows[0]) if rows else 0
        self.parts.setdefault(name, {})[year] = Part(target, count, size, digest)
