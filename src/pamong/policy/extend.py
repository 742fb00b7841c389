"""Lays an agency's own answers over a pack, only where that pack leaves the answer open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pamong.policy.clauses import Builder
from pamong.policy.figures import check_answer, figures_of
from pamong.policy.pack import Bands, Clause, Head, Number, Pack, Pattern, Period, Table
from pamong.policy.section import PackError, Section, Unfit, close_names

_KINDS = {"scale": "scales", "table": "tables", "bands": "bands"} | {
    "number": "numbers",
    "pattern": "patterns",
}


def extend(
    parent: Pack,
    head: Head,
    files: list[Section],
    labels: Mapping[str, Any],
    *,
    released: bool = False,
) -> Pack:
    """The parent's rules with the local clauses in the place of those they replace.

    What is new is held to the bounds of the parent; what was released is read as it was.
    """
    builder = Builder(labels, dict(parent.scales))
    layers: dict[str, dict[str, Any]] = {
        kind: dict(getattr(parent, attribute)) for kind, attribute in _KINDS.items()
    }
    for file in files:
        citation = file.text("citation", head.citation)
        for kind, layer in layers.items():
            for name, section in file.section(kind).items():
                if name not in layer:
                    known = close_names(name, _open_in(layer))
                    raise section.error("", f"a {kind} of {parent.id}, one left open: {known}")
                local = getattr(builder, kind)(name, section, citation)
                layer[name] = _replaced(layer[name], local, section)
                if not released:
                    _check_within(parent, name, layer[name], section)
        file.done()
    if unknown := set(head.rules) - set(parent.rules):
        known = close_names(min(unknown), parent.rules)
        raise PackError(f"pack.toml: rules.{min(unknown)}: expected a rule of {parent.id}: {known}")
    return replace(
        parent,
        head=replace(head, rules=head.rules or _in_time(parent.head, head)),
        runners={},
        memory={},
        **{_KINDS[kind]: layer for kind, layer in layers.items()},
    )


def _check_within(parent: Pack, name: str, new: Clause, section: Section) -> None:
    """The figures that differ from the parent's, by the check that the pages make too."""
    old = parent.clauses[name]
    official = {figure.path: figure.value for figure in figures_of(parent, old)}
    values = {figure.path: figure.value for figure in figures_of(parent, old, new)}
    try:
        if values != official:
            check_answer(parent, name, values)
    except Unfit as fault:
        raise Unfit(f"{section.file}: {fault}", fault.check, **fault.figures) from None


def _open_in(layer: Mapping[str, Clause]) -> list[str]:
    """The clauses of a kind that leave something to a local pack; all where none does."""
    return [name for name, clause in layer.items() if is_open(clause)] or list(layer)


def is_open(clause: Clause) -> bool:
    """Whether a local pack may say otherwise about the clause, or about a part of it."""
    if isinstance(clause, Table):
        rows = clause.rows.values()
        return clause.open_to_local or any(row.changeable or row.unconfirmed for row in rows)
    if isinstance(clause, Pattern) and clause.rounding_unconfirmed:
        return True
    return clause.open_to_local


def _in_time(parent: Head, head: Head) -> dict[str, Period]:
    """The parent's rules, each while both packs hold."""
    rules = {}
    for name, period in parent.rules.items():
        start = max(period.start, head.period.start)
        ends = [end for end in (period.end, head.period.end) if end is not None]
        if not ends or min(ends) > start:
            rules[name] = Period(start, min(ends, default=None))
    return rules


def _replaced(old: Clause, new: Clause, section: Section) -> Clause:
    if isinstance(old, Table) and isinstance(new, Table):
        return _rows_replaced(old, new, section)
    if isinstance(old, Bands | Pattern) and not _same_words(old, new):
        raise section.error("scale", "the same scale as in the pack it extends")
    if isinstance(old, Pattern) and isinstance(new, Pattern) and old.rounding_unconfirmed:
        return _rounding_replaced(old, new, section)
    if not old.open_to_local:
        raise section.error("", f"only clauses left open; {old.name} rests on {old.citation}")
    if isinstance(old, Number) and isinstance(new, Number):
        return replace(
            new, unit=new.unit or old.unit, least=old.least, most=old.most, whole=old.whole
        )
    return new


def _rounding_replaced(old: Pattern, new: Pattern, section: Section) -> Pattern:
    """Where the text fixes the limits and leaves open how they are rounded."""
    if not old.open_to_local and new.limits != old.limits:
        raise section.error("limits", f"the limits of {old.citation}; only `rounds` is left open")
    return new


def _same_words(old: Bands | Pattern, new: Any) -> bool:
    counted = getattr(old, "counted", "") == getattr(new, "counted", "")
    return bool(old.scale == new.scale) and counted


def _rows_replaced(old: Table, new: Table, section: Section) -> Table:
    if old.keys != new.keys:
        raise section.error("keys", f"{', '.join(old.keys)}, as in the pack it extends")
    for key in new.rows:
        row = old.rows.get(key)
        if not (old.open_to_local or (row and (row.changeable or row.unconfirmed))):
            place = key if isinstance(key, str) else ".".join(key)
            raise section.error(f"rows.{place}", f"only rows left open; it rests on {old.citation}")
    cited = {k: replace(row, citation=row.citation or new.citation) for k, row in new.rows.items()}
    # A table without confirmed text stays so while one of its rows is not answered.
    is_guess = old.unconfirmed and not cited.keys() >= old.rows.keys()
    return replace(old, rows={**old.rows, **cited}, unconfirmed=is_guess)
