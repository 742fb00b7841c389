"""What the dashboards told last of predicates: what is told next is weighed against it.

Counts of offices and nobody's name, in a file of the install that only its own account reads. It lies among the files that
a backup holds: what was told was told, also to who reads after a restore.
"""

import fcntl
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from pamong.analytics.dashboards.hearing import Heard
from pamong.analytics.dashboards.told import Rows, Said, Told, tell
from pamong.analytics.snapshot.keeping import Snapshot, folder_of, write_whole
from pamong.stats.rows import Blocks, Counts

FOLDER, LOCK = "told", "told.lock"
JOINED = "+"  # codes of a block in the file


@dataclass(frozen=True, slots=True)
class Last:
    """What was told of which snapshot."""

    snapshot: str
    told: Told


def file_of(agency: UUID) -> Path:
    """Where it lies."""
    return Path(settings.FILES) / FOLDER / f"{agency}.json"


def kept(
    snapshot: Snapshot,
    name: str,
    rows: Mapping[str, Counts],
    people: Mapping[str, int],
    codes: Sequence[str],
) -> Told:
    """What is told of a snapshot under a name: worked out once, the same for all who read it."""
    path = file_of(snapshot.agency)
    with _alone(folder_of(snapshot.agency)):
        said = _read(path)
        last = _last_from(said.get(name))
        if last and last.snapshot == snapshot.id:
            return last.told
        told = tell(rows, people, codes, snapshot.day, last.told if last else None)
        _write(path, said | {name: _said(snapshot.id, told)})
        return told


def heard(
    snapshot: Snapshot, name: str, ask: Callable[[Mapping[str, Heard]], Mapping[str, Heard | None]]
) -> Mapping[str, Heard | None]:
    """What a reader under a name may be told, by what he was told; that he was told it is kept."""
    path = file_of(snapshot.agency)
    with _alone(folder_of(snapshot.agency)):
        said = _read(path)
        before = {row: _heard_from(one) for row, one in said.get(name, {}).items()}
        found = ask(before)
        after = {**before, **{row: one for row, one in found.items() if one}}
        if after != before:
            _write(path, said | {name: {row: _heard_said(one) for row, one in after.items()}})
        return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / LOCK).open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _write(path: Path, said: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, json.dumps(said))


def _rows(rows: Rows) -> dict[str, Counts]:
    return {office: {c: n for c, n in row.items() if n} for office, row in rows.items()}


def _cells(said: Said) -> dict[str, int]:
    return {JOINED.join(block): n for block, n in said.items()}


def _cells_from(said: Mapping[str, int]) -> Said:
    return {tuple(block.split(JOINED)): n for block, n in said.items()}


def _heard_said(one: Heard) -> dict[str, Any]:
    return {"cells": one.cells, "unseen": one.unseen, "said": _cells(one.said)}


def _heard_from(said: dict[str, Any]) -> Heard:
    return Heard(said["cells"], said["unseen"], _cells_from(said["said"]))


def _said(snapshot: str, told: Told) -> dict[str, Any]:
    return {
        "snapshot": snapshot,
        "day": told.day.isoformat(),
        "rows": _rows(told.rows),
        "alone": sorted(told.alone),
        "blocks": [JOINED.join(block) for block in told.blocks],
        "fine": [JOINED.join(block) for block in told.fine],
        "since": {row: day.isoformat() for row, day in told.since.items()},
        "said": {row: _cells(cells) for row, cells in told.said.items()},
        "past": [_rows(one) for one in told.past],
    }


def _last_from(said: Any) -> Last | None:
    """Nothing of what another Pamong wrote otherwise."""
    try:
        return Last(said["snapshot"], _told_from(said))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _told_from(said: Mapping[str, Any]) -> Told:
    return Told(
        date.fromisoformat(said["day"]),
        said["rows"],
        frozenset(said["alone"]),
        _blocks(said["blocks"]),
        _blocks(said["fine"]),
        {row: date.fromisoformat(day) for row, day in said["since"].items()},
        {row: _cells_from(cells) for row, cells in said["said"].items()},
        tuple(said.get("past", ())),
    )


def tells_later(here: Path, there: Path) -> bool:
    """Whether one file knows of a later day than another: what was told then is known to readers, whatever is restored."""
    return _last_day(here) > _last_day(there)


def _last_day(path: Path) -> str:
    told = [one.get("day", "") for one in _read(path).values() if isinstance(one, dict)]
    return max((day for day in told if isinstance(day, str)), default="")


def _blocks(said: list[str]) -> Blocks:
    return tuple(tuple(block.split(JOINED)) for block in said)
