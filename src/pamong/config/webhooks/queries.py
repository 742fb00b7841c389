"""Reads of addresses and of what was sent to them."""

from pamong.access.scope import Scope
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.ui.paging import Page, page_of

SIZE, SHOWN = 25, 50


def endpoints_of(scope: Scope) -> list[WebhookEndpoint]:
    """Those in use by name, then those that were removed."""
    rows = WebhookEndpoint.objects.visible_to(scope)
    found = list(rows.order_by("-pk")[:SHOWN])
    removed = WebhookEndpoint.Status.REMOVED
    return sorted(found, key=lambda one: (one.status == removed, one.name.lower(), one.pk))


def deliveries_of(endpoint: WebhookEndpoint, after: str) -> Page[WebhookDelivery]:
    """What was sent and what waits, the newest first."""
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    return page_of(rows, after, SIZE, by=("-pk",))
