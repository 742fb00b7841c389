"""Telling how far a long import is."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]


def silent(step: str, done: int, of: int) -> None:
    """Tell nobody."""
