"""What a process finds at most once a minute: counts over a whole agency, for screens opened often."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

T = TypeVar("T")
SECONDS = 60


def kept_a_minute(key: str, find: Callable[[], T]) -> T:
    """What was found under the key within the last minute by this process, else what is found now."""
    kept: tuple[T] | None = caches["process"].get(key)
    if kept is None:
        kept = (find(),)
        caches["process"].set(key, kept, SECONDS)
    return kept[0]
