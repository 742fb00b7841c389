"""A guesser who comes from many addresses waits ever longer at one account, and its owner never long."""

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache

HOUR = 3600
# From so many wrong passwords within the hour there are so many seconds between two tries.
PACES = ((160, 60), (80, 20), (40, 5))
MOST = PACES[0][0]


def seconds_to_wait(account: str, at: float) -> float:
    """How long the account is not asked, after wrong passwords from anywhere; 0 when it may be."""
    failures = _failures(account, at)
    pace = next((seconds for count, seconds in PACES if len(failures) >= count), 0)
    return max(0.0, failures[-1] + pace - at) if pace else 0.0


def note_failure(account: str, at: float) -> None:
    """Remember a wrong password for an hour."""
    with cache_lock(_key(account)):  # unlocked after a second: one lost count does no harm
        cache.set(_key(account), [*_failures(account, at), at][-MOST:], HOUR)


def _failures(account: str, at: float) -> list[float]:
    return [one for one in cache.get(_key(account), []) if one > at - HOUR]


def _key(account: str) -> str:
    return f"sign-in-failures:{account}"
