"""What is done with time: each part is safe to run twice, and says what it did."""

from collections.abc import Callable, Iterator

TICKS: list[Callable[[], Iterator[str]]] = []
