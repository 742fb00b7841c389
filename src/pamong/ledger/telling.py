"""What was recorded while something was done, for who has to say what it did."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

KEPT = 200  # a bulk verb records thousands; how many they are is told all the same


@dataclass(slots=True)
class Told:
    """The first entries, and how many there were."""

    drafts: list[Any] = field(default_factory=list)
    count: int = 0


_listening: ContextVar[Told | None] = ContextVar("told", default=None)


@contextmanager
def listening() -> Iterator[Told]:
    """Hear of each entry that is written inside."""
    told = Told()
    token = _listening.set(told)
    try:
        yield told
    finally:
        _listening.reset(token)


def tell(drafts: Iterable[Any]) -> None:
    """Say what was recorded to who listens."""
    told = _listening.get()
    if told is None:
        return
    for draft in drafts:
        told.count += 1
        if len(told.drafts) < KEPT:
            told.drafts.append(draft)
