"""A key as text: made once, and known again by its hash."""

import re
import secrets
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from pamong.access.models import User

BEGINS = "pamong"
PREFIX_BYTES, SECRET_BYTES = 4, 32  # eight signs to know it by, 256 random bits
WRITTEN = re.compile(rf"{BEGINS}_([0-9a-f]{{8}})_([A-Za-z0-9_-]{{43}})")


def new_secret() -> tuple[str, str]:
    """The prefix, and the whole key as it is shown once."""
    prefix = secrets.token_hex(PREFIX_BYTES)
    return prefix, f"{BEGINS}_{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"


def prefix_of(written: str) -> str:
    """The part to look a key up by; empty for what cannot be one."""
    found = WRITTEN.fullmatch(written)
    return found[1] if found else ""


def digest_of_key(written: str) -> str:
    """What is kept: HMAC-SHA256 by the install's secret."""
    return salted_hmac("access.api-key", written, algorithm="sha256").hexdigest()


def is_key(written: str, digest: str) -> bool:
    """Compare in constant time."""
    return compare_digest(digest_of_key(written), digest)


def seal_of(user: User) -> str:
    """The mark that a new password and the end of all sessions change."""
    return str(user.get_session_auth_hash())
