"""What the administrator of the server opens beyond the public internet: PAMONG_OUTGOING_ALLOW."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Allowance:
    """Networks that may be reached though they are not public, and places by scheme, host and port."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    places: frozenset[tuple[str, str, int]] = frozenset()


def allowance() -> Allowance:
    """That of this install."""
    return _read(tuple(settings.OUTGOING_ALLOW))


@lru_cache(maxsize=8)
def _read(words: Sequence[str]) -> Allowance:
    networks = [found for word in words if (found := network_of(word))]
    places = [place for word in words if (place := place_of(word))]
    return Allowance(tuple(networks), frozenset(places))


def misspelt(words: Sequence[str]) -> Iterator[str]:
    """Those that open nothing because nobody can read them."""
    for word in words:
        if not network_of(word) and not place_of(word):
            yield word


def network_of(word: str) -> IPv4Network | IPv6Network | None:
    """`10.20.0.0/16`."""
    if "/" not in word or "://" in word:
        return None
    try:
        return ip_network(word)
    except ValueError:
        return None


def place_of(word: str) -> tuple[str, str, int] | None:
    """`host`, `host:8443` and `http://host:8080`; without a scheme it is https."""
    whole = word if "://" in word else f"https://{word}"
    try:
        parts = urlsplit(whole)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    is_bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in PORTS or not parts.hostname or not is_bare or " " in whole:
        return None
    return parts.scheme, parts.hostname.rstrip("."), port
