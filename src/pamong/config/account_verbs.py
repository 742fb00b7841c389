"""The verbs of one's own account that have a predicate; the others are the door's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

KEYS = "pamong.access.keys"
BY_HAND = "A key is made and ended by a person who has just signed in; a key that makes keys would outlive it."
SHOWN_ONCE = "A secret is shown to a person who has just signed in, and an address decides what leaves the agency."
HOOKS = "pamong.config.webhooks"


def _webhook(name: str, label: Any, action: str, ledger: str, **more: Any) -> Verb:
    return Verb(
        f"config:{name}",
        label,
        f"{HOOKS}.actions.{action}",
        f"{HOOKS}.permissions.can_{action}",
        f"config.webhook_{ledger}",
        **more,
    )


ACCOUNT_VERBS: tuple[Verb, ...] = (
    Verb(
        "access:key-make",
        _("Buat kunci"),
        f"{KEYS}.actions.make_key",
        f"{KEYS}.permissions.can_make_key",
        "access.key_made",
        undo="key-revoke",
        browser=BY_HAND,
        said=_("Kunci API dibuat"),
    ),
    Verb(
        "access:key-revoke",
        _("Cabut kunci"),
        f"{KEYS}.actions.revoke_key",
        f"{KEYS}.permissions.can_revoke_key",
        "access.key_revoked",
        browser=BY_HAND,
        said=_("Kunci API dicabut"),
    ),
    _webhook(
        *("webhook-add", _("Tambah alamat webhook"), "add_webhook", "added"),
        said=_("Alamat webhook ditambahkan"),
        undo="webhook-remove",
        browser=SHOWN_ONCE,
    ),
    _webhook(
        *("webhook-change", _("Ubah alamat webhook"), "change_webhook", "changed"),
        said=_("Alamat webhook diubah"),
        browser=SHOWN_ONCE,
    ),
    _webhook(
        *("webhook-rotate", _("Ganti rahasia webhook"), "rotate_webhook", "rotated"),
        said=_("Rahasia webhook diganti"),
        browser=SHOWN_ONCE,
    ),
    _webhook(
        *("webhook-pause", _("Jeda pengiriman webhook"), "pause_webhook", "paused"),
        said=_("Pengiriman webhook dijeda"),
        undo="webhook-resume",
    ),
    _webhook(
        *("webhook-resume", _("Lanjutkan pengiriman webhook"), "resume_webhook", "resumed"),
        said=_("Pengiriman webhook dilanjutkan"),
    ),
    _webhook(
        *("webhook-remove", _("Hapus alamat webhook"), "remove_webhook", "removed"),
        said=_("Alamat webhook dihapus"),
    ),
    _webhook(
        *("webhook-test", _("Coba kirim webhook"), "test_webhook", "tested"),
        said=_("Kiriman percobaan webhook diminta"),
    ),
    _webhook(
        *("delivery-resend", _("Kirim ulang webhook"), "resend_delivery", "resent"),
        said=_("Kiriman webhook diulang"),
    ),
)
