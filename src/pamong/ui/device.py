"""What a page tells the script that keeps forms on the person's own device."""

from dataclasses import dataclass
from functools import lru_cache

from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.ui.markup import attributes, safe


@dataclass(frozen=True, slots=True)
class Device:
    """Whose account the page is of, by its mark, and whether a device keeps anything for it."""

    account: str
    keeps: bool


def device(context: Context) -> SafeString:
    """The account, and the sentences of the script; nothing before the sign-in."""
    held: Device | None = context.get("device")
    if not held or not held.account:
        return safe("")
    account = attributes(data_account=held.account)
    return safe(account + _words(get_language()) if held.keeps else account)


@lru_cache
def _words(_language: str) -> str:
    return attributes(
        data_offline=reverse("access:offline"),
        data_waits=_("{n} isian menunggu di perangkat ini, dikirim sendiri saat tersambung."),
        data_sent=_("Terkirim dari perangkat ini: {what}."),
        data_refused=_("{n} isian dari perangkat ini tidak dapat disimpan."),
        data_see=_("Lihat"),
        data_cut=_(
            "Sambungan terputus: belum terkirim. Isian Anda masih ada di halaman ini; kirim lagi "
            "saat tersambung."
        ),
        data_draft_here=_("Draf tersimpan di perangkat ini; dikirim saat tersambung."),
        data_draft_found_here=_(
            "Isian Anda yang belum dikirim, tersimpan di perangkat ini, dikembalikan ke formulir ini."
        ),
        data_longer=_("Sambungan terputus: baris ditambahkan di halaman ini saja."),
        data_stale=_(
            "Sambungan terputus. Halaman ini salinan {at}; yang Anda simpan menunggu di perangkat ini. "
            "Foto dan berkas bukti baru dapat diunggah saat tersambung."
        ),
    )
