"""An agency's own answers as data: what of a clause may be answered, and the pack they make."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.policy.describe import unready
from pamong.policy.extend import extend
from pamong.policy.figures import Path, figures_of, floor_key
from pamong.policy.operators.numbers import written
from pamong.policy.pack import (
    Band,
    Bands,
    Clause,
    Exact,
    Limit,
    Number,
    Pack,
    Pattern,
    Period,
    Row,
    Table,
)
from pamong.policy.section import PackError, Section

Content = dict[str, dict[str, Any]]  # kind → clause → section, as the files of a pack hold them
MARK = "+"
_DIGEST = 10


def kind_of(clause: Clause) -> str:
    """The heading of the files under which such a clause stands."""
    return type(clause).__name__.lower()


def open_clauses_of(pack: Pack) -> dict[str, Clause]:
    """The clauses of an official pack that leave a figure open."""
    return {name: clause for name, clause in pack.clauses.items() if figures_of(pack, clause)}


def section_of(clause: Clause) -> dict[str, Any]:
    """The clause as a file of a pack would tell it."""
    if isinstance(clause, Number):
        return {"value": _plain(clause.value), "unit": clause.unit}
    if isinstance(clause, Bands):
        places = {} if clause.decimals is None else {"decimals": clause.decimals}
        return {"scale": clause.scale, "bands": [_band(b) for b in clause.bands], **places}
    if isinstance(clause, Pattern):
        limits = {term: [_limit(one) for one in several] for term, several in clause.limits.items()}
        heads = {"scale": clause.scale, "counted": clause.counted, "limits": limits}
        return {**heads, "rounds": dict(clause.rounds)}
    if isinstance(clause, Table):
        return {"keys": list(clause.keys), "rows": _open_rows(clause)}
    raise PackError(f"{clause.name}: expected figures, a band, a pattern or a table")


def _plain(value: Exact) -> int | Decimal:
    shown = written(value)
    return int(shown) if shown == shown.to_integral_value() else shown


def _band(band: Band) -> dict[str, Any]:
    floor = {} if band.floor is None else {floor_key(band): _plain(band.floor)}
    return {"is": band.code, **floor}


def _limit(limit: Limit) -> dict[str, Any]:
    value, unit = (limit.percent, "percent") if limit.count is None else (limit.count, "people")
    told = {"of": list(limit.of), limit.bound: _plain(value or 0), "unit": unit}
    return told | ({} if limit.among == "all" else {"among": limit.among})


def _open_rows(table: Table) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for key, row in table.rows.items():
        if table.open_to_local or row.unconfirmed or row.changeable:
            *outer, last = (key,) if isinstance(key, str) else key
            inner = rows
            for part in outer:
                inner = inner.setdefault(part, {})
            inner[last] = _row(row)
    return rows


def _row(row: Row) -> dict[str, Any]:
    return {
        column: value if isinstance(value, str | bool) else _plain(value)
        for column, value in row.cells.items()
        if value is not None
    }


def answered(
    content: Content, pack: Pack, name: str, values: Mapping[Path, Any], citation: str
) -> Content:
    """The agency's answers with one clause answered anew; the official answer is no answer."""
    official = pack.clauses[name]
    section = section_of(official)
    if {figure.path: figure.value for figure in figures_of(pack, official)} == dict(values):
        section = {}
    for path, value in values.items() if section else ():
        *outer, last = path
        inner: Any = section
        for part in outer:
            inner = inner[part]
        is_figure = isinstance(value, Decimal) or isinstance(official, Number)
        inner[last] = _plain_decimal(Decimal(value)) if is_figure else value
    kind = kind_of(official)
    others = {k: v for k, v in content.get(kind, {}).items() if k != name}
    own = {name: {**section, "citation": citation, "changeable": True}} if section else {}
    found = {**content, kind: {**others, **own}}
    return {key: inner for key, inner in sorted(found.items()) if inner}


def _plain_decimal(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def to_toml(content: Content) -> str:
    """The answers as the file of a pack; the same answers always give the same text."""
    return "".join(
        f"[{kind}.{json.dumps(name)}]\n"
        + "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in section.items())
        for kind, sections in sorted(content.items())
        for name, section in sorted(sections.items())
    )


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def from_toml(text: str) -> Content:
    """The answers back from the text, numbers exactly as written."""
    return tomllib.loads(text, parse_float=Decimal)


def local_id(parent: Pack, text: str) -> str:
    """The name of the pack that these answers make; the same answers have the same name."""
    return f"{parent.id}{MARK}{hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]}"


def local_pack(parent: Pack, text: str, start: date) -> Pack:
    """The official pack under the agency's answers, ready to compute; a fault is a PackError.

    What was released once is read as it was, though its figures would be refused today.
    """
    head = replace(
        parent.head,
        id=local_id(parent, text),
        extends=parent.id,
        rules={},
        period=Period(max(start, parent.head.period.start), parent.head.period.end),
    )
    pack = extend(parent, head, [Section("rules.toml", "", from_toml(text))], {}, released=True)
    if faults := unready(pack):
        raise PackError(faults[0])
    return pack
