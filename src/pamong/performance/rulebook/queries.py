"""The packs that come with Pamong, by whether they hold on a day, and the files they consist of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pamong.policy.describe import open_clauses
from pamong.policy.load import PACKS, builtin, builtin_heads, builtin_ids
from pamong.policy.pack import Head

FAMILY = "id"


@dataclass(frozen=True, slots=True)
class PackLine:
    """One pack with how many of its clauses rest on no confirmed text."""

    head: Head
    holds: bool
    unconfirmed: int


def pack_lines(on: date) -> list[PackLine]:
    """The packs of the country, those that hold on the day first, then by their start."""
    heads = [head for head in builtin_heads() if head.family == FAMILY]
    lines = [PackLine(head, holds(head, on), len(open_clauses(builtin(head.id)))) for head in heads]
    return sorted(lines, key=lambda line: (not line.holds, line.head.period.start, line.head.id))


def holds(head: Head, on: date) -> bool:
    """Whether at least one rule of the pack holds on the day; without rules, whether its clauses do."""
    periods = list(head.rules.values()) or [head.period]
    return any(period.holds(on) for period in periods)


def is_known(pack_id: str) -> bool:
    """Whether such a pack comes with Pamong."""
    return pack_id in builtin_ids()


def files_of(pack_id: str) -> Sequence[Path]:
    """The files of a pack in the order of their names."""
    return sorted((PACKS / pack_id).glob("*.toml"))


def text_of(pack_id: str, name: str) -> str | None:
    """The text of one file as it stands; nothing for a name that is none of the pack's."""
    found = next((path for path in files_of(pack_id) if path.name == name), None)
    return found.read_text(encoding="utf-8") if found else None
