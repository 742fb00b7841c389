"""What time does for webhooks: asks for workers, ends old secrets, and drops what is old."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from pamong.access.clock import now
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.tasks import send_waiting

KEPT = timedelta(days=30)
ASKED_AGAIN = timedelta(minutes=10)  # where no worker came: more tasks would help nobody
AT_ONCE = 5000  # rows dropped in a round


def webhook_round() -> Iterator[str]:
    """One round; safe to repeat."""
    at = now()
    ended = WebhookEndpoint.objects.filter(old_until__lte=at)
    ended.update(old_secret="", old_until=None)
    old = WebhookDelivery.objects.filter(happened_at__lt=at - KEPT).order_by("pk")
    gone, _by_model = WebhookDelivery.objects.filter(pk__in=old.values("pk")[:AT_ONCE]).delete()
    if gone:
        yield f"{gone} old webhook deliveries dropped"
    waiting = WebhookDelivery.objects.filter(
        endpoint=OuterRef("pk"), status=WebhookDelivery.Status.WAITING, next_at__lte=at
    )
    due = WebhookEndpoint.objects.active().filter(
        Exists(waiting),
        Q(held_until=None) | Q(held_until__lte=at),
        Q(claimed_until=None) | Q(claimed_until__lte=at),
        Q(asked_at=None) | Q(asked_at__lte=at - ASKED_AGAIN),
    )
    for endpoint in due:
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(asked_at=at)
        send_waiting.enqueue(str(endpoint.uuid))
