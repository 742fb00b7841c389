"""Where snapshots lie: parts named by what they hold, a list of parts for each snapshot, and which one holds now.

Nothing that is written is changed afterwards. A snapshot holds once its list has taken the place of the last one, so
a writer that is killed leaves the last one as it was. Pages ask here, and need no engine for it.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

SCHEMA = 3  # of the tables: another one is written whole
KEPT = 3  # snapshots of an agency, the last one among them: who reads an older one finishes
KEPT_FOR = timedelta(days=7)  # and no longer: who is gone from the record is gone from these too
ID_LENGTH = 16
CURRENT = "current.json"
WORK = "work"
NAMED = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}\.json")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of one year as a file: its name says what is in it."""

    file: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which parts belong together, and the end of the record that they stand for."""

    id: str
    agency: UUID
    made_at: datetime
    seconds: float
    day: date
    sequence: int
    head: str
    tables: Mapping[str, Mapping[int, Part]]
    whole_on: Mapping[int, date]  # when each year was last read from its first row to its last
    mended: frozenset[int]  # years of which single people were read anew since

    @property
    def years(self) -> list[int]:
        """The years that it holds, the first one first."""
        return sorted({year for parts in self.tables.values() for year in parts})

    @property
    def rows(self) -> int:
        """How many there are in all tables."""
        return sum(part.rows for parts in self.tables.values() for part in parts.values())

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(part.size for parts in self.tables.values() for part in parts.values())

    def files(self, table: str, years: Collection[int] | None = None) -> list[Path]:
        """The files of a table, of some years or of all."""
        parts = self.tables.get(table, {})
        held = [parts[year] for year in sorted(parts) if years is None or year in years]
        return [folder_of(self.agency) / part.file for part in held]


def folder_of(agency: UUID) -> Path:
    """The snapshots of an agency; they hold what is known of people, for the install's own account alone."""
    return Path(settings.DATA) / "snapshots" / agency.hex


def snapshot_of(agency: UUID) -> Snapshot | None:
    """The one that holds now, or nothing; costs a look at one small file."""
    path = folder_of(agency) / CURRENT
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> Snapshot:
    return _snapshot_from(json.loads(path.read_text(encoding="utf-8")))


def _snapshot_from(said: dict[str, Any]) -> Snapshot:
    if said["schema"] != SCHEMA:
        raise ValueError(f"schema: expected {SCHEMA}, got {said['schema']}")
    tables = {
        name: {int(year): Part(**part) for year, part in parts.items()}
        for name, parts in said["tables"].items()
    }
    return Snapshot(
        id=said["id"],
        agency=UUID(said["agency"]),
        made_at=datetime.fromisoformat(said["made_at"]),
        seconds=said["seconds"],
        day=date.fromisoformat(said["day"]),
        sequence=said["sequence"],
        head=said["head"],
        tables=tables,
        whole_on={int(y): date.fromisoformat(day) for y, day in said["whole_on"].items()},
        mended=frozenset(said["mended"]),
    )


def id_of(agency: UUID, head: str, tables: Mapping[str, Mapping[int, Part]]) -> str:
    """A digest of the end of the record and of every row: equal ones hold the same."""
    parts = {
        name: {str(year): part.sha256 for year, part in own.items()} for name, own in tables.items()
    }
    said = json.dumps([SCHEMA, str(agency), head, parts], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:ID_LENGTH]


def switch_to(snapshot: Snapshot) -> None:
    """Let the snapshot hold from now on."""
    said = asdict(snapshot) | {
        "schema": SCHEMA,
        "agency": str(snapshot.agency),
        "made_at": snapshot.made_at.isoformat(),
        "day": snapshot.day.isoformat(),
        "whole_on": {year: day.isoformat() for year, day in snapshot.whole_on.items()},
        "mended": sorted(snapshot.mended),
    }
    text = json.dumps(said, indent=1, sort_keys=True)
    for name in (f"{snapshot.id}.json", CURRENT):
        write_whole(folder_of(snapshot.agency) / name, text)


def write_whole(path: Path, text: str) -> None:
    """The whole file or, where the writer is killed, the one before."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


@contextmanager
def alone(agency: UUID) -> Iterator[Path | None]:
    """An empty folder to work in, or nothing while another writer is at this agency."""
    folder = folder_of(agency)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "writer.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        work = folder / WORK
        shutil.rmtree(work, ignore_errors=True)  # of a writer that was killed
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def clean(agency: UUID, at: datetime) -> int:
    """Remove older snapshots, and parts that none of those left names; how many files went."""
    folder, current = folder_of(agency), snapshot_of(agency)
    if current is None:
        return 0
    lists = [path for path in folder.glob("*.json") if NAMED.fullmatch(path.name)]
    lists.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    oldest = (at - KEPT_FOR).timestamp()
    gone = [
        path
        for place, path in enumerate(lists)
        if path.stem != current.id and (place >= KEPT or path.stat().st_mtime < oldest)
    ]
    named = {part.file for parts in current.tables.values() for part in parts.values()}
    for path in set(lists) - set(gone):
        said = json.loads(path.read_text(encoding="utf-8"))
        named |= {part["file"] for own in said["tables"].values() for part in own.values()}
    gone += [path for path in folder.glob("*/*.parquet") if _below(folder, path) not in named]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
