"""What an adapter to the national system is: the contract, and nothing that it must import besides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

Kind = Literal["people", "plans", "ratings"]
Value = str | int | float | Decimal | date | time | bool | None
Record = Mapping[str, Value]  # by the headings that a file of the kind may carry


@dataclass(frozen=True, slots=True)
class NationalPage:
    """Some records; an empty `cursor` says that they were the last.

    `marker` is what the next fetch gets as `since`. That of the last page counts, and only once
    somebody imported what was fetched: until then the same records are asked for again.
    `name` is what the page is called where it came from, as a file of a day: people read it as the source.
    """

    records: Sequence[Record]
    cursor: str = ""
    marker: str = ""
    name: str = ""


@runtime_checkable
class NationalSource(Protocol):
    """One way to the national system; made without arguments, anew for every fetch."""

    name: str  # as people read it, for example "SIASN"

    def kinds(self) -> Collection[Kind]:
        """What it can fetch."""
        ...

    def fetch(self, kind: Kind, *, since: str, cursor: str) -> NationalPage:
        """One page: from the beginning, or where the cursor of the page before says.

        `since` is empty at first. What goes wrong is a SourceError, never a half-filled page.
        """
        ...


class SourceError(Exception):
    """Why nothing was fetched, in one sentence that is shown and kept: never with a secret in it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
