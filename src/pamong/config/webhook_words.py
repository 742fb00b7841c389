"""Webhooks in the words of the office, for the record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    "config.webhook_added": _("Alamat webhook ditambahkan"),
    "config.webhook_changed": _("Alamat webhook diubah"),
    "config.webhook_paused": _("Pengiriman webhook dijeda"),
    "config.webhook_removed": _("Alamat webhook dihapus"),
    "config.webhook_resent": _("Kiriman webhook diulang"),
    "config.webhook_resumed": _("Pengiriman webhook dilanjutkan"),
    "config.webhook_rotated": _("Rahasia webhook diganti"),
    "config.webhook_stopped": _("Pengiriman webhook berhenti karena terus gagal"),
    "config.webhook_tested": _("Kiriman percobaan webhook diminta"),
}
KINDS: dict[str, Any] = {"config.webhookendpoint": _("Alamat webhook")}
FIELDS: dict[str, Any] = {
    "address": _("Alamat"),
    "areas": _("Bagian yang dikabarkan"),
    "delivery": _("Kiriman"),
}
