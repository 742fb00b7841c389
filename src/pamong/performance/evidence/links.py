"""What the pages of evidence say of links: the fact for every reader, and for the owner what to do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.measurement.models import Evidence
from pamong.measurement.models.evidence import BROKEN, LinkState
from pamong.ui.dates import say_day

MEND = {
    LinkState.SIGN_IN: gettext_lazy(
        "Ubah izin berbaginya menjadi “siapa saja yang memiliki tautan”, atau unggah berkasnya."
    ),
    LinkState.GONE: gettext_lazy("Tambahkan berkas atau tautan yang baru, lalu hapus yang lama."),
    LinkState.UNREACHED: gettext_lazy(
        "Coba buka sendiri. Bila terbuka hanya di jaringan kantor, unggah berkasnya."
    ),
}


@dataclass(frozen=True, slots=True)
class Troubles:
    """Links of one person that did not open: how many, and what to do about each kind."""

    title: str
    lines: tuple[str, ...]
    may_ask: bool


def troubles_of(employee_id: int | None) -> Troubles | None:
    """Of all that a person keeps, in one query."""
    rows = Evidence.objects.broken().filter(owner_id=employee_id).order_by()
    return _troubles(dict(rows.values_list("link_state").annotate(Count("pk"))))


def troubles_in(rows: Iterable[Evidence]) -> Troubles | None:
    """Of the pieces that a page shows anyway."""
    return _troubles(Counter(one.link_state for one in rows if is_broken(one)))


def is_broken(one: Evidence) -> bool:
    """Whether a reader met something else behind the link, and it still counts."""
    return one.link_state in BROKEN and not (one.withdrawn_on or one.purged_on)


def _troubles(found: Mapping[str, int]) -> Troubles | None:
    if not found:
        return None
    count = sum(found.values())
    title = ngettext("%d tautan tidak dapat dibuka", "%d tautan tidak dapat dibuka", count) % count
    lines = [f"{state.label} ({found[state]}). {MEND[state]}" for state in BROKEN if state in found]
    return Troubles(title, tuple(lines), may_ask=settings.LINK_CHECK)


def link_said(one: Evidence) -> str:
    """`Dapat dibuka, 25 November`; nothing where it was never looked at."""
    if one.link_state and one.link_checked_on:
        said = LinkState(one.link_state).label
        return _("%(found)s, %(day)s") % {"found": said, "day": say_day(one.link_checked_on)}
    return _("Belum diperiksa") if one.link_next_at and settings.LINK_CHECK else ""


def checking_said() -> str:
    """What becomes of a link that is given here."""
    if settings.LINK_CHECK:
        return _("Server ini mencoba membukanya tanpa akun; hasilnya tampil di daftar.")
    return _("Server ini tidak memeriksa tautan.")
