"""What is not counted at every visit: counts over a whole agency, for screens opened often.

A process finds them at most once a minute. Where that takes long, `tick` gathers them for all processes, or
whoever comes before it does, and the screen says when; a small agency, which is counted at once, never sees
figures that were gathered.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.cache import caches
from django.utils import timezone

T = TypeVar("T")
SECONDS = 60
LONG = 0.1  # seconds: where counting takes longer, figures are shown as they were gathered
AGAIN, OLD = timedelta(minutes=10), timedelta(hours=2)
clock = time.perf_counter  # tests hold it still: a slow machine counts as any other there


@dataclass(frozen=True, slots=True)
class Gathered:
    """What `tick` found, and when."""

    found: Any
    at: datetime
    seconds: float

    @property
    def took_long(self) -> bool:
        """Whether a visitor should not wait for it."""
        return self.seconds > LONG


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


def gathered(key: str) -> Gathered | None:
    """What was gathered under the key; nothing when that was long ago."""
    known: Gathered | None = caches["default"].get(key)
    return known


def gather(key: str, find: Callable[[], Any]) -> Gathered:
    """Find and keep it for every process, unless that was done a short while ago."""
    known = gathered(key)
    if known and timezone.now() - known.at < AGAIN:
        return known
    known = timed(find)
    caches["default"].set(key, known, OLD.total_seconds())
    return known


def timed(find: Callable[[], Any]) -> Gathered:
    """What is found now, and how long that took."""
    began = clock()
    found = find()
    return Gathered(found, timezone.now(), clock() - began)
