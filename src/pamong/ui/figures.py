"""Figures of an evaluation: the result in large type, a matrix of two scales, counts beside limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.markup import esc, hidden, safe, sub


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two scales and what each pair gives; `here` is the (row, column) that holds now."""

    caption: Any
    columns: Sequence[Any]
    rows: Sequence[tuple[Any, Sequence[Any]]]
    here: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A name with its count, and limits as (place, sentence)."""

    name: Any
    count: int
    limits: Sequence[tuple[int, Any]] = field(default_factory=tuple)


def result(text: Any, below: Any = "") -> SafeString:
    """What comes out, in large type, with a line below."""
    return safe(f'<p class="pm-result">{esc(text)}</p>{sub(below)}')


def matrix(matrix: Matrix) -> SafeString:
    """The whole matrix as a small table; the pair that holds is outlined and said."""
    heads = "".join(f'<th scope="col">{esc(column)}</th>' for column in matrix.columns)
    written = []
    for place, (name, cells) in enumerate(matrix.rows):
        inner = "".join(
            _cell(cell, is_here=matrix.here == (place, column)) for column, cell in enumerate(cells)
        )
        written.append(f'<tr><th scope="row">{esc(name)}</th>{inner}</tr>')
    caption = f'<caption class="visually-hidden">{esc(matrix.caption)}</caption>'
    return safe(
        f'<table class="pm-quad">{caption}<thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{''.join(written)}</tbody></table>"
    )


def _cell(text: Any, *, is_here: bool) -> str:
    if not is_here:
        return f"<td>{esc(text)}</td>"
    words = hidden(_("hasil sekarang:") + " ")
    return f'<td class="is-here">{words}<b>{esc(text)}</b></td>'


def distribution(rows: Sequence[Counted], total: int) -> SafeString:
    """A bar a name up to the total, with an upright line at each limit and its sentence below."""
    whole = max(total, 1)
    return safe("".join(_bar(row, whole) for row in rows))


def _bar(row: Counted, total: int) -> str:
    lines = "".join(
        f'<line x1="{place}" x2="{place}" y1="-.25" y2="1.25"/>'
        for place, _sentence in row.limits
        if place <= total
    )
    said = "".join(f"<small>{esc(sentence)}</small>" for _place, sentence in row.limits)
    cover = f'<rect x="{row.count}" width="{max(total - row.count, 0)}" height="1"/>'
    return (
        f'<div class="pm-dist"><span>{esc(row.name)}</span><i><svg viewBox="0 0 {total} 1"'
        f' preserveAspectRatio="none" aria-hidden="true">{cover}{lines}</svg></i>'
        f"<b>{row.count}</b>{said}</div>"
    )
