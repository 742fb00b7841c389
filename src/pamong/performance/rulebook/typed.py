"""The inputs of a rule as people type them, and back; what belongs where the rule itself says.

A list is typed as rows: one a line, cells apart by a tab, a semicolon or a comma, "-" where there
is none. JSON is taken in the place of any text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.policy.jsonlines import BadLine, read_line, to_json
from pamong.policy.pack import Field, Pack, Rule, fold
from pamong.ui.dates import parse_date
from pamong.ui.numbers import parse_number

PREFIX, JOINT, NONE = "i-", "-", "-"
YES, NO = "ya", "tidak"
DAY, ISO = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$"), re.compile(r"\d{4}-\d{2}-\d{2}$")
POINTED = re.compile(r"-?\d+(?:\.\d+)?$")
BY_COMMA = re.compile(r"-?[\d.]*\d,\d+$")
THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+$")
GAPS = re.compile(r"[;\s]+")
ROWS = frozenset({"list", "record", "inputs_of"})  # items that need a line of their own
FIGURES = frozenset({"number", "integer"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One box of the form: its name there, where its value belongs, what it holds."""

    name: str
    path: tuple[str, ...]
    field: Field
    group: str = ""  # the input that it is a part of
    term: str = ""  # the term that it counts
    required: bool = False

    @property
    def key(self) -> str:
        """Where a refusal would point."""
        return ".".join(self.path)


def entries_of(rule: Rule, pack: Pack) -> list[Entry]:
    """Every box that the rule's inputs need, in their order."""
    return [entry for field in rule.fields for entry in _entries(field, pack, ())]


def _entries(field: Field, pack: Pack, outer: tuple[str, ...]) -> Iterator[Entry]:
    path = (*outer, field.name)
    name, group = PREFIX + JOINT.join(path), outer[0] if outer else ""
    if field.kind in ("record", "inputs_of"):
        for inner in parts_of(field, pack):
            yield from _entries(inner, pack, path)
    elif field.kind == "counts":
        for code in pack.scales[field.scale].codes:
            yield Entry(f"{name}{JOINT}{code}", (*path, code), field, field.name, code)
    else:
        is_wanted = not (field.optional or outer or may_be_none(field))
        yield Entry(name, path, field, group, "", is_wanted)


def may_be_none(field: Field) -> bool:
    """A list that may hold nothing: a blank box is an empty one, not a forgotten one."""
    return field.kind == "list" and not field.optional and not field.at_least


def parts_of(field: Field, pack: Pack) -> tuple[Field, ...]:
    """The fields inside a record, or those of the rule whose inputs it takes."""
    return pack.rules[field.rule].fields if field.kind == "inputs_of" else field.fields


def inputs_from(entries: Sequence[Entry], values: Mapping[str, Any]) -> dict[str, Any]:
    """What was read from the boxes, as the rule takes it; an empty box is an input left out."""
    found: dict[str, Any] = {}
    for entry in entries:
        value = values.get(entry.name)
        if value is None:
            continue
        inner = found
        for step in entry.path[:-1]:
            inner = inner.setdefault(step, {})
        inner[entry.path[-1]] = value
    for entry in entries:
        if entry.term and not entry.field.optional:
            found.setdefault(entry.group, {})  # nobody was counted: still a count
        elif may_be_none(entry.field) and len(entry.path) == 1:
            found.setdefault(entry.path[0], [])
    return found


def read(field: Field, pack: Pack, text: str) -> Any:
    """A text as the value that the rule reads; ValidationError where it cannot be one."""
    text = text.strip()
    if not text:
        return None
    if text[0] in "[{":
        return _json(text)
    if field.kind in WORDED:
        return WORDED[field.kind](field, pack, text)
    return PLAIN.get(field.kind, str)(text)


def _json(text: str) -> Any:
    try:
        return read_line(b'{"x": ' + text.encode("utf-8", "replace") + b"}")["x"]
    except (BadLine, KeyError):
        told = _(
            "Tulisan ini dimulai seperti JSON tetapi bukan JSON yang lengkap. Periksa kurungnya."
        )
        raise ValidationError(told, code="json") from None


def _truth(text: str) -> Any:
    return {YES: True, NO: False, "yes": True, "no": False, "true": True, "false": False}.get(
        text.casefold(), text
    )


def _term(field: Field, pack: Pack, text: str) -> str:
    """A code; labels in another tongue of the pack are known too."""
    scale = pack.scales[field.scale]
    if code := scale.find(text):
        return code
    for words in pack.translations.values():
        for code, label in words.get(field.scale, {}).items():
            if isinstance(label, str) and fold(label) == fold(text):
                return code
    return text


def _choice(field: Field, pack: Pack, text: str) -> str:
    for words in ({"texts": pack.texts}, *pack.translations.values()):
        for code in field.options:
            if fold(str(words.get("texts", {}).get(f"option.{code}", code))) == fold(text):
                return code
    return text


def _reading(text: str) -> Any:
    """A number, a day, yes or no; anything else is the name of a rank."""
    if text.casefold() in (YES, NO):
        return text.casefold() == YES
    if DAY.match(text):
        return parse_date(text).isoformat()
    try:
        return text if ISO.match(text) else parse_number(text)
    except ValidationError:
        return text


def _list(field: Field, pack: Pack, text: str) -> list[Any]:
    items = field.items
    assert items is not None
    if items.kind in ROWS:
        return list(_rows(items, pack, text))
    if items.kind in FIGURES:
        return _figures(text)
    cells = [cell.strip() for cell in re.split(r"[;\n]", text)]
    return [_cell(items, pack, cell) for cell in cells if cell]


def _figures(text: str) -> list[Any]:
    """Figures in a row, apart by spaces or semicolons; a comma behind each one makes points decimal."""
    cells = [cell for cell in GAPS.split(text) if cell]
    by_comma = len(cells) > 1 and all(cell.endswith(",") for cell in cells[:-1])
    figures = [cell.removesuffix(",") for cell in cells]
    is_pointed = _has_points(figures)
    return [_figure(cell, pointed=by_comma or is_pointed) for cell in figures]


def _has_points(cells: Sequence[str]) -> bool:
    """Whether a point stands before decimals in some figures; beside decimal commas that is refused."""
    pointed = [c for c in cells if "." in c and POINTED.match(c) and not THOUSANDS.match(c)]
    commas = [cell for cell in cells if BY_COMMA.match(cell)]
    if pointed and commas:
        told = _(
            "Ada angka dengan koma desimal (%(comma)s) dan ada yang dengan titik desimal (%(point)s). "
            "Pakai koma di semuanya."
        )
        said = {"comma": commas[0][:20], "point": pointed[0][:20]}
        raise ValidationError(told % said, code="mixed")
    return bool(pointed)


def _figure(cell: str, *, pointed: bool) -> Decimal | None:
    if cell == NONE:
        return None
    return Decimal(cell) if pointed and POINTED.match(cell) else parse_number(cell)


def _one_or_list(text: str) -> Any:
    found = _figures(text)
    return found[0] if len(found) == 1 else found


def _rows(items: Field, pack: Pack, text: str) -> Iterator[Any]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    mark = next((mark for mark in ("\t", ";", ",") if any(mark in line for _n, line in lines)), ";")
    parts = parts_of(items, pack) if items.kind != "list" else ()
    _has_points(_figure_cells(items, parts, [line.split(mark) for _number, line in lines]))
    for number, line in lines:
        cells = [cell.strip() for cell in line.split(mark)] if mark in line else GAPS.split(line)
        if number == lines[0][0] and _is_heading(cells, parts):
            continue
        try:
            if items.kind == "list":
                yield [_answer(items, pack, cell, pointed=mark == ",") for cell in cells]
            else:
                yield _record(parts, pack, cells if mark in line else [line.strip()])
        except ValidationError as wrong:
            told = {"n": number, "told": " ".join(wrong.messages)}
            raise ValidationError(_("Baris %(n)s: %(told)s") % told, code="row") from None


def _figure_cells(items: Field, parts: Sequence[Field], rows: Sequence[Sequence[str]]) -> list[str]:
    """What stands where figures belong."""
    if items.items is not None and items.items.kind in FIGURES:
        return [cell.strip() for row in rows for cell in row]
    places = [place for place, part in enumerate(parts) if part.kind in FIGURES]
    return [row[place].strip() for row in rows for place in places if place < len(row)]


def _answer(items: Field, pack: Pack, cell: str, *, pointed: bool) -> Any:
    inner = items.items
    assert inner is not None
    if not cell or cell == NONE:
        return None
    is_figure = inner.kind in FIGURES
    return _figure(cell, pointed=pointed) if is_figure else _cell(inner, pack, cell)


def _is_heading(cells: Sequence[str], parts: Sequence[Field]) -> bool:
    """Whether the first row names its columns: by the rule's own names, or as U1, U2."""
    if parts:
        return {fold(cell) for cell in cells if cell} <= {fold(part.name) for part in parts}
    return all(cell and not cell[0].isdigit() and cell != NONE for cell in cells)


def _record(parts: Sequence[Field], pack: Pack, cells: Sequence[str]) -> dict[str, Any]:
    if len(cells) > len(parts):
        told = _("ada %(cells)s kolom, seharusnya paling banyak %(most)s.")
        raise ValidationError(told % {"cells": len(cells), "most": len(parts)}, code="columns")
    read_cells = {p.name: _cell(p, pack, c) for p, c in zip(parts, cells, strict=False)}
    return {name: value for name, value in read_cells.items() if value is not None}


def _cell(field: Field, pack: Pack, cell: str) -> Any:
    return None if not cell or cell == NONE else read(field, pack, cell)


PLAIN: dict[str, Callable[[str], Any]] = {
    "number": parse_number,
    "integer": parse_number,
    "counts": parse_number,
    "boolean": _truth,
    "reading": _reading,
    "number_or_list": _one_or_list,
}
WORDED: dict[str, Callable[[Field, Pack, str], Any]] = {
    "term": _term,
    "choice": _choice,
    "list": _list,
}


def typed_from(entries: Sequence[Entry], pack: Pack, inputs: Mapping[str, Any]) -> dict[str, str]:
    """Inputs as they would be typed: a worked example in the form."""
    found = {}
    for entry in entries:
        value: Any = inputs
        for place, step in enumerate(entry.path):
            known = value if isinstance(value, Mapping) else {}
            is_term = bool(entry.term) and place == len(entry.path) - 1
            value = _count_of(known, entry, pack) if is_term else known.get(step)
        if value is not None and value != {}:
            found[entry.name] = said(entry.field, pack, value)
    return found


def _count_of(counts: Mapping[str, Any], entry: Entry, pack: Pack) -> Any:
    scale = pack.scales[entry.field.scale]
    return next((n for key, n in counts.items() if scale.find(key) == entry.term), None)


def said(field: Field, pack: Pack, value: Any) -> str:
    """A value as it is typed; one that no text of the form says stands as JSON."""
    if field.kind == "list" and isinstance(value, list) and field.items is not None:
        return _list_said(field.items, pack, value)
    if isinstance(value, list):
        return "; ".join(_plain(field, pack, one) for one in value)
    return _plain(field, pack, value)


def _list_said(items: Field, pack: Pack, values: list[Any]) -> str:
    if not values:
        return "[]"
    if items.kind == "list":
        fits = all(isinstance(row, list) for row in values)
        rows = (
            ["; ".join(_plain(items, pack, one) for one in row) for row in values] if fits else []
        )
        return "\n".join(rows) if fits else to_json(values)
    if items.kind not in ROWS:
        return "; ".join(_plain(items, pack, one) for one in values)
    names = [part.name for part in parts_of(items, pack)]
    if not all(isinstance(row, Mapping) and set(names).issuperset(row) for row in values):
        return to_json(values)
    parts = parts_of(items, pack)
    return "\n".join("; ".join(_in_cell(p, pack, row.get(p.name)) for p in parts) for row in values)


def _in_cell(field: Field, pack: Pack, value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_plain(field, pack, one) for one in value) or "[]"
    return _plain(field, pack, value)


def _plain(field: Field, pack: Pack, value: Any) -> str:
    if value is None:
        return NONE
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Mapping | list):
        return to_json(value)
    if isinstance(value, str):
        is_term = field.kind == "term"
        code = pack.scales[field.scale].find(value) if is_term else None
        is_day = field.kind == "reading" and ISO.match(value)
        return code or (_day(value) if is_day else value)
    if field.kind == "term":
        return pack.scales[field.scale].find(str(value)) or str(value)
    return format(Decimal(value), "f").replace(".", ",")


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        return text
    return f"{day:%d-%m-%Y}"
