"""Builds the clauses of a pack (scales, tables, bands, numbers, patterns) from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pamong.policy.figures import Allowed, check_figure
from pamong.policy.operators.numbers import written
from pamong.policy.pack import (
    Band,
    Bands,
    Clause,
    Exact,
    Limit,
    Number,
    Pattern,
    Row,
    Scale,
    Table,
    Term,
    fold,
)
from pamong.policy.section import Section, Unfit, frozen

Labels = Mapping[str, Mapping[str, Any]]
_BOUNDS = ("at_most", "at_least", "more_than")
_ROUNDS = ("down", "up", "nearest")


class Builder:
    """Builds one clause after another; scales come first because the others point at them."""

    def __init__(self, labels: Labels, scales: dict[str, Scale]) -> None:
        self.labels, self.scales = labels, scales

    def _clause(self, name: str, section: Section, citation: str) -> dict[str, Any]:
        cited = section.text("citation", citation)
        if not cited:
            raise section.error("citation", "the text this rests on")
        unconfirmed, changeable = section.flag("unconfirmed"), section.flag("changeable")
        return {
            "name": name,
            "citation": cited,
            "unconfirmed": unconfirmed,
            "changeable": changeable,
        }

    def _scale_named(self, section: Section, key: str) -> Scale:
        name = section.text(key)
        if name not in self.scales:
            raise section.error(key, f"a scale, one of {', '.join(self.scales)}")
        return self.scales[name]

    def _code(self, section: Section, key: str, text: Any, scale: Scale) -> str:
        if not isinstance(text, str) or text not in scale.codes:
            raise section.error(key, f"one of {', '.join(scale.codes)}")
        return text

    def scale(self, name: str, section: Section, citation: str) -> Scale:
        """Terms as a list of codes; their labels stand in the labels file of the language."""
        common = self._clause(name, section, citation)
        details = section.section("details")
        labels = self.labels.get(name, {})
        terms: list[Term] = []
        index: dict[str, str] = {}
        for code in section.texts("terms"):
            label, *others = _names(section, code, labels)
            extra = details.raw(code, {}) if code in details else {}
            terms.append(Term(code, label, tuple(others), frozen(extra)))
            for spelling in (code, *map(fold, (code, label, *others))):
                if index.setdefault(spelling, code) != code:
                    raise section.error("terms", f"each name once, {spelling} stands for two")
        details.done()
        section.done()
        return Scale(terms=tuple(terms), index=index, **common)

    def table(self, name: str, section: Section, citation: str) -> Table:
        """Rows keyed by one term, or by several nested in each other."""
        common = self._clause(name, section, citation)
        keys = section.texts("keys")
        for key in keys:
            if key not in self.scales:
                raise section.error("keys", f"scales, some of {', '.join(self.scales)}")
        rows: dict[Any, Row] = {}
        asked = section.texts("asked", ())
        self._rows(section.section("rows"), keys, (), rows)
        if asked:
            rows = {key: _with_empty(row, asked) for key, row in rows.items()}
        sums, units = section.section("local_sums"), section.section("units")
        bounds, own = section.section("local_bounds"), section.section("names")
        section.done()
        return Table(
            keys=keys,
            rows=rows,
            local_sums={column: sums.number(column) for column in sums.names()},
            units={column: units.text(column) for column in units.names()},
            local_whole=frozenset(c for c, inner in bounds.items() if inner.flag("whole")),
            local_bounds={column: _bounds(inner) for column, inner in bounds.items()},
            asked=asked,
            names={column: own.whole(column) for column in own.names()},
            **common,
        )

    def _rows(
        self, section: Section, keys: tuple[str, ...], prefix: tuple[str, ...], rows: dict[Any, Row]
    ) -> None:
        scale = self.scales[keys[len(prefix)]]
        for text, inner in section.items():
            place = (*prefix, self._code(section, text, text, scale))
            if len(place) < len(keys):
                self._rows(inner, keys, place, rows)
            else:
                rows[place if len(place) > 1 else place[0]] = _row(inner)

    def bands(self, name: str, section: Section, citation: str) -> Bands:
        """Bands from the top down; the last has no floor."""
        common = self._clause(name, section, citation)
        scale = self._scale_named(section, "scale")
        bands = tuple(self._band(inner, scale) for inner in section.sections("bands"))
        floors = [band.floor for band in bands]
        if not floors or floors[-1] is not None or None in floors[:-1]:
            raise section.error("bands", "floors for all bands but the last")
        known = [floor for floor in floors if floor is not None]
        if known != sorted(known, reverse=True):
            told = section.error("bands", "floors from the highest down")
            raise Unfit(str(told), "order")
        decimals = section.places("decimals") if "decimals" in section else None
        guessed = section.flag("decimals_unconfirmed")
        section.done()
        return Bands(
            scale=scale.name,
            bands=bands,
            decimals=decimals,
            decimals_unconfirmed=guessed,
            **common,
        )

    def _band(self, section: Section, scale: Scale) -> Band:
        code = self._code(section, "is", section.raw("is"), scale)
        above = "above" in section
        floor = section.number_if_any("above" if above else "from")
        citation, unconfirmed = section.text("citation", ""), section.flag("unconfirmed")
        section.done()
        return Band(code, floor, above, unconfirmed, citation)

    def number(self, name: str, section: Section, citation: str) -> Number:
        """A single figure with its unit."""
        common = self._clause(name, section, citation)
        value, unit = section.number("value"), section.text("unit", "")
        least, most = section.number_if_any("least"), section.number_if_any("most")
        whole = section.flag("whole")
        allowed = Allowed(least, most, whole)
        check_figure(f"{section.file}: {section.path}.value", written(value), allowed)
        section.done()
        return Number(value=value, unit=unit, least=least, most=most, whole=whole, **common)

    def pattern(self, name: str, section: Section, citation: str) -> Pattern:
        """Limits under each term of a scale, on counts by the terms of another."""
        common = self._clause(name, section, citation)
        scale, counted = self._scale_named(section, "scale"), self._scale_named(section, "counted")
        inner = section.section("limits")
        limits = {
            self._code(inner, key, key, scale): tuple(
                self._limit(limit, counted) for limit in inner.sections(key)
            )
            for key in inner.names()
        }
        rounds = section.section("rounds")
        ways = {bound: rounds.text(bound, way) for bound, way in zip(_BOUNDS, _ROUNDS, strict=True)}
        for bound, way in ways.items():
            if way not in _ROUNDS:
                raise rounds.error(bound, f"one of {', '.join(_ROUNDS)}")
        open_rounding = rounds.flag("unconfirmed")
        rounds.done()
        section.done()
        return Pattern(
            scale=scale.name,
            counted=counted.name,
            limits=limits,
            rounds=ways,
            rounding_unconfirmed=open_rounding,
            **common,
        )

    def _limit(self, section: Section, counted: Scale) -> Limit:
        of = tuple(self._code(section, "of", code, counted) for code in section.texts("of"))
        among = section.text("among", "all")
        given = [b for b in _BOUNDS if b in section]
        if len(given) != 1:
            raise section.error("of", f"one of {', '.join(_BOUNDS)} beside it")
        bound, unit = given[0], section.text("unit")
        if unit not in ("percent", "people"):
            raise section.error("unit", "percent or people")
        value = section.number(bound) if unit == "percent" else section.whole(bound)
        section.done()
        if unit == "percent":
            return Limit(of, bound, percent=value, among=among)
        return Limit(of, bound, count=int(value), among=among)


def _bounds(section: Section) -> tuple[Exact, Exact]:
    """The least and the most of a column; whether it is whole was asked before."""
    section.flag("whole")
    found = section.number("least"), section.number("most")
    section.done()
    return found


def _names(section: Section, code: str, labels: Mapping[str, Any]) -> list[str]:
    names = labels.get(code)
    several = [names] if isinstance(names, str) else names
    if not isinstance(several, list) or not several or not all(isinstance(n, str) for n in several):
        raise section.error(f"terms.{code}", "a label in the labels file of the pack's language")
    return several


def _row(section: Section) -> Row:
    cells = {
        key: _cell(section, key)
        for key in section.names()
        if key not in ("citation", "unconfirmed", "changeable")
    }
    flags = section.flag("unconfirmed"), section.flag("changeable")
    row = Row(cells, section.text("citation", ""), *flags)
    section.done()
    return row


def _with_empty(row: Row, asked: tuple[str, ...]) -> Row:
    """The row with an empty cell in each column that waits for an answer."""
    return replace(row, cells={**dict.fromkeys(asked), **row.cells})


def _cell(section: Section, key: str) -> Any:
    value = section.raw(key)
    return value if isinstance(value, str | bool) else section.exact(key, value)


def clause_flags(clause: Clause) -> list[tuple[str, str]]:
    """The unconfirmed parts of a clause: itself, or the rows and bands that are."""
    if clause.unconfirmed:
        return [(clause.name, clause.citation)]
    found: list[tuple[str, str]] = []
    if isinstance(clause, Table):
        for key, row in clause.rows.items():
            if row.unconfirmed:
                place = key if isinstance(key, str) else ".".join(key)
                found.append((f"{clause.name}.{place}", row.citation or clause.citation))
    if isinstance(clause, Bands):
        found += [
            (f"{clause.name}.{band.code}", band.citation or clause.citation)
            for band in clause.bands
            if band.unconfirmed
        ]
        if clause.decimals_unconfirmed:
            found.append((f"{clause.name}.decimals", clause.citation))
    if isinstance(clause, Pattern) and clause.rounding_unconfirmed:
        found.append((f"{clause.name}.rounds", clause.citation))
    # Of one term several bands may be open, above and below the printed one.
    return list(dict.fromkeys(found))
