"""A secret as the receiver gets it, as it is kept, and what is signed with it (Standard Webhooks 1.0)."""

import base64
import hashlib
import hmac
import secrets

from pamong.access.sealing import seal, unseal
from pamong.config.webhooks.models import WebhookEndpoint

BEGINS = "whsec_"
BYTES = 32


def new_secret() -> str:
    """256 random bits, written as the standard has it."""
    return BEGINS + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def sealed(secret: str, endpoint: WebhookEndpoint) -> str:
    """As it is kept; in another row, or on another server, it opens nothing."""
    return seal(secret, f"webhook {endpoint.uuid}")


def unsealed(kept: str, endpoint: WebhookEndpoint) -> str:
    """The secret again."""
    return unseal(kept, f"webhook {endpoint.uuid}")


def signature(secret: str, name: str, at: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of id, timestamp and body."""
    key = base64.b64decode(secret.removeprefix(BEGINS))
    signed = f"{name}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
