"""What is done with time: each part is safe to run twice, and says what it did."""

from collections.abc import Callable, Iterator

from pamong.access.forgetting import tick as forget_old

TICKS: list[Callable[[], Iterator[str]]] = [forget_old]
