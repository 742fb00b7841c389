"""A text for a messenger group: what waits, how many, by when and where one goes on; nobody by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.buttons import LOOKS
from pamong.ui.markup import attributes, esc, safe

WHATSAPP = "https://wa.me/?text="


@dataclass(frozen=True, slots=True)
class Paste:
    """What it is about, a line for each thing that waits, and the path of the page to open."""

    title: Any
    lines: Sequence[Any]
    path: str = "/"


def text_of(told: Paste) -> str:
    """The text as it is pasted: plain, for any messenger."""
    lines = [_one_line(told.title), *(f"- {_one_line(line)}" for line in told.lines)]
    opened = _("Buka Pamong: %(url)s") % {"url": f"{settings.URL}{told.path}"}
    return "\n".join([*lines, opened])


def _one_line(text: Any) -> str:
    """What stands in a name begins no line of its own."""
    return " ".join(str(text).split())


def paste(told: Paste | None, open: Any = False) -> SafeString:  # noqa: A002 — named as in HTML
    """Buttons that copy the text or open WhatsApp with it; without script it is there to be selected.

    Nothing where nothing waits. `open` shows the text at once: where it is what the page is for.
    """
    if not told or not told.lines:
        return safe("")
    text = text_of(told)
    said = attributes(
        class_="pm-paste",
        data_copies=True,
        data_done=_("Tersalin. Tempelkan di WhatsApp."),
        data_failed=_("Tidak dapat disalin. Pilih teksnya, lalu salin sendiri."),
    )
    copy = attributes(
        type="button",
        class_=LOOKS["primary" if open else "secondary"],
        data_copy="all",
        hidden=True,
    )
    area = attributes(
        class_="form-control",
        rows=min(len(told.lines) + 2, 8),
        readonly=True,
        aria_label=_("Teks untuk WhatsApp"),
        data_copy_label='""',
    )
    by_copy, by_app = esc(_("Salin untuk WhatsApp")), esc(_("Buka WhatsApp"))
    summary, address = esc(_("Lihat teksnya")), esc(WHATSAPP + quote(text))
    return safe(
        f'<div{said}><div class="pm-actions"><button{copy}>{by_copy}</button>'
        f'<a class="btn btn-link" href="{address}" rel="noopener noreferrer">{by_app}</a></div>'
        f'<p role="status"></p><details class="pm-why"{attributes(open=bool(open))}>'
        f"<summary>{summary}</summary><div><textarea{area}>\n{esc(text)}</textarea></div></details></div>"
    )
