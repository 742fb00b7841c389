"""Arithmetic operators of the rules core, said of columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pamong.analytics.columnar import figures, lists
from pamong.analytics.columnar.figures import Figure, Flag, Many, Word, constant
from pamong.analytics.columnar.sheet import Cell, Sheet, is_there

Result = Cell | dict[str, Cell]
Twin = Callable[..., Result]


def _sequence(of: Any) -> list[Any]:
    return list(of) if isinstance(of, list) else [of]


def product(sheet: Sheet, of: Any) -> Figure:
    """All multiplied."""
    found = constant(1)
    for figure in _sequence(of):
        found = figures.product(found, figure)
    return found


def add(sheet: Sheet, of: Any) -> Figure:
    """The sum of all."""
    if isinstance(of, Many):
        return lists.total(of)
    return figures.total(_sequence(of))


def add_given(sheet: Sheet, of: Any) -> Figure:
    """The sum of those that are there."""
    given = [figure for figure in _sequence(of) if figure is not None]
    return figures.total([Figure(f"coalesce({f.top}, 0)", _or_one(f)) for f in given])


def _or_one(figure: Figure) -> int | str:
    """The bottom; that of a missing figure is no number."""
    bottom = figure.bottom
    return (
        bottom
        if isinstance(bottom, int)
        else f"CASE WHEN {is_there(figure)} THEN {bottom} ELSE 1 END"
    )


def first_given(sheet: Sheet, of: Any) -> Cell:
    """The first that is there."""
    many = [cell for cell in _sequence(of) if isinstance(cell, Many)]
    if many:
        return lists.first_given(many)
    given = [cell for cell in _sequence(of) if cell is not None]
    found: Any = given[-1] if given else None
    for cell in reversed(given[:-1]):
        found = _first(cell, found)
    result: Cell = found
    return result


def _first(cell: Any, other: Any) -> Cell:
    if isinstance(cell, Figure):
        return figures.choose(is_there(cell), cell, other)
    found: Cell = type(cell)(f"coalesce({cell.sql}, {other.sql})")
    return found


def deduct(sheet: Sheet, whole: Figure, part: Figure) -> Figure:
    """What is left; less than nothing is refused by the caller."""
    return figures.minus(whole, part)


def difference(sheet: Sheet, whole: Figure, part: Figure) -> Figure:
    """What remains, also below nothing."""
    return figures.minus(whole, part)


def percent_of(sheet: Sheet, percent: Figure, base: Figure) -> Figure:
    """So many hundredths of the base."""
    found = figures.product(percent, base)
    return figures.product(found, Figure("1::HUGEINT", 100))


def ratio(sheet: Sheet, part: Figure, whole: Figure) -> Figure:
    """Part over whole."""
    return figures.quotient(part, whole)


def mean(sheet: Sheet, of: Any) -> Figure:
    """Plain average."""
    if isinstance(of, Many):
        return lists.mean(of)
    parts = _sequence(of)
    return figures.product(figures.total(parts), Figure("1::HUGEINT", len(parts)))


def needed(sheet: Sheet, value: Cell, *, reason: str) -> Cell:
    """The value itself; why there is none is told by the single path."""
    return value


def clamp(sheet: Sheet, value: Figure, low: Figure, high: Figure) -> Figure:
    """Kept between two bounds."""
    capped = figures.choose(figures.less(high, value), high, value)
    return figures.choose(figures.less(value, low), low, capped)


def against(sheet: Sheet, value: Figure, threshold: Figure | None) -> dict[str, Cell]:
    """How a figure stands to a threshold that may not exist."""
    if threshold is None:
        return {"reached": Flag("FALSE"), "missing": None, "surplus": None}
    short, there = figures.less(value, threshold), is_there(threshold)
    missing = figures.choose(short, figures.minus(threshold, value), constant(0))
    beyond = figures.minus(value, threshold)
    return {
        "reached": Flag(f"coalesce(NOT {short}, FALSE)"),
        "missing": figures.choose(there, missing, None),
        "surplus": figures.choose(figures.less(threshold, value), beyond, None),
    }


def finite_sample(
    sheet: Sheet, population: Figure, margin: Figure, proportion: Figure, chi_square: Figure
) -> Figure:
    """Krejcie and Morgan's size of a sample."""
    rest = figures.minus(constant(1), proportion)
    spread = sheet.column(figures.product(figures.product(chi_square, proportion), rest))
    assert isinstance(spread, Figure)
    others = figures.minus(population, constant(1))
    below = figures.plus(figures.product(figures.product(margin, margin), others), spread)
    return figures.quotient(figures.product(spread, population), below)


def match(sheet: Sheet, reached: Figure | Many, required: Figure | Many) -> dict[str, Cell]:
    """What was reached of what was required; one of each kind is refused by the caller."""
    if isinstance(reached, Many) and isinstance(required, Many):
        return lists.match(reached, required)
    if isinstance(reached, Many) or isinstance(required, Many):
        return dict.fromkeys(("percent", "capped_percent", "gaps"))
    percent = figures.product(figures.quotient(reached, required), constant(100))
    return {"percent": percent, "capped_percent": None, "gaps": None}


def _percent(part: Figure, whole: Figure) -> Figure:
    return figures.product(figures.quotient(part, whole), constant(100))


def attained_more(sheet: Sheet, target: Figure | None, actual: Figure | None) -> Cell:
    """The more the better, of a target above nought."""
    if target is None or actual is None:
        return None
    return figures.choose(f"({target.top}) > 0", _percent(actual, target), None)


def attained_less(sheet: Sheet, target: Figure | None, actual: Figure | None) -> Cell:
    """The less the better, of a target above nought."""
    if target is None or actual is None:
        return None
    left = figures.minus(target, figures.minus(actual, target))
    return figures.choose(f"({target.top}) > 0", _percent(left, target), None)


def progress(
    sheet: Sheet, baseline: Figure | None, target: Figure | None, actual: Figure | None
) -> Cell:
    """The way gone; none where baseline and target are equal."""
    if baseline is None or target is None or actual is None:
        return None
    way = sheet.column(figures.minus(target, baseline))
    gone = figures.minus(actual, baseline)
    assert isinstance(way, Figure)
    return _percent(gone, way)


def nearness(sheet: Sheet, low: Any, high: Any, tolerance: Any, actual: Any) -> Cell:
    """Full inside the band, falling to nought at one tolerance outside."""
    if actual is None or low is None or high is None or tolerance is None:
        return None
    below, above = figures.minus(low, actual), figures.minus(actual, high)
    outside = figures.choose(
        figures.less(actual, low),
        below,
        figures.choose(figures.less(high, actual), above, constant(0)),
    )
    kept = sheet.column(outside)
    assert isinstance(kept, Figure)
    fallen = figures.minus(constant(100), _percent(kept, tolerance))
    lost = figures.choose(f"({tolerance.top}) = 0", constant(0), fallen)
    full = figures.choose(f"({kept.top}) = 0", constant(100), lost)
    return figures.choose(is_there(actual), full, None)


def placement(sheet: Sheet, term: Word, first: Word, last: Word, *, order: Any) -> Word:
    """Within a stretch of an order or above it; below it is refused by the caller."""
    here, start, end = (place_in(word, order.codes) for word in (term, first, last))
    return Word(f"CASE WHEN {here} > {end} THEN 'above' WHEN {here} >= {start} THEN 'within' END")


def place_in(word: Word, codes: Sequence[str]) -> str:
    """The place of a code in an order."""
    whens = " ".join(f"WHEN {figures.quoted(code)} THEN {n}" for n, code in enumerate(codes))
    return f"CASE {word.sql} {whens} END"
