"""Addresses for tests."""

from datetime import timedelta
from typing import Any

from pamong.config.webhooks.actions import MadeSecret, WebhookInput, add_webhook
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.people.tests.world import World

HERE = "https://terima.contoh.go.id/kabar"


def make_webhook(world: World, areas: str = "plans ratings", **given: Any) -> MadeSecret:
    """Dewi's address, which hears of plans and ratings."""
    said = {"name": "Dasbor kabupaten", "address": HERE, "areas": areas.split()} | given
    return add_webhook(world.agency, WebhookInput(**said), by=world.account("dewi"), on=world.day)


def as_if(endpoint: WebhookEndpoint, passed: timedelta) -> None:
    """Move everything that waits back by a time that passed."""
    for delivery in endpoint.deliveries.exclude(next_at=None):
        moved = {"next_at": delivery.next_at - passed} if delivery.next_at else {}
        WebhookDelivery.objects.filter(pk=delivery.pk).update(**moved)
    endpoint.refresh_from_db()
    for field in ("held_until", "failing_since", "claimed_until", "asked_at", "old_until"):
        value = getattr(endpoint, field)
        if value:
            setattr(endpoint, field, value - passed)
    endpoint.save()
