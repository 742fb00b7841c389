"""What a file asks by itself, before anything of it is written: the same questions as the command asks of it."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pamong.measurement.figure_files.reasons import Reason
from pamong.measurement.questions import question_of
from pamong.measurement.sources.figures import Figures
from pamong.stats.quality import Finding, Report, examine

LINES = 6  # that a note names


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of how a sheet was read."""

    sheet: str
    reason: Reason

    @property
    def kept(self) -> list[Any]:
        """As a row keeps it."""
        return [self.sheet, self.reason.kept]


@dataclass(frozen=True, slots=True)
class Question:
    """A finding of the rules, with the sheet in which its line stands."""

    sheet: str
    line: int
    rule: str
    series: tuple[str, ...]
    time: str
    figures: Pairs[str, Any]

    @property
    def value(self) -> float | None:
        """The figure that is asked about."""
        value = self.figures.get("value")
        return float(value) if isinstance(value, int | float) else None

    @property
    def kept(self) -> list[Any]:
        """As a row keeps it."""
        return [self.line, self.rule, list(self.series), self.time, dict(self.figures), self.sheet]


def questions_in(found: Figures) -> tuple[list[Question], list[Note]]:
    """Table by table, as the command reads them; and what a reader should know of how they were read."""
    asked: list[Question] = []
    notes: list[Note] = []
    for file in found.files:
        report = examine(file.readings)
        sheet = file.table.sheet
        asked += [Question(sheet, *one) for one in report.findings]
        notes += [Note(sheet, one) for one in (*file.notes, *odd_times(report))]
    return asked, notes


def odd_times(report: Report) -> list[Reason]:
    """That figures are of another kind of time than the others of their series, and where."""
    lines = sorted({one.line for one in report.odd_times})
    told = {"count": str(len(lines)), "lines": ", ".join(map(str, lines[:LINES]))}
    return [Reason("odd_times", told)] if lines else []


def is_filler(one: Question) -> bool:
    """Whether a figure was typed where none was known: a number of nines, or keys in their order."""
    return one.rule == "test_row" and one.value is not None


def kept_said(kept: Sequence[Any]) -> str:
    """The question of a kept finding, in the language of the reader."""
    line, rule, series, time, figures, *_sheet = kept
    return question_of(Finding(line, rule, tuple(series), time, figures))
