"""What a chart is: figures in four shapes that say the same."""

from dataclasses import dataclass
from typing import Any, Protocol

from pamong.ui.charts.framing import NARROW, SCREEN, SCREEN_HIGH, WIDE, Spec
from pamong.ui.tables import Table


class Draw(Protocol):
    """A function of `specs.py` with its figures already given."""

    def __call__(self, *, width: int, height: int = 0) -> Spec:
        """The specification for a drawing so wide; with a height, of what has room in it."""


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
    key: Any = ""  # what shapes and lines in the drawing mean
    cut: Any = ""  # how far the drawing and the table go, where they do not hold all

    @property
    def wide(self) -> Spec:
        """For a desk, for paper and as a file."""
        return self.draw(width=WIDE)

    @property
    def narrow(self) -> Spec:
        """For a phone, where the wide one would have letters too small to read."""
        return self.draw(width=NARROW)

    @property
    def on_screen(self) -> Spec:
        """For a screen across a room: as high as it has room, with letters that are large beside its width."""
        return self.draw(width=SCREEN, height=SCREEN_HIGH)

    @property
    def left_out(self) -> int:
        """How many things that are drawn elsewhere have no room on such a screen."""
        return len(self.wide["data"]["values"]) - len(self.on_screen["data"]["values"])

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to draw; a table may hold rows of which no figure is known."""
        return bool(self.narrow["data"]["values"])

    @property
    def told(self) -> str:
        """What is said where the table stands below."""
        return f"{self.finding} {self.cut}".strip()

    @property
    def words(self) -> str:
        """What is said of the drawing to who does not see it."""
        return f"{self.title}. {self.finding}"
