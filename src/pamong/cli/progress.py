"""Says where long work is, on standard error, once it takes over two seconds."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")
QUIET_SECONDS = 2.0
LOOK_EVERY = 500


class Progress:
    """Speaks every two seconds."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Say where the work is, every two seconds."""
        now = time.monotonic()
        if now - self.last > QUIET_SECONDS:
            self.last, seconds = now, now - self.began
            count = f" {done:,}/{of:,}" if of else f" {done:,}" if done else ""
            click.echo(f"{seconds:5.0f} s  {step}{count}", err=True)

    def over(self, rows: Iterable[T], step: str) -> Iterator[T]:
        """The rows as they come, with a word every two seconds."""
        for count, row in enumerate(rows, start=1):
            yield row
            if count % LOOK_EVERY == 0:
                self(step, count)
