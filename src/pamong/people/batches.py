"""Long lists of keys in pieces that both databases take as parameters."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
SIZE = 500


def pieces(values: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """The values in pieces, in their order."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
