"""Reads the columns of a file into exact values, with the same words and ranges as the single path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pamong.analytics.columnar.figures import (
    Figure,
    Flag,
    Many,
    Word,
    Words,
    constant,
    less,
    quoted,
)
from pamong.analytics.columnar.lists import each, some
from pamong.analytics.columnar.sheet import Cell, NoTwin, Sheet, is_there
from pamong.policy.inputs import field_reader
from pamong.policy.pack import Field, Pack

if TYPE_CHECKING:
    import duckdb

# A column of text or of binary numbers is read to so many decimals; more are refused, not rounded.
_PLACES = 6
_FINER = "DECIMAL(38, 18)"
_NUMBERS = ("number", "integer", "reading", "number_or_list")
_WORDS = ("term", "choice")
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_DEEPEST = 2


class Columns:
    """The columns of a relation: their names, their types, their different values."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, relation: str) -> None:
        self.connection, self.relation = connection, relation
        found = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        self.types = {row[0]: row[1] for row in found}

    def spellings(self, name: str) -> list[str]:
        """The different texts of a column."""
        asked = f'SELECT DISTINCT "{name}"::VARCHAR FROM {self.relation} WHERE "{name}" IS NOT NULL'
        return [row[0] for row in self.connection.execute(asked).fetchall()]

    def holds_lists(self, name: str) -> bool:
        """Whether the cells are lists; a column of both is left to lines, as no file mixes them on purpose."""
        if self.types[name].endswith("[]"):
            return True
        if self.types[name] != "VARCHAR":
            return False
        listed = f"count(*) FILTER (starts_with(trim(\"{name}\"), '['))"
        plain = f'count(TRY_CAST("{name}" AS {_FINER}))'
        asked = f"SELECT {listed}, {plain} FROM {self.relation}"
        lists, numbers = self.connection.execute(asked).fetchone() or (0, 0)
        if lists and numbers:
            raise NoTwin(f"{name}: expected numbers on all rows or lists on all rows, got both")
        return bool(lists)

    def places(self, text: str, finest: int, relation: str = "") -> int:
        """How many decimals the column needs, so that products of figures stay within 128 bits."""
        if not finest:
            return 0
        tried = ", ".join(
            f"count(*) FILTER (TRY_CAST({text} AS {_FINER}) <> TRY_CAST({text} AS DECIMAL(28, {n})))"
            for n in range(finest)
        )
        asked = f"SELECT {tried} FROM {relation or self.relation}"
        found = self.connection.execute(asked).fetchone() or ()
        return next((n for n, odd in enumerate(found) if not odd), finest)

    def places_within(self, texts: str, depth: int, finest: int) -> int:
        """The same of the entries of lists."""
        flat = f"flatten({texts})" if depth == _DEEPEST else texts
        return self.places("x", finest, f"(SELECT unnest({flat}) AS x FROM {self.relation})")


def can_be_read(field: Field) -> bool:
    """Whether a column can hold the field."""
    return field.kind in (*_NUMBERS, *_WORDS, "boolean") or depth_of(field) > 0


def read_fields(sheet: Sheet, fields: Iterable[Field], pack: Pack, columns: Columns) -> None:
    """Every input of the rule; one that the file lacks is missing on every row."""
    for field in fields:
        given = field.name in columns.types
        if not given and not field.optional:
            raise NoTwin(f"{field.name}: expected a column of this name")
        cell = _read(sheet, _as_held(field, columns), pack, columns) if given else None
        sheet.keep(f"given {field.name}", cell)
        sheet.keep(field.name, _with_default(field, pack, sheet.env[f"given {field.name}"]))


def _as_held(field: Field, columns: Columns) -> Field:
    """A field that takes a number or a list, as the one that its column holds."""
    if field.kind != "number_or_list" or not columns.holds_lists(field.name):
        return field
    return replace(field, kind="list", items=replace(field, kind="number"), at_least=1)


def _read(sheet: Sheet, field: Field, pack: Pack, columns: Columns) -> Cell:
    raw = f'"{field.name}"'
    if field.kind in _NUMBERS:
        cell: Any = _number(columns, field.name, field.kind == "integer")
    elif field.kind in _WORDS:
        cell = _word(field, pack, columns)
    elif depth_of(field):
        cell = _many(sheet, field, raw, columns)
    elif field.kind == "boolean":
        cell = Flag(_flag(raw, columns.types[field.name]))
    else:
        raise NoTwin(f"{field.name}: expected no column, for a {field.kind} is read line by line")
    cell = sheet.column(cell)
    if field.kind == "list":
        _check_list(sheet, field, raw, cell)
    else:
        _check(sheet, field, raw, cell)
    read: Cell = cell
    return read


def _check(sheet: Sheet, field: Field, raw: str, cell: Any) -> None:
    """Refuse what could not be read, is absent or is out of range."""
    unread = f"({raw} IS NOT NULL AND NOT {is_there(cell)})"
    absent = "FALSE" if field.optional else f"({raw} IS NULL)"
    outside = _outside(field, cell) if field.kind in _NUMBERS else "FALSE"
    sheet.refuse(f"{unread} OR {absent} OR {outside}", field.name)


def _number(columns: Columns, name: str, whole: bool) -> Figure:
    raw, kind = f'"{name}"', columns.types[name]
    if kind == "BOOLEAN":
        return Figure("NULL::HUGEINT")
    if kind.startswith("DECIMAL"):
        finest = _finest_of(kind)
    elif kind in ("DOUBLE", "FLOAT", "VARCHAR"):
        # By its shortest text: 0.1 is a tenth, as it was written.
        raw, finest = f"{raw}::VARCHAR", _PLACES
    else:
        return Figure(f"CAST({raw} AS HUGEINT)")
    places = 0 if whole else columns.places(raw, finest)
    finer = f"TRY_CAST({raw} AS {_FINER})"
    fine = f"TRY_CAST({raw} AS DECIMAL(28, {places}))"
    counted = f"CAST({fine} * CAST({10**places} AS DECIMAL({places + 1}, 0)) AS HUGEINT)"
    return Figure(f"CASE WHEN {finer} = {fine} THEN {counted} END", 10**places)


def depth_of(field: Field) -> int:
    """How many lists lie around numbers; 0 where the field is no such list."""
    depth, inner = 0, field
    while inner.kind == "list" and inner.items is not None:
        depth, inner = depth + 1, inner.items
    return depth if inner.kind in ("number", "integer") and depth <= _DEEPEST else 0


def _innermost(field: Field) -> Field:
    return _innermost(field.items) if field.items is not None else field


def _many(sheet: Sheet, field: Field, raw: str, columns: Columns) -> Many:
    """The texts of a list (a list column, or JSON in a cell) as tops over one bottom."""
    depth, kind = depth_of(field), columns.types[field.name]
    held = kind.replace("[]", "")
    # Numbers that are exact already need no text between.
    is_exact = kind.endswith("[]") and (held in _INTEGERS or held.startswith("DECIMAL"))
    texts = raw if is_exact else f"TRY_CAST({raw} AS VARCHAR{'[]' * depth})"
    kept = sheet.column(Words(texts))
    assert isinstance(kept, Words)
    sheet.env[f"texts {field.name}"] = kept
    whole = _innermost(field).kind == "integer"
    finest = _finest_of(held) if is_exact else _PLACES
    places = 0 if whole else columns.places_within(texts, depth, finest)
    fine = f"TRY_CAST(x AS DECIMAL(28, {places}))"
    counted = f"CAST({fine} * CAST({10**places} AS DECIMAL({places + 1}, 0)) AS HUGEINT)"
    finer = "x" if is_exact else f"TRY_CAST(x AS {_FINER})"
    top = f"CASE WHEN {finer} = {fine} THEN {counted} END"
    inner = each("y" if depth == _DEEPEST else kept.sql, top)
    return Many(each(kept.sql, inner, "y") if depth == _DEEPEST else inner, 10**places, depth)


def _finest_of(kind: str) -> int:
    """How many decimals an exact type has."""
    return int(kind.rstrip(")").rsplit(",", 1)[1]) if kind.startswith("DECIMAL") else 0


def _check_list(sheet: Sheet, field: Field, raw: str, cell: Many) -> None:
    """Refuse a list that could not be read, is too short, or holds what it may not."""
    texts = sheet.env[f"texts {field.name}"].sql
    conditions = [f"({raw} IS NOT NULL AND {texts} IS NULL)"]
    if not field.optional:
        conditions.append(f"({raw} IS NULL)")
    conditions += _wrong_entries(field, cell, texts)
    if cell.depth == _DEEPEST and field.items:
        conditions.append(some(texts, "y IS NULL", "y"))
        places = f"range(1, len({texts}) + 1)"
        conditions.append(some(places, _any_wrong(field.items, cell, texts), "k"))
    sheet.refuse(" OR ".join(conditions), field.name)


def _any_wrong(items: Field, cell: Many, texts: str) -> str:
    """A condition on the k-th inner list."""
    inner = Many(f"({cell.sql})[k]", cell.bottom)
    return " OR ".join(_wrong_entries(items, inner, f"({texts})[k]"))


def _wrong_entries(field: Field, cell: Many, texts: str) -> list[str]:
    """Conditions: too few entries, one that is no number, absent, or out of range."""
    found = [f"coalesce(len({texts}) < {field.at_least}, FALSE)"]
    items = field.items
    if items is None or items.kind == "list":
        return found
    missing = "x IS NULL"
    if items.optional:
        unread = f"list_count({cell.sql}) <> list_count({texts})"
        found.append(f"coalesce({unread}, FALSE)")
    else:
        found.append(some(cell.sql, missing))
    outside = _outside(items, Figure("x", cell.bottom))
    found.append(some(cell.sql, f"x IS NOT NULL AND ({outside})"))
    return found


def _word(field: Field, pack: Pack, columns: Columns) -> Word:
    """The pack's own reader reads every different spelling once."""
    read = field_reader(field, pack)
    known = []
    for spelling in columns.spellings(field.name):
        try:
            known.append(f"WHEN {quoted(spelling)} THEN {quoted(read(spelling))}")
        except ValueError:
            continue
    if not known:
        return Word("NULL::VARCHAR")
    return Word(f'CASE "{field.name}"::VARCHAR {" ".join(known)} END')


def _flag(raw: str, kind: str) -> str:
    if kind == "BOOLEAN":
        return raw
    return f"CASE {raw}::VARCHAR WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"


def _outside(field: Field, cell: Any) -> str:
    """A condition: the number is out of the field's range."""
    found = []
    if field.low is not None:
        low = constant(field.low)
        found.append(f"NOT {less(low, cell)}" if field.low_open else less(cell, low))
    if field.high is not None:
        high = constant(field.high)
        found.append(f"NOT {less(cell, high)}" if field.high_open else less(high, cell))
    return " OR ".join(found) or "FALSE"


def _with_default(field: Field, pack: Pack, cell: Any) -> Cell:
    if field.default is None:
        read: Cell = cell
        return read
    default = field_reader(field, pack)(field.default)
    if isinstance(default, bool):
        return Flag(f"coalesce({cell.sql if cell else 'NULL'}, {str(default).upper()})")
    if isinstance(default, str):
        return Word(f"coalesce({cell.sql if cell else 'NULL'}, {quoted(default)})")
    fixed = constant(default)
    if cell is None:
        return fixed
    bottom = cell.bottom
    if bottom % fixed.bottom:
        return Figure(
            f"coalesce(({cell.top}) * {fixed.bottom}, ({fixed.top}) * {bottom})",
            bottom * fixed.bottom,
        )
    return Figure(f"coalesce({cell.top}, ({fixed.top}) * {bottom // fixed.bottom})", bottom)
