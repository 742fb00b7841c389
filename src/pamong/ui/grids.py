"""The matrix: one text a cell, people down and results across; cards on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.markup import attributes, esc, hidden, safe, sub
from pamong.ui.tables import LONG, opener


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
    is_long = len(grid.rows) > LONG
    opens = [_opening(column) for column in grid.columns]
    brief = [_opening(column, is_brief=is_long) for column in grid.columns]
    hint = f' placeholder="{esc(prompt)}">'
    prompts = [prompt if is_long and n else "" for n in range(len(grid.rows))]
    rows = "".join(
        [
            _row(row, brief if prompt else opens, hint, prompt)
            for row, prompt in zip(grid.rows, prompts, strict=True)
        ]
    )
    kind = "pm-grid is-long" if is_long else "pm-grid"
    changed = _("{n} perubahan belum disimpan.")
    named = hidden(grid.caption) if grid.caption else ""
    caption = f"<caption>{named}</caption>" if named else ""
    return safe(
        f'<p class="pm-keys"><span class="pm-desk">{esc(_keys())} </span>{esc(_rule())}</p>'
        f'<table class="{kind}" role="table" data-grid data-changed="{esc(changed)}">{caption}'
        f'<thead role="rowgroup"><tr role="row"><th scope="col">{esc(corner)}</th>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody>{_foot(grid)}</table>'
    )


def _keys() -> str:
    return _("Tab pindah ke sel berikutnya, Ctrl dan panah pindah ke sel sekitarnya.")


def _rule() -> str:
    return _("Sel boleh kosong. Garis kuning menandai isian yang baru berubah.")


def _opening(column: GridColumn, *, is_brief: bool = False) -> tuple[str, str]:
    """The opening tag of a column's cells, and its short name for screen readers, made once for all rows.

    A phone has no heads over the columns: the first card of a long matrix says each in full, the others in short.
    """
    label = f"{column.number}. {column.title}" if column.number else column.title
    if is_brief:
        label = column.number or column.title
    return f'<td role="cell" data-l="{esc(label)}">', esc(column.number or column.title)


def _row(row: GridRow, opens: Sequence[tuple[str, str]], hint: str, prompt: Any) -> str:
    """One person; with a prompt the cells without a text wait on a phone until they are opened."""
    notes = "".join(sub(note) for note in row.notes)
    title = esc(row.title)
    waits = [bool(prompt and cell.name and not cell.value and not cell.error) for cell in row.cells]
    cells = "".join(
        [
            f"{_within(opening) if later else opening}{_cell(cell, f'{title}, {short}', hint)}</td>"
            for (opening, short), cell, later in zip(opens, row.cells, waits, strict=True)
        ]
    )
    is_short = any(waits)
    more = opener(prompt, row.title) if is_short else ""
    head = f'<th scope="row" role="rowheader">{title}{notes}{more}</th>'
    look = attributes(class_="is-short" if is_short else "")
    return f'<tr role="row"{attributes(id=row.id)}{look}>{head}{cells}</tr>'


def _within(opening: str) -> str:
    return opening.replace("<td ", '<td class="pm-in" ', 1)


def _cell(cell: GridCell, label: str, hint: str) -> str:
    """The input of a cell with what is wrong above it; label and hint are written markup."""
    if not cell.name:
        return f'<div class="pm-cell">{esc(cell.value or "–")}</div>'
    name, value = escape(cell.name), escape(cell.value)
    wrong = said = ""
    if cell.error:
        wrong = f'<p class="pm-error" id="{name}_error">{esc(cell.error)}</p>'
        said = f' aria-invalid="true" aria-describedby="{name}_error"'
    return (
        f'{wrong}<textarea name="{name}" rows="1" id="id_{name}" aria-label="{label}"'
        f"{said}{hint}\n{value}</textarea>"
    )


def _foot(grid: Grid) -> str:
    if not grid.totals:
        return ""
    cells = "".join(
        f'<td role="cell" data-l="{esc(column.number or column.title)}">{esc(total)}</td>'
        for column, total in zip(grid.columns, grid.totals, strict=True)
    )
    head = f'<th scope="row" role="rowheader">{esc(grid.total_title)}</th>'
    return f'<tfoot role="rowgroup"><tr role="row">{head}{cells}</tr></tfoot>'
