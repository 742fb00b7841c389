"""Signs of health in words; figures of the install only where it holds one agency."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.config.operations.health import GOOD, LOOK, OFF, Sign
from pamong.ui.dates import say_instant
from pamong.ui.numbers import say_megabytes, say_number
from pamong.ui.tables import Cell, Column, Row, Table

WORDS: dict[str, Any] = {
    "database": gettext_lazy("Basis data"),
    "migrations": gettext_lazy("Susunan tabel"),
    "disk": gettext_lazy("Ruang disk"),
    "queue": gettext_lazy("Antrean tugas latar"),
    "failed": gettext_lazy("Tugas latar yang gagal"),
    "workers": gettext_lazy("Proses tugas latar"),
    "round": gettext_lazy("Putaran tugas berkala"),
    "clock": gettext_lazy("Jam server"),
    "backup": gettext_lazy("Cadangan terakhir"),
    "snapshot": gettext_lazy("Potret data untuk dasbor"),
    "mail": gettext_lazy("Surel"),
    "signer": gettext_lazy("Penanda tangan dokumen"),
    "seal": gettext_lazy("Kunci segel"),
    "national": gettext_lazy("Sistem nasional"),
}
FIGURES: dict[str, Any] = {
    "database": gettext_lazy("%(name)s, %(size)s"),
    "migrations": gettext_lazy("%(count)s perubahan tabel menunggu"),
    "disk": gettext_lazy("tersisa %(size)s (%(percent)s%%)"),
    "queue": gettext_lazy("%(count)s menunggu"),
    "failed": gettext_lazy("%(count)s gagal"),
    "workers": gettext_lazy("%(count)s aktif"),
    "clock": gettext_lazy("selisih %(seconds)s detik"),
    "backup": gettext_lazy("%(size)s, terbaca seluruhnya"),
    "snapshot": gettext_lazy("%(count)s baris, %(size)s"),
}
NAMED = {"signer", "national"}  # what they are called tells of nobody
MENDS: dict[str, Any] = {
    "migrations": gettext_lazy("Jalankan pemutakhiran Pamong di server."),
    "disk": gettext_lazy("Kosongkan ruang di server, atau pindahkan cadangan lama ke tempat lain."),
    "queue": gettext_lazy("Pastikan layanan tugas latar berjalan di server."),
    "failed": gettext_lazy("Lihat catatan layanan tugas latar di server."),
    "workers": gettext_lazy("Pastikan layanan tugas latar berjalan di server."),
    "round": gettext_lazy("Pastikan layanan tugas berkala berjalan di server."),
    "snapshot": gettext_lazy("Pastikan layanan tugas latar berjalan di server."),
    "clock": gettext_lazy("Samakan jam semua server, misalnya dengan NTP."),
    "backup": gettext_lazy(
        "Periksa folder cadangan, ruang disk, dan layanan tugas latar di server."
    ),
}
OFF_WORDS: dict[str, Any] = {
    "backup": gettext_lazy("Tidak dicadangkan tiap malam"),
    "snapshot": gettext_lazy("Belum dipasang"),
    "mail": gettext_lazy("Belum dipasang"),
    "signer": gettext_lazy("Tidak dipakai"),
    "seal": gettext_lazy("Dibuat saat dokumen pertama dicetak"),
    "national": gettext_lazy("Belum dipasang"),
}
TAGS = {GOOD: "agreed", LOOK: "late", OFF: "none"}


def health_table(signs: Sequence[Sign], *, is_whole: bool) -> Table:
    """Each sign with its state, since when, and what to do."""
    columns = [
        Column(_("Bagian sistem"), kind="row"),
        Column(_("Keadaan"), kind="tag"),
        Column(_("Kabar terakhir"), desk=True),
        Column(_("Tindakan"), desk=True),
    ]
    return Table(columns, [_row(sign, is_whole) for sign in signs], _("Kesehatan sistem"))


def _row(sign: Sign, is_whole: bool) -> Row:
    said = _figures(sign) if is_whole or sign.kind in NAMED else ""
    since = say_instant(sign.since) if sign.since else None
    mend = str(MENDS.get(sign.kind, "")) if sign.state == LOOK else None
    name = Cell(str(WORDS[sign.kind]), sub=said)
    return Row([name, Cell(_state(sign), tag=TAGS[sign.state]), since, mend])


def _state(sign: Sign) -> str:
    if sign.state == OFF:
        return str(OFF_WORDS[sign.kind])
    return _("Perlu diperiksa") if sign.state == LOOK else _("Baik")


def _figures(sign: Sign) -> str:
    if sign.kind in NAMED:
        return str(sign.facts.get("name", ""))
    if sign.kind not in FIGURES or sign.state == OFF:
        return ""
    facts = {
        name: say_number(value) if isinstance(value, int) else value
        for name, value in sign.facts.items()
    }
    size = sign.facts.get("bytes")
    if sign.kind == "backup" and not size:
        return ""
    facts["size"] = say_megabytes(size) if size is not None else ""
    return str(FIGURES[sign.kind] % facts)
