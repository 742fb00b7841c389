"""A guesser who comes from many addresses waits ever longer at one account, and its owner never long."""

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache

HOUR = 3600
# From so many wrong passwords, or so many addresses, within the hour: seconds between two tries.
PACES = ((160, 20, 60), (80, 10, 20), (40, 5, 5))
MOST = PACES[0][0]


def seconds_to_wait(account: str, at: float) -> float:
    """How long the account is not asked, after wrong passwords from anywhere; 0 when it may be."""
    failures = _failures(account, at)
    addresses = len({address for _at, address in failures})
    for tries, places, seconds in PACES:
        if len(failures) >= tries or addresses >= places:
            return max(0.0, failures[-1][0] + seconds - at)
    return 0.0


def note_failure(account: str, address: str, at: float) -> None:
    """Remember a wrong password for an hour."""
    with cache_lock(_key(account)):  # unlocked after a second: one lost count does no harm
        cache.set(_key(account), [*_failures(account, at), (at, address)][-MOST:], HOUR)


def _failures(account: str, at: float) -> list[tuple[float, str]]:
    return [one for one in cache.get(_key(account), []) if one[0] > at - HOUR]


def _key(account: str) -> str:
    return f"sign-in-failures:{account}"
