"""The packs that come with Pamong, by whether they hold on a day, and the files they consist of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pamong.performance.rules import Local, local_on, pack_named
from pamong.policy.asking import pack_for
from pamong.policy.describe import open_clauses
from pamong.policy.load import PACKS, builtin, builtin_heads, builtin_ids, read_cases
from pamong.policy.pack import Head, Pack

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


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that can be asked, and the pack that answers today, or answered last."""

    name: str
    head: Head
    is_foreign: bool
    holds: bool


def rule_lines(on: date) -> list[RuleLine]:
    """Every rule once for the country and once for each foreign pack, the fullest packs first."""
    lines: dict[tuple[str, str], RuleLine] = {}
    for head in sorted(builtin_heads(), key=lambda one: (one.family != FAMILY, -len(one.rules))):
        for name, period in head.rules.items():
            known = lines.get((head.family, name))
            line = RuleLine(name, head, head.family != FAMILY, period.holds(on))
            is_later = known is None or _standing(line) > _standing(known)
            if is_later:
                lines[head.family, name] = line
    return list(lines.values())


def _standing(line: RuleLine) -> tuple[bool, date]:
    return line.holds, line.head.rules[line.name].start


def heads_with(rule: str) -> list[Head]:
    """The packs that know a rule, the newest first."""
    found = [head for head in builtin_heads() if rule in head.rules]
    return sorted(found, key=lambda head: head.rules[rule].start, reverse=True)


def pack_answering(
    rule: str, on: date, *, employee: str = "", pack: str = "", local: Local = ()
) -> Pack:
    """The pack that answers, under an agency's own answers where they are given; else NoPack."""
    named = builtin(pack) if pack else None
    official = pack_for(rule, on, employee or None, named)
    return pack_named(local_on(official.id, on, local))


def examples_of(pack: Pack, rule: str) -> list[dict[str, Any]]:
    """The worked examples beside the pack that come out with an answer."""
    official = pack.head.extends or pack.id
    cases: list[dict[str, Any]] = read_cases(PACKS / official).get(rule, [])
    return [case for case in cases if "error" not in case]
