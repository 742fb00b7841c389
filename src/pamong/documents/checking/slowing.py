"""Public pages are asked by strangers: so many times a minute from one address, and no more.

Counted in each process of the server, for a count in the database would cost more than the page. It
spares the server; the digests themselves cannot be guessed.
"""

from django.core.cache import caches

MOST = 120  # a whole office stands behind one address
MINUTE = 60


def is_too_often(address: str, at: float, page: str = "paper-check") -> bool:
    """Whether an address has asked a page too often in this minute; counts the asking."""
    counts = caches["process"]
    key = f"{page}:{address}:{int(at // MINUTE)}"
    counts.add(key, 0, 2 * MINUTE)
    return counts.incr(key) > MOST
