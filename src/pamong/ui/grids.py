"""The matrix: one text a cell, people down and results across; cards on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.markup import attributes, esc, hidden, safe, sub


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A result; `number` is its short name, as in "RHK 1"."""

    title: Any
    number: Any = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One text; read-only when it has no name."""

    name: str = ""
    value: str = ""
    error: Any = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A person with the cells in the order of the columns; `notes` stand small below the name."""

    title: Any
    cells: Sequence[GridCell]
    notes: Sequence[Any] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns, and a foot with one text a column where there is something to total."""

    columns: Sequence[GridColumn]
    rows: Sequence[GridRow]
    caption: Any = ""
    corner: Any = ""
    prompt: Any = ""
    total_title: Any = ""
    totals: Sequence[Any] = field(default_factory=tuple)


def grid(grid: Grid) -> SafeString:
    """The matrix with its key hints; fields work without script, arrows with it."""
    corner, prompt = grid.corner or _("Pegawai"), grid.prompt or _("Tulis peran")
    heads = "".join(f'<th scope="col">{sub(c.number)}{esc(c.title)}</th>' for c in grid.columns)
    rows = "".join(_row(row, grid.columns, prompt) for row in grid.rows)
    changed = _("{n} perubahan belum disimpan.")
    named = hidden(grid.caption) if grid.caption else ""
    caption = f"<caption>{named}</caption>" if named else ""
    return safe(
        f'<p class="pm-keys"><span class="pm-desk">{esc(_keys())} </span>{esc(_rule())}</p>'
        f'<table class="pm-grid" role="table" data-grid data-changed="{esc(changed)}">{caption}'
        f'<thead role="rowgroup"><tr role="row"><th scope="col">{esc(corner)}</th>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody>{_foot(grid)}</table>'
    )


def _keys() -> str:
    return _("Tab pindah ke sel berikutnya, Ctrl dan panah pindah ke sel sekitarnya.")


def _rule() -> str:
    return _("Sel boleh kosong. Garis kuning menandai isian yang baru berubah.")


def _row(row: GridRow, columns: Sequence[GridColumn], prompt: Any) -> str:
    notes = "".join(sub(note) for note in row.notes)
    cells = "".join(
        _cell(row, column, cell, prompt) for column, cell in zip(columns, row.cells, strict=True)
    )
    head = f'<th scope="row" role="rowheader">{esc(row.title)}{notes}</th>'
    return f'<tr role="row"{attributes(id=row.id)}>{head}{cells}</tr>'


def _cell(row: GridRow, column: GridColumn, cell: GridCell, prompt: Any) -> str:
    label = f"{column.number}. {column.title}" if column.number else column.title
    opening = f'<td role="cell" data-l="{esc(label)}">'
    if not cell.name:
        return f'{opening}<div class="pm-cell">{esc(cell.value or "–")}</div></td>'
    wrong = (
        f'<p class="pm-error" id="{esc(cell.name)}_error">{esc(cell.error)}</p>'
        if cell.error
        else ""
    )
    said = attributes(
        name=cell.name,
        rows=1,
        id=f"id_{cell.name}",
        aria_label=f"{row.title}, {column.number or column.title}",
        aria_invalid="true" if cell.error else "",
        aria_describedby=f"{cell.name}_error" if cell.error else "",
        placeholder=prompt,
    )
    return f"{opening}{wrong}<textarea{said}>\n{esc(cell.value)}</textarea></td>"


def _foot(grid: Grid) -> str:
    if not grid.totals:
        return ""
    cells = "".join(
        f'<td role="cell" data-l="{esc(column.number or column.title)}">{esc(total)}</td>'
        for column, total in zip(grid.columns, grid.totals, strict=True)
    )
    head = f'<th scope="row" role="rowheader">{esc(grid.total_title)}</th>'
    return f'<tfoot role="rowgroup"><tr role="row">{head}{cells}</tr></tfoot>'
