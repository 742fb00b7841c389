"""The verbs of one's own account that have a predicate; the others are the door's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.config.verb import Verb

KEYS = "pamong.access.keys"
BY_HAND = "A key is made and ended by a person who has just signed in; a key that makes keys would outlive it."
SHOWN_ONCE = "A secret is shown to a person who has just signed in, and an address decides what leaves the agency."
HOOKS = "pamong.config.webhooks"
WEBHOOK_VERBS = (
    ("webhook-add", _("Tambah alamat webhook"), "add_webhook", "added", "webhook-remove", True),
    ("webhook-change", _("Ubah alamat webhook"), "change_webhook", "changed", "", True),
    ("webhook-rotate", _("Ganti rahasia webhook"), "rotate_webhook", "rotated", "", True),
    ("webhook-pause", _("Jeda pengiriman webhook"), "pause_webhook", "paused", "webhook-resume"),
    ("webhook-resume", _("Lanjutkan pengiriman webhook"), "resume_webhook", "resumed"),
    ("webhook-remove", _("Hapus alamat webhook"), "remove_webhook", "removed"),
    ("webhook-test", _("Coba kirim webhook"), "test_webhook", "tested"),
    ("delivery-resend", _("Kirim ulang webhook"), "resend_delivery", "resent"),
)


def _webhook(
    name: str, label: Any, action: str, ledger: str, undo: str = "", shows: bool = False
) -> Verb:
    return Verb(
        f"config:{name}",
        label,
        f"{HOOKS}.actions.{action}",
        f"{HOOKS}.permissions.can_{action}",
        f"config.webhook_{ledger}",
        undo=undo,
        browser=SHOWN_ONCE if shows else "",
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
    ),
    Verb(
        "access:key-revoke",
        _("Cabut kunci"),
        f"{KEYS}.actions.revoke_key",
        f"{KEYS}.permissions.can_revoke_key",
        "access.key_revoked",
        browser=BY_HAND,
    ),
    *(_webhook(*row) for row in WEBHOOK_VERBS),
)
