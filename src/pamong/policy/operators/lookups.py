"""Reading from the tables, bands and orders of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from pamong.policy.operators.answers import Marked, Refused
from pamong.policy.operators.numbers import half_up
from pamong.policy.pack import Bands, Exact, Scale, Table


def lookup(table: Table, key: str | Sequence[str], *, column: str) -> Any:
    """The cell; a row the regulation does not print is refused with those it does."""
    place = key if isinstance(key, str) else tuple(key)
    row = table.rows.get(place)
    if row is None:
        raise Refused("key", f"expected one of {_beside(table, place)}, as in {table.name}")
    if row.unconfirmed:
        name = place if isinstance(place, str) else ".".join(place)
        return Marked(row.cells.get(column), (f"{table.name}.{name}",), row.citation)
    if row.citation:
        return Marked(row.cells.get(column), (), row.citation)
    return row.cells.get(column)


def _beside(table: Table, place: str | tuple[str, ...]) -> str:
    """The keys the table does have where all but the last agree."""
    if isinstance(place, str):
        return ", ".join(table.rows)
    return ", ".join(key[-1] for key in table.rows if key[:-1] == place[:-1])


def lookup_if_any(table: Table, key: str | Sequence[str], *, column: str) -> Any:
    """The cell, or nothing where the regulation prints no such row."""
    if (key if isinstance(key, str) else tuple(key)) not in table.rows:
        return None
    return lookup(table, key, column=column)


def lookup_each(table: Table, keys: Sequence[str], *, column: str) -> Marked:
    """The cell of each key, in order."""
    cells = [lookup(table, key, column=column) for key in keys]
    marks = [cell for cell in cells if isinstance(cell, Marked)]
    clauses = tuple(clause for mark in marks for clause in mark.clauses)
    return Marked([c.value if isinstance(c, Marked) else c for c in cells], clauses)


def band(bands: Bands, value: Exact) -> Any:
    """The band a value falls into, rounded first where the regulation leaves gaps between bands."""
    graded = value if bands.decimals is None else half_up(value, bands.decimals)
    found = bands.band_of(graded)
    marks = (f"{bands.name}.{found.code}",) if found.unconfirmed else ()
    if bands.decimals_unconfirmed and _between(bands, value):
        marks = (*marks, f"{bands.name}.decimals")
    return Marked(found.code, marks, found.citation) if marks or found.citation else found.code


def _between(bands: Bands, value: Exact) -> bool:
    """Whether a value lies between the last figure printed for a band and the first of the next."""
    scale: int = 10 ** (bands.decimals or 0)
    below, above = floor(value * scale), ceil(value * scale)
    return bands.band_of(Fraction(below, scale)) != bands.band_of(Fraction(above, scale))


def band_each(bands: Bands, values: Sequence[Exact | None]) -> Marked:
    """The band of each value; a missing value stays missing."""
    found = [None if value is None else band(bands, value) for value in values]
    marks = [mark for mark in found if isinstance(mark, Marked)]
    clauses = tuple(clause for mark in marks for clause in mark.clauses)
    return Marked([m.value if isinstance(m, Marked) else m for m in found], clauses)


def placement(term: str, first: str, last: str, *, order: Scale) -> str:
    """Whether a term lies within a stretch of its order or above it; below it is refused."""
    codes = order.codes
    if codes.index(term) > codes.index(last):
        return "above"
    if codes.index(term) >= codes.index(first):
        return "within"
    raise Refused("term", f"expected {order[first].label} or higher")
