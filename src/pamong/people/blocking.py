"""Who blocks whom: what waits for one person, counted by functions handed over at start-up."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pamong.access.scope import Scope

MOST = 20


@dataclass(frozen=True, slots=True)
class Wait:
    """One kind of waiting: its words, and who holds up how many, the most first, at most MOST."""

    label: Any
    count: Callable[[Scope, date, Collection[int] | None], Iterable[tuple[int, int, date | None]]]
    """The employee's key, how many wait, and since when the first of them does; of some employees or of all."""


WAITS: list[Wait] = []
