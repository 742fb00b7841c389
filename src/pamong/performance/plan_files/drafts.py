"""What a file says of plans, before anyone looked at what the agency has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pamong.documents.sheets import Value


@dataclass(slots=True)
class DraftLine:
    """An indicator with its target as a figure, or else as a text."""

    line: int
    name: str
    aspect: str = ""
    perspective: str = ""
    target: Decimal | None = None
    target_text: str = ""
    unit: str = ""
    direction: str = ""
    source: str = ""


@dataclass(slots=True)
class DraftResult:
    """A result with the leader's result that it serves, in the words of the file."""

    line: int
    text: str
    is_main: bool = True
    serves: str = ""
    assigned_by: str = ""
    lines: list[DraftLine] = field(default_factory=list)


@dataclass(slots=True)
class DraftPlan:
    """One person's plan for a period."""

    nip: str
    line: int
    year: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    agreed_on: date | None = None
    is_qualitative: bool = False
    results: list[DraftResult] = field(default_factory=list)
    sides: list[tuple[int, str, str]] = field(default_factory=list)  # line, part, content
    faults: list[tuple[int, str]] = field(default_factory=list)
    rows: list[tuple[int, Sequence[Value], str]] = field(default_factory=list)  # and their sheet

    @property
    def begins(self) -> date | None:
        """Its first day as far as the rows say it: the day itself, or that of the year."""
        return self.starts_on or (date(self.year, 1, 1) if self.year else None)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not imported, with its cells as they were, and why."""

    line: int
    cells: Sequence[Value]
    reason: str
    sheet: str = ""  # where several were read


@dataclass(slots=True)
class PlansRead:
    """The file understood."""

    digest: str
    name: str
    headings: list[str] = field(default_factory=list)
    plans: list[DraftPlan] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # headings without a meaning here
