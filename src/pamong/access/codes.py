"""One-time codes as text: made, typed, and kept as a keyed hash."""

import secrets
from hmac import compare_digest

from django.utils.crypto import salted_hmac

# 21 signs that no hand and no print mixes up, without vowels so that no words appear:
# 12 of them are 52 random bits.
ALPHABET = "34679CDFGHJKMNPQRTWXY"
LENGTH, GROUP = 12, 4


def new_code() -> str:
    """A fresh code as it is printed, in three groups."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def tidy(typed: str) -> str:
    """The signs alone, whatever stands between them and however they were typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def digest_of_code(code: str, user_id: int) -> str:
    """What is kept: HMAC-SHA256 by the install's secret, bound to one account."""
    return salted_hmac(
        "access.sign-in-code", f"{user_id}:{tidy(code)}", algorithm="sha256"
    ).hexdigest()


def is_code(typed: str, user_id: int, digest: str) -> bool:
    """Compare in constant time."""
    return compare_digest(digest_of_code(typed, user_id), digest)
