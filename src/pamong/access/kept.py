"""What a process finds at most once a minute: counts over a whole agency, for screens opened often."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches

T = TypeVar("T")
SECONDS = 60


def kept_a_minute(key: str, find: Callable[[], T]) -> T:
    """What was found under the key within the last minute by this process, else what is found now."""
    known: T | None = kept(key)
    return keep(key, find()) if known is None else known


def kept(key: str) -> Any:
    """What this process found within the last minute, or nothing: for what is found beside something else."""
    held: tuple[Any] | None = caches["process"].get(key)
    return held[0] if held else None


def keep(key: str, value: T) -> T:
    """Keep what was found."""
    caches["process"].set(key, (value,), SECONDS)
    return value
