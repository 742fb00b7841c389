"""Small figures of an evaluation: the matrix that gives the predicate, and a distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from pamong.ui.markup import esc, hidden, safe, sub


@dataclass(frozen=True, slots=True)
class Quad:
    """Results down, behaviour across; `here` is the place (row, column) that applies."""

    columns: Sequence[Any]
    rows: Sequence[tuple[Any, Sequence[Any]]]
    caption: Any
    here: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many stand at one label, and what the pattern would give."""

    label: Any
    count: int
    pattern: int | None = None
    note: Any = ""


def result(text: Any, below: Any = "") -> SafeString:
    """What comes out, in large type, with a line below."""
    return safe(f'<p class="pm-result">{esc(text)}</p>{sub(below)}')


def small(text: Any) -> SafeString:
    """A quiet line."""
    return safe(f'<p class="pm-sub">{esc(text)}</p>') if text else safe("")


def quad(quad: Quad) -> SafeString:
    """The matrix with the place that applies marked by a thick edge."""
    heads = "".join(f'<th scope="col">{esc(column)}</th>' for column in quad.columns)
    rows = "".join(
        f'<tr><th scope="row">{esc(label)}</th>'
        + "".join(_place(text, quad.here == (r, c)) for c, text in enumerate(cells))
        + "</tr>"
        for r, (label, cells) in enumerate(quad.rows)
    )
    return safe(
        f'<table class="pm-quad"><caption>{hidden(quad.caption)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _place(text: Any, is_here: bool) -> str:
    return f'<td class="is-here"><b>{esc(text)}</b></td>' if is_here else f"<td>{esc(text)}</td>"


def distribution(shares: Sequence[Share], total: int) -> SafeString:
    """A bar a label, with the pattern as an upright line: given beside, never a quota."""
    return safe("".join(_share(share, max(total, 1)) for share in shares))


def _share(share: Share, total: int) -> str:
    line = ""
    if share.pattern is not None:
        line = f'<line x1="{share.pattern}" x2="{share.pattern}" y1="-.25" y2="1.25"/>'
    cover = f'<rect x="{share.count}" width="{max(total - share.count, 0)}" height="1"/>'
    note = f"<small>{esc(share.note)}</small>" if share.note else ""
    return (
        f'<div class="pm-dist"><span>{esc(share.label)}</span><i><svg viewBox="0 0 {total} 1"'
        f' preserveAspectRatio="none" aria-hidden="true">{cover}{line}</svg></i>'
        f"<b>{share.count}</b>{note}</div>"
    )
