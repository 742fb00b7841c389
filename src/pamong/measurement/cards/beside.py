"""What higher apps say about a card beside what it says of itself."""

from collections.abc import Callable
from typing import Any

from pamong.access.scope import Scope
from pamong.measurement.models import Card

BESIDE: list[Callable[[Scope, Card], list[tuple[Any, ...]]]] = []  # handed over at start-up


def facts_beside(scope: Scope, card: Card) -> list[tuple[Any, ...]]:
    """All of it, as labels with their values."""
    return [fact for told in BESIDE for fact in told(scope, card)]
