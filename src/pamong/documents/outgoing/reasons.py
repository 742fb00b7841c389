"""Why a request did not go out or brought nothing, as it is kept and as people read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """One word for the row, one sentence for the page; nothing of the other side's own words."""

    ADDRESS = "address", _("Alamatnya tidak dapat dibaca")
    SCHEME = "scheme", _("Alamatnya harus diawali https://")
    PORT = "port", _("Porta ini tidak diizinkan di server ini")
    SIGN_IN = "sign_in", _("Alamatnya memuat nama pengguna atau kata sandi")
    NAME = "name", _("Nama hostnya tidak dikenal")
    CLOSED = "closed", _("Alamatnya berada di jaringan yang tidak diizinkan")
    UNREACHABLE = "unreachable", _("Server tujuan tidak dapat dihubungi")
    TLS = "tls", _("Sertifikat atau sambungan amannya tidak sah")
    SLOW = "slow", _("Server tujuan tidak menjawab pada waktunya")
    REPLY = "reply", _("Jawabannya bukan HTTP")
    STATUS = "status", _("Server tujuan menolak")
    SECRET = "secret", _("Rahasianya tidak dapat dibaca di server ini")

    @property
    def told(self) -> str:
        """What is wrong, and what to do about it where something was typed."""
        return f"{self.label}. {TO_DO[self]}" if self in TO_DO else f"{self.label}."


TO_DO = {
    Reason.ADDRESS: _("Periksa ejaannya."),
    Reason.SCHEME: _(
        "Tanpa TLS hanya bila pengelola server mengizinkannya (PAMONG_OUTGOING_ALLOW)."
    ),
    Reason.PORT: _(
        "Pakai porta 443, atau minta pengelola server mengizinkannya (PAMONG_OUTGOING_ALLOW)."
    ),
    Reason.SIGN_IN: _("Hapus keduanya dari alamat."),
    Reason.CLOSED: _(
        "Pakai alamat di internet, atau minta pengelola server mengizinkannya (PAMONG_OUTGOING_ALLOW)."
    ),
}


class NotSentError(Exception):
    """No answer came; the reason says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason.value))
        self.reason = reason
