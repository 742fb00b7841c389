"""Components with a body: columns, panels, notes, rows of buttons, explanations."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.markup import attributes, esc, safe
from pamong.ui.reasons import reasons

NOTES = {"info": "", "turn": " is-turn", "good": " is-good", "bad": " is-bad"}


def columns(content: str, kind: str = "") -> SafeString:
    """Work wide and context beside it; "first" puts both first panels first on a phone."""
    look = "pm-cols is-first" if kind == "first" else "pm-cols"
    return safe(f'<div class="{look}">{content}</div>')


def work(content: str) -> SafeString:
    """The wide column."""
    return safe(f"<div>{content}</div>")


def side(content: str) -> SafeString:
    """The narrow column; after the work on a phone."""
    return safe(f"<div>{content}</div>")


def panel(  # noqa: PLR0913, PLR0917 — a tag's arguments are its vocabulary
    content: str,
    title: Any = "",
    lead: Any = "",
    link: str = "",
    link_text: Any = "",
    id: str = "",  # noqa: A002 — named as in HTML
    mark: Any = "",
    paged: bool = False,
) -> SafeString:
    """A white sheet with a heading; text goes in `body`, tables and tasks stand bare.

    Printed, each that is `paged` begins a page, but for the first.
    """
    if not title:
        return safe(f"<section{attributes(class_='pm-panel', id=id)}>{content}</section>")
    way = f'<a href="{esc(link)}">{esc(link_text)}</a>' if link else ""
    lines = f"<p>{esc(lead)}</p>" if lead else ""
    head = f"<header><h2>{esc(title)}</h2>{esc(mark)}{way}{lines}</header>"
    look = "pm-panel is-paged" if paged else "pm-panel"
    said = attributes(class_=look, id=id, aria_label=title)
    return safe(f"<section{said}>{head}{content}</section>")


def body(content: str) -> SafeString:
    """Padded text in a panel."""
    return safe(f'<div class="pm-body">{content}</div>')


def note(
    content: str,
    kind: str = "info",
    title: Any = "",
    level: int = 2,
    id: str = "",  # noqa: A002 — named as in HTML
) -> SafeString:
    """A coloured edge with words: info, the reader's turn, good or bad news."""
    head = f"<h{level}>{esc(title)}</h{level}>" if title else ""
    said = attributes(class_=f"pm-note{NOTES[kind]}", id=id)
    return safe(f"<div{said}>{head}{content}</div>")


def actions(content: str) -> SafeString:
    """A row of buttons."""
    return safe(f'<div class="pm-actions">{content}</div>')


def picked() -> SafeString:
    """How many rows of the form's table are picked; empty without script."""
    words = esc(_("{n} dipilih."))
    return safe(f'<strong role="status" data-picks="{words}"></strong>')


def sticky(content: str, text: Any = "", changes: Any = False, picks: Any = False) -> SafeString:
    """The bar that stays in view at a desk: what is so, then the buttons.

    `changes` counts those in a grid, `picks` the rows that are picked; both only with script.
    """
    live = '<span role="status" data-grid-status></span> ' if changes else ""
    live += f"{picked()} " if picks else ""
    return safe(f'<div class="pm-sticky"><p>{live}{esc(text)}</p>{content}</div>')


def judgement(content: str) -> SafeString:
    """One thing judged: the choice left, the feedback beside it."""
    return safe(f'<div class="pm-body pm-ev is-dense">{content}</div>')


def line(content: str, title: Any = "", side: Any = "") -> SafeString:
    """One line of a daily form: small fields, two rows at a desk, one column on a phone."""
    head = f'<div class="pm-line-h"><h3>{esc(title)}</h3>{esc(side)}</div>' if title else ""
    return safe(f'<div class="pm-line">{head}{content}</div>')


def wide(content: str) -> SafeString:
    """A field that takes half a line instead of a quarter."""
    return safe(f'<div class="pm-line-w">{content}</div>')


def half(content: str) -> SafeString:
    """A short field that shares its line with a neighbour on a phone too; one with an error takes more.

    In a quarter of a line a sentence would stand as a tower of words.
    """
    if 'aria-invalid="true"' in content:
        return wide(content)
    return safe(f'<div class="pm-line-t">{content}</div>')


def fieldset(content: str, legend: Any = "", hint: Any = "") -> SafeString:
    """Fields that belong together."""
    below = f'<p class="pm-hint">{esc(hint)}</p>' if hint else ""
    return safe(
        f'<fieldset class="pm-set"><legend>{esc(legend)}</legend>{below}{content}</fieldset>'
    )


def row(content: str) -> SafeString:
    """Fields side by side at a desk, one below the other on a phone."""
    return safe(f'<div class="pm-row">{content}</div>')


def tools(content: str) -> SafeString:
    """Search, sort and their button above a list; belongs inside a form."""
    return safe(f'<div class="pm-tools">{content}</div>')


def details(content: str, summary: Any, is_open: Any = False) -> SafeString:
    """Something more, closed until asked for."""
    opened = " open" if is_open else ""
    return safe(
        f'<details class="pm-why"{opened}><summary>{esc(summary)}</summary>'
        f"<div>{content}</div></details>"
    )


def why(summary: Any, outcome: Any) -> SafeString:
    """The answer to "Mengapa …?": the steps of a rule with their figures, then clauses not yet confirmed."""
    return details(reasons(outcome), summary)


def filled(content: str, cls: str = "", element: str = "div") -> SafeString:
    """The wrapped content, or nothing at all when it is blank."""
    if not content.strip():
        return safe("")
    return safe(f"<{element}{attributes(class_=cls)}>{content.strip()}</{element}>")


def messages(items: Any) -> SafeString:
    """What the last verb did, as notes on top of the page; the first takes the focus."""
    written = []
    for place, message in enumerate(items):
        kind = {"error": "bad", "warning": "turn", "info": "info"}.get(message.level_tag, "good")
        said = attributes(
            class_=f"pm-note{NOTES[kind]}", role="status", tabindex="-1", autofocus=place == 0
        )
        written.append(f"<div{said}><p>{esc(message.message)}</p></div>")
    return safe("".join(written))
