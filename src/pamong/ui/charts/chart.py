"""What a chart is: figures in four shapes that say the same."""

from dataclasses import dataclass
from typing import Any, Protocol

from pamong.ui.charts.specs import NARROW, WIDE, Spec
from pamong.ui.tables import Table


class Draw(Protocol):
    """A function of `specs.py` with its figures already given."""

    def __call__(self, *, width: int) -> Spec:
        """The specification for a drawing so wide."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A title, the sentence that the figures prove, the drawing for a width, and the figures as a table.

    All of them are made of the same figures by one function, so that none can say what another does not.
    """

    name: str  # in the address and in the name of a file: small letters and hyphens
    title: Any
    finding: Any
    draw: Draw
    table: Table

    @property
    def wide(self) -> Spec:
        """For a desk, for paper and as a file."""
        return self.draw(width=WIDE)

    @property
    def narrow(self) -> Spec:
        """For a phone, where the wide one would have letters too small to read."""
        return self.draw(width=NARROW)

    @property
    def words(self) -> str:
        """What is said of the drawing to who does not see it."""
        return f"{self.title}. {self.finding}"
