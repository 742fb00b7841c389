"""Whose a form is and whose a device's kept pages are: a mark that names nobody to who reads it."""

from functools import lru_cache
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

PART = 16  # hexadecimal digits: of the account, then of the seal that only we can write
LENGTH = 2 * PART
KEY = 32  # the random part of a form's key, before the mark


@lru_cache(maxsize=4096)
def account_mark(key: int) -> str:
    """The same for all pages of one account, and of no use for finding it."""
    own = salted_hmac("pamong.account", str(key)).hexdigest()[:PART]
    return own + _seal(own)


def mark_of(request: Any) -> str:
    """The mark of who is signed in; empty for nobody."""
    user = getattr(request, "user", None)
    return account_mark(user.pk) if user is not None and user.is_authenticated else ""


def mark_in(key: str) -> str:
    """The mark that a form's key carries, if we have written it."""
    mark = key[KEY:]
    is_ours = len(mark) == LENGTH and constant_time_compare(mark[PART:], _seal(mark[:PART]))
    return mark if is_ours else ""


def _seal(own: str) -> str:
    return salted_hmac("pamong.account.seal", own).hexdigest()[:PART]
