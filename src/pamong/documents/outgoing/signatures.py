"""What a webhook is signed with (Standard Webhooks 1.0), whoever of the two sides we are."""

import base64
import binascii
import hashlib
import hmac
import secrets

BEGINS = "whsec_"
BYTES = 32


def new_secret() -> str:
    """256 random bits, written as the standard has it."""
    return BEGINS + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret: str, name: str, at: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of id, timestamp and body."""
    key = base64.b64decode(secret.removeprefix(BEGINS))
    signed = f"{name}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def is_signed(secret: str, said: str, name: str, at: int, body: bytes) -> bool:
    """Whether one of the signatures, which stand with spaces between, is made with the secret."""
    try:
        right = signature(secret, name, at, body).encode()
    except (binascii.Error, ValueError):
        return False
    return any(hmac.compare_digest(one.encode(), right) for one in said.split(" "))
