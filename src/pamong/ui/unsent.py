"""What was sent after the session had ended, on the page that its owner sees after signing in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.buttons import ONCE, forgery_key, submit
from pamong.ui.markup import esc, safe


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form's fields as they were sent, with its address and its key."""

    key: str
    url: str
    fields: Mapping[str, Sequence[Any]]
    had_files: bool = False


def unsent(context: Context, held: Unsent | None) -> SafeString:
    """A note with the form to send again; with script its fields go back into the form of the page."""
    if not held:
        return safe("")
    key = forgery_key(context)
    once = f'<input type="hidden" name="{ONCE}" value="{esc(held.key)}">'
    send = submit(_("Kirim isian ini"))
    drop = submit(_("Buang isian ini"), kind="secondary")
    title = esc(_("Isian Anda belum terkirim"))
    said = esc(_("Sesi Anda berakhir sebelum isian ini sampai. Isinya masih ada."))
    back = esc(_("Isian sudah dikembalikan ke formulir di halaman ini. Periksa, lalu simpan."))
    files = esc(_("Berkas yang ikut dipilih tidak tersimpan; pilih lagi."))
    more = f"<p>{files}</p>" if held.had_files else ""
    away = esc(reverse("access:unsent-drop"))
    return safe(
        f'<div class="pm-note is-turn" data-unsent="{back}"><h2>{title}</h2>'
        f'<p role="status">{said}</p>{more}<div class="pm-actions">'
        f'<form method="post" action="{esc(held.url)}">{key}{once}{_hidden(held)}{send}</form>'
        f'<form method="post" action="{away}">{key}{drop}</form></div></div>'
    )


def _hidden(held: Unsent) -> str:
    return "".join(
        f'<input type="hidden" name="{esc(name)}" value="{esc(value)}">'
        for name, values in held.fields.items()
        for value in values
    )
