"""What a line said when its page was opened, carried by the page's own form."""

from datetime import time
from decimal import Decimal
from typing import Protocol

from pamong.ledger.actions import digest_of


class Written(Protocol):
    """A line as it stands, or as it was typed."""

    @property
    def step_id(self) -> int | None:
        """The step that it is about."""

    @property
    def text(self) -> str:
        """What was done."""

    @property
    def amount(self) -> Decimal | None:
        """How much of it."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def begins(self) -> time | None:
        """From when."""

    @property
    def ends(self) -> time | None:
        """Until when."""


def mark_of(line: Written) -> str:
    """Equal marks, equal lines; the ends of rows, which browsers write anew, do not count."""
    parts = (
        line.step_id,
        "\n".join(line.text.strip().splitlines()),
        line.amount if line.amount is None else str(line.amount.normalize()),
        line.unit.strip(),
        *(one and f"{one:%H:%M}" for one in (line.begins, line.ends)),
    )
    return digest_of(repr(parts))
