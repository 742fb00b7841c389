"""Tables with the roles that survive becoming cards on a phone; written in Python, for speed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.components import Meter, meter, tag
from pamong.ui.markup import attributes, esc, safe, sub

LONG = 12  # from more rows on a phone shows each as a line that opens
BARE = {"row", "pick", "actions"}  # columns that say nothing more of a row
FIRST = 'id="picks" aria-invalid="true" aria-describedby="picks_error"'


@dataclass(frozen=True, slots=True)
class Column:
    """A column; kind is row (the row's name), text, num, tag, meter, pick or actions."""

    title: Any
    kind: str = "text"
    name: str = "pick"  # of the checkboxes in a pick column
    nowrap: bool = False
    desk: bool = False  # a cell without a value is left out of the card on a phone
    stays: bool = False  # is read without opening a short row
    wide: bool = False  # not on the card of a phone, where another cell says it


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to it: a link, a small line below, a tag's state, a bar, or own markup."""

    text: Any = ""
    url: str = ""
    sub: Any = ""
    tag: str = ""
    meter: Decimal | Meter | None = None
    html: SafeString | str = ""
    strong: bool = False  # what concerns the reader
    card: Any = ""  # a small line below on the card of a phone, for columns that are wide
    stays: bool = False  # is read without opening a short row


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; a group or joined row has one that spans all."""

    cells: Sequence[Any]
    group: bool = False
    picked: bool = False
    joined: bool = False
    id: str = ""
    depth: int = 0  # how far a row is set in, where rows make a tree
    short: bool | None = None  # on a phone a line that opens; where it is not said, in a long table


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; the caption is said to screen readers."""

    columns: Sequence[Column]
    rows: Sequence[Row] = field(default_factory=tuple)
    caption: Any = ""
    is_tree: bool = False  # joined rows are the branches, the rows below them their leaves
    error: Any = ""  # what is wrong with the rows picked


def table(table: Table) -> SafeString:
    """The whole table; every value is escaped unless it was marked safe."""
    columns = table.columns
    caption = (
        f'<caption class="visually-hidden">{esc(table.caption)}</caption>' if table.caption else ""
    )
    is_metered = any(column.kind == "meter" for column in columns)
    heads = "".join(_head(column, is_metered) for column in columns)
    is_grouped = any(row.group for row in table.rows)
    opens = [
        (_opening(column, is_grouped), _opening(column, is_grouped, "pm-in")) for column in columns
    ]
    lead = next((n for n, column in enumerate(columns) if column.kind == "row"), -1)
    frame = _Frame(columns, opens, lead, is_long=_is_long(table))
    rows = "".join([_row(row, frame) for row in table.rows])
    wrong = ""
    if table.error:
        wrong = _wrong(table.error)
        rows = rows.replace('<input class="pm-check"', f'<input class="pm-check" {FIRST}', 1)
    return safe(
        f'{wrong}<table class="{"pm-table is-tree" if table.is_tree else "pm-table"}" role="table">{caption}<thead role="rowgroup"><tr role="row">{heads}'
        f'</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _is_long(table: Table) -> bool:
    """Whether a phone shows its rows as lines that open: many, with more than one thing said of each."""
    told = sum(column.kind not in BARE and not column.stays for column in table.columns)
    rows = table.rows
    return len(rows) > LONG and told > 1 and not any(row.joined or row.depth for row in rows)


def _is_kept(cell: Any, _kind: str) -> bool:
    """Whether a cell is said to be read on the line itself."""
    return cell.__class__ is Cell and bool(cell.stays)


def _stays(cell: Any, kind: str) -> bool:
    """The same of a line that opens by itself: a state and a bar too, and where something can be typed or pressed."""
    return kind == "meter" or (cell.__class__ is Cell and bool(cell.stays or cell.tag or cell.html))


def _wrong(text: Any) -> str:
    """The error over the table; its first box carries the name that the summary leads to."""
    label = esc(_("Kesalahan:"))
    said = f'<span class="visually-hidden">{label} </span><span>{esc(text)}</span>'
    return f'<div class="pm-body"><p class="pm-error" id="picks_error">{said}</p></div>'


def _head(column: Column, is_metered: bool) -> str:
    title = esc(column.title)
    if column.kind in {"pick", "actions"}:
        title = f'<span class="visually-hidden">{title}</span>'
    look = ' class="pm-num"' if column.kind == "num" else ""
    if column.kind == "row" and is_metered:
        look = ' class="pm-name"'  # bars and figures leave the names too little otherwise
    return f'<th scope="col" role="columnheader"{look}>{title}</th>'


def _opening(column: Column, is_grouped: bool, more: str = "") -> str:
    """The opening tag of the column's cells, made once for all rows."""
    if column.kind == "row":
        plain, one = "pm-plain" if is_grouped else "", "pm-one" if column.nowrap else ""
        look = attributes(class_=f"{plain} {one}".strip())
        return f'<th scope="row" role="rowheader"{look}>'
    if column.kind == "pick":
        return '<td role="cell" class="pm-pick">'
    if column.kind == "actions":
        return '<td role="cell" class="pm-acts">'
    looks = [
        look for look, on in (("pm-num", column.kind == "num"), ("pm-one", column.nowrap)) if on
    ]
    if column.wide:
        looks.append("pm-no-card")
    if more and not column.stays:
        looks.append(more)
    look = f' class="{" ".join(looks)}"' if looks else ""
    return f'<td role="cell"{look} data-l="{esc(column.title)}">'


class _Frame(NamedTuple):
    """What all rows of a table share: the columns with their opening tags, the place of the name, whether it is long."""

    columns: Sequence[Column]
    opens: list[tuple[str, str]]
    lead: int
    is_long: bool


def _row(row: Row, frame: _Frame) -> str:
    columns, lead = frame.columns, frame.lead
    is_short = frame.is_long if row.short is None else row.short
    stays = _stays if row.short is None else _is_kept
    mark = attributes(id=row.id, data_depth=row.depth or "")
    if row.group or row.joined:
        return _span(row, len(columns), mark)
    looks = [look for look, on in (("is-picked", row.picked), ("is-short", is_short)) if on]
    parts = [f'<tr role="row"{attributes(class_=" ".join(looks))}{mark}>']
    for column, both, cell in zip(columns, frame.opens, row.cells, strict=True):
        kind = column.kind
        opening = both[is_short and not stays(cell, kind)]
        if cell.__class__ is str and kind not in {"pick", "row", "meter"}:
            parts.append(f"{opening}{escape(cell) or '–'}</td>")
        elif kind == "pick":
            parts.append(_pick(cell, column, row, lead))
        elif kind == "row":
            more = opener(_("Rincian"), _named(cell)) if is_short else ""
            parts.append(f"{opening}{_cell(cell)}{more}</th>")
        elif kind == "meter":
            parts.append(f"{opening}{_meter(cell)}</td>")
        elif cell is None and column.desk:
            look = "pm-num pm-no-card" if kind == "num" else "pm-no-card"
            parts.append(f'<td role="cell" class="{look}">–</td>')
        else:
            parts.append(f"{opening}{_cell(cell)}</td>")
    parts.append("</tr>")
    return "".join(parts)


def _span(row: Row, width: int, mark: str) -> str:
    """A row of one cell: the name of a group, or what belongs to the row above."""
    text = _cell(row.cells[0])
    if row.group:
        return (
            f'<tr role="row" class="pm-group"{mark}><th scope="rowgroup" role="rowheader"'
            f' colspan="{width}">{text}</th></tr>'
        )
    return (
        f'<tr role="row" class="is-joined"{mark}><td role="cell" colspan="{width}">{text}</td></tr>'
    )


def _cell(cell: Any) -> str:
    if cell is None or cell == "":
        return "–"
    if cell.__class__ is not Cell:
        return esc(cell)
    if cell.html:
        return esc(cell.html)
    if cell.meter is not None:
        return _meter(cell.meter) + sub(cell.sub)
    text = "–" if cell.text is None or cell.text == "" else esc(cell.text)
    if cell.tag:
        text = tag(cell.tag, cell.text)
    elif cell.strong:
        text = f"<b>{text}</b>"
    if cell.url:
        text = f'<a href="{escape(cell.url)}">{text}</a>'
    return text + _below(cell)


def _below(cell: Cell) -> str:
    """The small lines below a value."""
    card = f'<span class="pm-card-only">{sub(cell.card)}</span>' if cell.card else ""
    return f'{card}<span class="pm-sub">{esc(cell.sub)}</span>' if cell.sub else card


def _meter(cell: Any) -> str:
    if cell.__class__ is Cell:
        return _meter(cell.meter) + sub(cell.sub)
    if cell.__class__ is Meter:
        return meter(cell.value, cell.low, cell.text)
    return meter(None if cell == "" else cell)


def _pick(cell: Any, column: Column, row: Row, lead: int) -> str:
    """A checkbox where the verb applies; the cell's text is the value that is sent."""
    value = cell.text if cell.__class__ is Cell else cell
    if value is None or value == "":
        return '<td role="cell" class="pm-no-card"></td>'
    name = _named(row.cells[lead]) if lead >= 0 else ""
    words = esc(_("Pilih %(name)s") % {"name": name})
    checked = " checked" if row.picked else ""
    short = esc(_("Pilih"))
    return (
        '<td role="cell" class="pm-pick"><label class="pm-hit"><input class="pm-check" type="checkbox"'
        f' name="{escape(column.name)}" value="{esc(value)}"{checked}> <span class="visually-hidden">'
        f'{words}</span><span class="pm-card-only" aria-hidden="true">{short}</span></label></td>'
    )


def _named(cell: Any) -> Any:
    return cell.text if cell.__class__ is Cell else cell


def opener(word: Any, name: Any) -> str:
    """What opens a short row on a phone; it is not sent, and needs no script."""
    return (
        f'<label class="pm-more"><input type="checkbox"><span>{esc(word)}</span>'
        f'<span class="visually-hidden">, {esc(name)}</span></label>'
    )
