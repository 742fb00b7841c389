"""Tables and bands of a pack, said of columns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from pamong.analytics.columnar import figures
from pamong.analytics.columnar.figures import Figure, Flag, Word, constant, quoted
from pamong.analytics.columnar.sheet import Cell, Sheet, is_there
from pamong.policy.pack import Bands, Table


def lookup(sheet: Sheet, table: Table, key: Any, *, column: str) -> Cell:
    """The cell of the row that the keys name."""
    keys = _words(key)
    cells = {place: row.cells.get(column) for place, row in table.rows.items()}
    shared, kind = _shared(list(cells.values()))
    whens = " ".join(
        f"WHEN {_names(keys, place)} THEN {_written(cell, shared)}"
        for place, cell in cells.items()
        if cell is not None
    )
    sql = f"CASE {whens} END" if whens else "NULL"
    return Figure(sql, shared) if kind is Figure else kind(sql)


def _words(key: Any) -> list[Word]:
    return key if isinstance(key, list) else [key]


def no_row(table: Table, key: Any) -> str:
    """A condition: the keys are given and the regulation prints no such row."""
    keys = _words(key)
    given = " AND ".join(is_there(word) for word in keys)
    known = " OR ".join(f"({_names(keys, place)})" for place in table.rows)
    return f"{given} AND NOT ({known})"


def _names(keys: Sequence[Word], place: str | tuple[str, ...]) -> str:
    codes = (place,) if isinstance(place, str) else place
    pairs = zip(keys, codes, strict=True)
    return " AND ".join(f"{word.sql} = {quoted(code)}" for word, code in pairs)


def _shared(cells: list[Any]) -> tuple[int, Any]:
    """The bottom that all figures of a column share, and the kind of the column."""
    given = [cell for cell in cells if cell is not None]
    if any(isinstance(cell, str) for cell in given):
        return 1, Word
    if given and all(isinstance(cell, bool) for cell in given):
        return 1, Flag
    return lcm(1, *(Fraction(cell).denominator for cell in given)), Figure


def _written(cell: Any, shared: int) -> str:
    if isinstance(cell, str):
        return quoted(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{Fraction(cell) * shared}::HUGEINT"


def band(sheet: Sheet, bands: Bands, value: Figure) -> Word:
    """The band a value falls into, rounded first where the pack says so."""
    graded: Cell = value
    if bands.decimals is not None:
        graded = sheet.column(Figure(figures.half_up(value, bands.decimals), 10**bands.decimals))
    assert isinstance(graded, Figure)
    whens = []
    for one in bands.bands:
        if one.floor is not None:
            floor = constant(one.floor)
            holds = (
                figures.less(floor, graded) if one.above else f"NOT {figures.less(graded, floor)}"
            )
            whens.append(f"WHEN {holds} THEN {quoted(one.code)}")
    last = f"ELSE {quoted(bands.bands[-1].code)}"
    return Word(f"CASE WHEN {graded.top} IS NULL THEN NULL {' '.join(whens)} {last} END")
