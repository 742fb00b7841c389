"""Lists within a row, said of columns: a survey's means and answers, each operator over them."""

from __future__ import annotations

from math import lcm
from typing import Any

from pamong.analytics.columnar import figures
from pamong.analytics.columnar.figures import Figure, Many, Words, constant, quoted
from pamong.analytics.columnar.sheet import Sheet
from pamong.policy.pack import Bands


def each(values: str, body: str, name: str = "x") -> str:
    """A list with every entry replaced; the body names the entry."""
    return f"list_transform({values}, lambda {name}: {body})"


def some(values: str, condition: str, name: str = "x") -> str:
    """A condition: it holds for at least one entry."""
    return f"coalesce(list_bool_or({each(values, condition, name)}), FALSE)"


def by_factor(sql: str, factor: int | str) -> str:
    """Every entry times a factor."""
    return sql if factor == 1 else each(sql, f"x * ({factor})")


def uneven(rows: Any) -> str:
    """A condition: the inner lists are not equally long."""
    return some(rows.sql, f"len(x) <> len(({rows.sql})[1])")


def column_means(sheet: Sheet, rows: Many) -> Many:
    """The mean of each place over those who answered, all over one bottom."""
    table = rows.sql
    places = f"range(1, len(({table})[1]) + 1)"
    inner = each(table, "r[j]", "r")
    sums = sheet.column(Words(each(places, f"list_sum({inner})", "j")))
    counts = sheet.column(Words(each(places, f"list_count({inner})::HUGEINT", "j")))
    assert isinstance(sums, Words)
    assert isinstance(counts, Words)
    filled = f"list_filter({counts.sql}, lambda x: x > 0)"
    shared = f"list_reduce({filled}, lambda a, b: lcm(a, b), 1::HUGEINT)"
    bottom = sheet.column(Figure(shared))
    assert isinstance(bottom, Figure)
    order = f"range(1, len({sums.sql}) + 1)"
    tops = f"{sums.sql}[j] * ({bottom.top} // nullif({counts.sql}[j], 0))"
    return Many(each(order, tops, "j"), figures.times(bottom.top, rows.bottom))


def present(sheet: Sheet, values: Many, *, clause: str) -> Many:
    """Those that are there; nothing where none is."""
    there = f"list_filter({values.sql}, lambda x: x IS NOT NULL)"
    return Many(f"CASE WHEN list_count({values.sql}) > 0 THEN {there} END", values.bottom)


def total(values: Many) -> Figure:
    """The sum of all."""
    added = f"coalesce(list_sum({values.sql}), 0)"
    return Figure(f"CASE WHEN {values.sql} IS NOT NULL THEN {added}::HUGEINT END", values.bottom)


def mean(values: Many) -> Figure:
    """Plain average."""
    return figures.quotient(total(values), Figure(f"len({values.sql})::HUGEINT"))


def weigh_printed(sheet: Sheet, values: Many, decimals: Figure) -> Figure:
    """One over the number of entries as forms print it, rounded before it is used."""
    places = 10 ** int(decimals.top.partition("::")[0])
    count = f"len({values.sql})::HUGEINT"
    weight = sheet.column(Figure(f"(2 * {places} + {count}) // (2 * {count})", places))
    assert isinstance(weight, Figure)
    return figures.product(total(values), weight)


def times_each(sheet: Sheet, of: Many, factor: Figure) -> Many:
    """Each entry times the same factor."""
    return Many(by_factor(of.sql, factor.top), figures.times(of.bottom, factor.bottom))


def band_each(sheet: Sheet, bands: Bands, values: Many) -> Words:
    """The band of each entry; a missing one stays missing."""
    graded = Figure("x", values.bottom)
    if bands.decimals is not None:
        graded = Figure(f"({figures.half_up(graded, bands.decimals)})", 10**bands.decimals)
    whens = []
    for one in bands.bands:
        if one.floor is not None:
            floor = constant(one.floor)
            above = figures.less(floor, graded)
            whens.append((above if one.above else f"NOT {figures.less(graded, floor)}", one.code))
    said = " ".join(f"WHEN {condition} THEN {quoted(code)}" for condition, code in whens)
    last = quoted(bands.bands[-1].code)
    return Words(each(values.sql, f"CASE WHEN x IS NULL THEN NULL {said} ELSE {last} END"))


def first_given(values: list[Many]) -> Many:
    """The first list that is there."""
    *before, found = values
    for one in reversed(before):
        there = f"({one.sql}) IS NOT NULL"
        sql = f"CASE WHEN {there} THEN {one.sql} ELSE {found.sql} END"
        bottom = f"CASE WHEN {there} THEN {one.bottom} ELSE {found.bottom} END"
        found = Many(sql, one.bottom if one.bottom == found.bottom else bottom)
    return found


def match(reached: Many, required: Many) -> dict[str, Any]:
    """What was reached of what was required, place by place; unequal lengths are refused by the caller."""
    bottom = lcm(int(reached.bottom), int(required.bottom))
    tops = [by_factor(m.sql, bottom // int(m.bottom)) for m in (reached, required)]
    order = f"range(1, len({reached.sql}) + 1)"
    pairs = f"({tops[0]})[j]", f"({tops[1]})[j]"
    lower = Many(each(order, f"least({', '.join(pairs)})", "j"), bottom)
    whole = total(required)
    hundred = constant(100)
    return {
        "percent": figures.product(figures.quotient(total(reached), whole), hundred),
        "capped_percent": figures.product(figures.quotient(total(lower), whole), hundred),
        "gaps": Many(each(order, " - ".join(pairs), "j"), bottom),
    }


def unequal(one: Many, other: Many) -> str:
    """A condition: the lists are not equally long."""
    return f"len({one.sql}) <> len({other.sql})"


def decimals_of(values: Many, places: int) -> str:
    """The list rounded half up, as decimals."""
    return each(values.sql, figures.as_decimal(Figure("x", values.bottom), places))
