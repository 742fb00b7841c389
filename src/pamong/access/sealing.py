"""Secrets of other systems at rest: readable with this install's own secret, and nowhere else."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


class SealedElsewhereError(Exception):
    """It was sealed with another secret, for another row, or was changed."""


def seal(text: str, of: str) -> str:
    """A secret as it is kept; `of` names the row, so that no other row can use it."""
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), of.encode())).decode()


def unseal(kept: str, of: str) -> str:
    """The secret again."""
    try:
        raw = base64.b64decode(kept, validate=True)
        return _cipher().decrypt(raw[:NONCE], raw[NONCE:], of.encode()).decode()
    except (InvalidTag, ValueError):
        raise SealedElsewhereError from None


def _cipher() -> AESGCM:
    key = HKDF(SHA256(), length=32, salt=None, info=b"pamong.access.sealing")
    return AESGCM(key.derive(settings.SECRET_KEY.encode()))
