"""The figures that a clause leaves open to an agency, and the one check of what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pamong.policy.operators.numbers import written
from pamong.policy.pack import (
    Band,
    Bands,
    Clause,
    Exact,
    Number,
    Pack,
    Pattern,
    Table,
    fold,
)
from pamong.policy.section import Unfit

Path = tuple[str | int, ...]
WAYS = ("down", "up", "nearest")
YES_NO = "1 yes, 0 no"  # the unit of a number that answers a question


class Figure(NamedTuple):
    """One answer that a clause leaves open: where it stands, its value if any, what it may be."""

    path: Path
    value: Decimal | str | None
    choices: tuple[str, ...] = ()
    scale: str = ""
    letters: int = 0  # the most of a name that the agency writes itself

    @property
    def name(self) -> str:
        """The path as one word, for a form."""
        return "__".join(str(part) for part in self.path)


class Allowed(NamedTuple):
    """How far a figure may go, and whether only whole numbers make sense."""

    least: Exact | None = None
    most: Exact | None = None
    is_whole: bool = False


def figures_of(pack: Pack, clause: Clause, now: Clause | None = None) -> list[Figure]:
    """What the clause of the official pack leaves open, with the values that hold `now`."""
    holding = now or clause
    if isinstance(clause, Number) and isinstance(holding, Number) and clause.open_to_local:
        if holding.unit == YES_NO:
            return [Figure(("value",), str(holding.value), ("1", "0"))]
        return [Figure(("value",), written(holding.value))]
    if isinstance(clause, Bands) and isinstance(holding, Bands) and clause.open_to_local:
        return list(_floors(holding))
    if isinstance(clause, Pattern) and isinstance(holding, Pattern):
        return list(_limits(clause, holding))
    if isinstance(clause, Table) and isinstance(holding, Table):
        return list(_cells(pack, clause, holding))
    return []


def _floors(bands: Bands) -> Iterator[Figure]:
    for place, band in enumerate(bands.bands):
        if band.floor is not None:
            yield Figure(("bands", place, floor_key(band)), written(band.floor))


def floor_key(band: Band) -> str:
    """The key that a file of a pack writes a floor under."""
    return "above" if band.above else "from"


def _limits(official: Pattern, holding: Pattern) -> Iterator[Figure]:
    if official.open_to_local:
        for term, limits in holding.limits.items():
            for place, limit in enumerate(limits):
                value = limit.count if limit.percent is None else limit.percent
                yield Figure(("limits", term, place, limit.bound), written(value or 0))
    elif official.rounding_unconfirmed:
        for bound in ("at_most", "at_least"):
            yield Figure(("rounds", bound), holding.rounds[bound], WAYS)


def _cells(pack: Pack, official: Table, holding: Table) -> Iterator[Figure]:
    for key, row in official.rows.items():
        if not (official.open_to_local or row.unconfirmed or row.changeable):
            continue
        place = (key,) if isinstance(key, str) else key
        for column in row.cells:
            value, path = holding.rows[key].cells.get(column), ("rows", *place, column)
            if figure := _cell(pack, official, path, value):
                yield figure


def _cell(pack: Pack, official: Table, path: Path, value: Any) -> Figure | None:
    """What a cell leaves open, if anything."""
    column = str(path[-1])
    if value is None:
        return Figure(path, None) if column in official.asked else None
    if column in official.names:
        return Figure(path, str(value), letters=official.names[column])
    if isinstance(value, str) and column in pack.scales:
        return Figure(path, value, pack.scales[column].codes, column)
    return None if isinstance(value, str | bool) else Figure(path, written(value))


def allowed_of(clause: Clause, path: Path) -> Allowed:
    """What a figure of the official clause may be."""
    if isinstance(clause, Number):
        if clause.unit == YES_NO:
            return Allowed(0, 1, is_whole=True)
        return Allowed(clause.least, clause.most, clause.whole)
    if isinstance(clause, Table):
        column = str(path[-1])
        least, most = clause.local_bounds.get(column, (None, None))
        return Allowed(least, most, column in clause.local_whole)
    return Allowed()


def check_answer(pack: Pack, name: str, values: Mapping[Path, Any]) -> None:
    """Refuse figures that make no sense, or parts that do not make up the whole."""
    clause = pack.clauses[name]
    kind = type(clause).__name__.lower()
    for path, value in values.items():
        place = f"{kind}.{name}" + "".join(f".{part}" for part in path[1:])
        check_figure(place, value, allowed_of(clause, path))
    if isinstance(clause, Table):
        _check_names(pack, clause, values)
        for column, whole in clause.local_sums.items():
            cells = [value for path, value in values.items() if path[-1] == column]
            if None in cells:
                continue
            given = sum(cells, Decimal(0))
            if given != written(whole):
                told = f"table.{name}: expected {column} to add up to {written(whole)}, got {given}"
                raise Unfit(told, "sum", whole=written(whole), given=given)


def _check_names(pack: Pack, table: Table, values: Mapping[Path, Any]) -> None:
    """A name of the agency's own stands for one thing, and for none that the pack names already."""
    for column, most in table.names.items():
        names = [fold(str(v)) for path, v in values.items() if path[-1] == column and v]
        known = any(scale.find(name) for name in names for scale in pack.scales.values())
        if known or len(set(names)) < len(names) or any(len(name) > most for name in names):
            told = f"table.{table.name}: expected each {column} once, of at most {most} letters"
            raise Unfit(told, "names")


def check_figure(place: str, value: Any, allowed: Allowed) -> None:
    """Refuse one figure that is too small, too large, or part of what only comes whole."""
    least, most, is_whole = allowed
    if value is None or allowed == Allowed():
        return
    figure = Decimal(value)
    if is_whole and figure != figure.to_integral_value():
        raise Unfit(f"{place}: expected a whole number", "whole")
    if least is not None and figure < least:
        raise Unfit(f"{place}: expected at least {written(least)}", "least", least=written(least))
    if most is not None and figure > most:
        raise Unfit(f"{place}: expected at most {written(most)}", "most", most=written(most))
