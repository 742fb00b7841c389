"""What is told of an act: which, when, about which things; no name, no text, nothing of a person."""

import json
from datetime import UTC
from functools import cache
from typing import Any

from django.conf import settings

from pamong.access.scope import NOBODY
from pamong.config.api.build import PREFIX
from pamong.config.api.resources import RESOURCES
from pamong.config.webhooks.models import WebhookDelivery


def body_of(delivery: WebhookDelivery) -> bytes:
    """The same bytes at every try."""
    happened = delivery.happened_at.astimezone(UTC)
    told = {
        "type": delivery.verb,
        "timestamp": happened.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": {
            "agency": str(delivery.endpoint.agency.uuid),
            "on": delivery.effective_on.isoformat(),
            "sequence": delivery.sequence,
            "count": delivery.count,
            "subjects": [_subject(kind, name) for kind, name in delivery.subjects],
        },
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _subject(kind: str, name: str) -> dict[str, Any]:
    path = _paths().get(kind)
    url = {"url": f"{settings.URL}/{PREFIX}/{path}/{name}"} if path else {}
    return {"kind": kind, "id": name} | url


@cache
def _paths() -> dict[str, str]:
    """Where the API shows a thing of a kind, for who brings a key."""
    return {one.rows(NOBODY).model._meta.label_lower: one.path for one in RESOURCES if one.detail}
