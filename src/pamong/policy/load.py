"""Reads a pack's folder into a Pack; a mistake is named with its file, its key and what belongs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pamong.policy.clauses import Builder
from pamong.policy.extend import extend
from pamong.policy.pack import Clause, Head, Pack, Period, Scale
from pamong.policy.rules import RuleBuilder
from pamong.policy.section import PackError, Section, close_names

PACKS = Path(__file__).parent / "packs"
_HEAD, _CASES = "pack.toml", "cases.toml"
_KINDS = ("scale", "table", "bands", "number", "pattern")


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file with its numbers exactly as written."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise PackError(f"{path.name}: expected this file in {path.parent}") from None
    except (
        ValueError,
        RecursionError,
        OSError,
    ) as error:  # also a number too long, or lists in lists
        raise PackError(f"{path.name}: expected readable TOML, got: {error}") from None


def read_head(folder: Path) -> Head:
    """The part that says when a pack holds, for whom, and which rules it has."""
    top = Section(_HEAD, "", read_toml(folder / _HEAD))
    period = _period(top)
    rules = top.section("rules")
    head = Head(
        id=top.text("id"),
        family=top.text("family"),
        title=top.text("title"),
        version=top.text("version"),
        language=top.text("language"),
        citation=top.text("citation"),
        period=period,
        employees=top.texts("employees", ()),
        rules={name: _period(inner, period) for name, inner in rules.items()},
        extends=top.text("extends", ""),
        start_unconfirmed=top.flag("from_unconfirmed"),
    )
    if head.id != folder.name:
        raise top.error("id", f"{folder.name}, the name of its folder")
    top.done()
    return head


def _period(section: Section, outer: Period | None = None) -> Period:
    """Half-open; a rule starts and ends with its pack unless it says otherwise."""
    start = outer.start if outer and "from" not in section else section.day("from")
    end = section.day("until") if "until" in section else outer.end if outer else None
    if end is not None and end <= start:
        raise section.error("until", "a day after its start; the last day is not included")
    if outer is not None:
        section.done()
    return Period(start, end)


def load_pack(folder: Path) -> Pack:
    """The whole pack; what a local pack leaves out comes from the pack that it extends."""
    head = read_head(folder)
    files = _files(folder)
    labels = _labels(folder, head.language)
    if head.extends:
        if head.extends not in builtin_ids():
            known = close_names(head.extends, builtin_ids())
            raise PackError(f"{_HEAD}: extends: {head.extends}: expected one of {known}")
        return extend(builtin(head.extends), head, files, labels)
    clauses = build_clauses(files, labels, {}, head.citation)
    pack = Pack(
        head=head,
        scales=clauses["scale"],
        tables=clauses["table"],
        bands=clauses["bands"],
        numbers=clauses["number"],
        patterns=clauses["pattern"],
        rules={},
        texts=dict(labels.get("texts", {})),
        translations=_translations(folder, head.language),
    )
    return replace(pack, rules=_rules(files, pack))


def _files(folder: Path) -> list[Section]:
    paths = sorted(p for p in folder.glob("*.toml") if p.name not in (_HEAD, _CASES))
    return [Section(p.name, "", read_toml(p)) for p in paths if not p.name.startswith("labels.")]


def _labels(folder: Path, language: str) -> Mapping[str, Any]:
    path = folder / f"labels.{language}.toml"
    return _words(path) if path.exists() else {}


def _words(path: Path) -> Mapping[str, Any]:
    """A labels file: tables of words, a sentence of `texts` being one text."""
    found = read_toml(path)
    for name, inner in found.items():
        section = Section(path.name, name, inner)
        if name == "texts":
            for key in section.names():
                section.text(key)
    return found


def _translations(folder: Path, own: str) -> dict[str, Mapping[str, Mapping[str, str]]]:
    paths = {path.name.split(".")[1]: path for path in sorted(folder.glob("labels.*.toml"))}
    return {language: _words(path) for language, path in paths.items() if language != own}


def build_clauses(
    files: list[Section], labels: Mapping[str, Any], scales: Mapping[str, Scale], citation: str
) -> dict[str, dict[str, Any]]:
    """All clauses by kind; a name stands for one clause only, in whichever file."""
    built: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    known = dict(scales)
    builder = Builder(labels, known)
    taken: dict[str, str] = {}
    for kind in _KINDS:
        for file in files:
            cited = file.text("citation", citation)
            for name, section in file.section(kind).items():
                if name in taken:
                    raise section.error("", f"a name not yet taken by {taken[name]}")
                taken[name] = file.file
                clause = getattr(builder, kind)(name, section, cited)
                built[kind][name] = clause
                if kind == "scale":
                    known[name] = clause
    return built


def _rules(files: list[Section], pack: Pack) -> dict[str, Any]:
    clauses: dict[str, Clause] = pack.clauses
    sections = [(file, *item) for file in files for item in file.section("rule").items()]
    builder = RuleBuilder(clauses, frozenset(name for _, name, _ in sections))
    rules = {}
    for file, name, section in sections:
        if name in rules:
            raise section.error("", "a rule not yet told elsewhere")
        rules[name] = builder.rule(name, section, file.text("citation", pack.head.citation))
    for file in files:
        file.done()
    if missing := set(pack.head.rules) - set(rules):
        raise PackError(f"{_HEAD}: rules.{min(missing)}: expected this rule in a file of the pack")
    return rules


@lru_cache(maxsize=64)
def builtin(pack_id: str) -> Pack:
    """A pack that comes with Pamong; read once."""
    if pack_id not in builtin_ids():
        raise PackError(f"{pack_id}: expected one of {', '.join(builtin_ids())}")
    return load_pack(PACKS / pack_id)


@lru_cache(maxsize=1)
def builtin_ids() -> tuple[str, ...]:
    """The packs that come with Pamong."""
    return tuple(sorted(path.parent.name for path in PACKS.glob(f"*/{_HEAD}")))


@lru_cache(maxsize=1)
def builtin_heads() -> tuple[Head, ...]:
    """Their heads, for choosing among them."""
    return tuple(read_head(PACKS / pack_id) for pack_id in builtin_ids())


def read_cases(folder: Path) -> dict[str, Any]:
    """The worked examples beside a pack, by rule."""
    path = folder / _CASES
    return read_toml(path) if path.exists() else {}
