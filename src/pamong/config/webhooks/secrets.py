"""The secret of an address as it is kept."""

from pamong.access.sealing import seal, unseal
from pamong.config.webhooks.models import WebhookEndpoint


def sealed(secret: str, endpoint: WebhookEndpoint) -> str:
    """As it is kept; in another row, or on another server, it opens nothing."""
    return seal(secret, f"webhook {endpoint.uuid}")


def unsealed(kept: str, endpoint: WebhookEndpoint) -> str:
    """The secret again."""
    return unseal(kept, f"webhook {endpoint.uuid}")
