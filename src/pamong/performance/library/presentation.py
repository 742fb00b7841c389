"""The library in tables: for whoever keeps it, and beside a plan that may take from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.models import Indicator
from pamong.performance.models import LibraryIndicator, LibraryResult
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import Cell, Column, Row, Table


def posts_shown(
    library: Mapping[str, Sequence[LibraryResult]], *, may_write: bool
) -> list[dict[str, Any]]:
    """Each post with its results; who keeps them opens each."""
    add = reverse("performance:library-add")
    return [
        {
            "post": post,
            "table": _results_table(rows, may_write=may_write),
            "source": rows[0].source,
            "add_url": f"{add}?{urlencode({'post': post})}",
        }
        for post, rows in library.items()
    ]


def _results_table(rows: Iterable[LibraryResult], *, may_write: bool) -> Table:
    return Table(
        [Column(_("Rencana hasil kerja"), kind="row"), Column(_("Indikator dan target"))],
        [
            Row(
                [
                    Cell(row.text, url=_url(row, may_write), sub=row.get_kind_display()),
                    "; ".join(_lines(row)),
                ]
            )
            for row in rows
        ],
    )


def _url(row: LibraryResult, may_write: bool) -> str:
    return reverse("performance:library-change", args=[row.uuid]) if may_write else ""


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
        target = sign + with_unit(say_number(line.target), line.unit)
    return f"{line.name}: {target}" if target else line.name
