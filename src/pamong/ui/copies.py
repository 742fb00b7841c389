"""Fields to be copied into another application, one by one or a block at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.markup import attributes, esc, safe


@dataclass(frozen=True, slots=True)
class Copies:
    """A block of fields: label and text, in the order in which the other form asks them."""

    title: Any
    fields: Sequence[tuple[Any, str]] = field(default_factory=tuple)


def copies(block: Copies) -> SafeString:
    """The block as a sheet; the buttons come with our script, without it a press selects a whole text."""
    said = attributes(
        class_="pm-panel",
        aria_label=block.title,
        data_copies=True,
        data_done=_("Tersalin"),
        data_failed=_("Tidak dapat disalin. Pilih teksnya, lalu salin sendiri."),
    )
    whole = _button(_("Salin semua"), _("Salin semua: %(what)s") % {"what": block.title}, "all")
    head = f"<header><h2>{esc(block.title)}</h2>{whole}</header>"
    rows = "".join(_field(label, text) for label, text in block.fields)
    status = '<p class="visually-hidden" role="status"></p>'
    return safe(
        f'<section{said}>{head}<div class="pm-body"><dl class="pm-facts pm-copies">{rows}</dl>{status}</div></section>'
    )


def _field(label: Any, text: str) -> str:
    if not text:
        return f"<div><dt>{esc(label)}</dt><dd>–</dd></div>"
    button = _button(_("Salin"), _("Salin: %(what)s") % {"what": label}, "one")
    return (
        f"<div><dt>{esc(label)}</dt><dd><span data-copy-label={_quoted(label)}>{esc(text)}</span>"
        f"{button}</dd></div>"
    )


def _quoted(text: Any) -> str:
    return f'"{esc(text)}"'


def _button(text: Any, whole: Any, reach: str) -> str:
    said = attributes(
        type="button", class_="btn btn-link", aria_label=whole, data_copy=reach, hidden=True
    )
    return f"<button{said}>{esc(text)}</button>"
