"""The library in tables: for whoever keeps it, and beside a plan that may take from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pamong.measurement.models import Indicator
from pamong.performance.models import LibraryIndicator, LibraryResult
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def posts_shown(library: Mapping[str, Sequence[LibraryResult]]) -> list[dict[str, Any]]:
    """Each post with its results."""
    return [
        {"post": post, "table": _results_table(rows), "source": rows[0].source}
        for post, rows in library.items()
    ]


def _results_table(rows: Iterable[LibraryResult]) -> Table:
    return Table(
        [Column(_("Rencana hasil kerja"), kind="row"), Column(_("Indikator dan target"))],
        [Row([Cell(row.text, sub=row.get_kind_display()), "; ".join(_lines(row))]) for row in rows],
    )


def picks(rows: Iterable[LibraryResult]) -> Table:
    """What may be taken into a plan."""
    return Table(
        [
            Column(_("Pilih"), kind="pick", name="library"),
            Column(_("Rencana hasil kerja"), kind="row"),
            Column(_("Indikator dan target")),
        ],
        [Row([str(row.uuid), row.text, "; ".join(_lines(row))]) for row in rows],
    )


def _lines(row: LibraryResult) -> list[str]:
    return [_line(line) for line in row.indicators.all()]


def _line(line: LibraryIndicator) -> str:
    target = line.target_text
    if line.target is not None:
        sign = "≤ " if line.direction == Indicator.Direction.LESS else ""
        target = f"{sign}{say_number(line.target)} {line.unit}".strip()
    return f"{line.name}: {target}" if target else line.name
