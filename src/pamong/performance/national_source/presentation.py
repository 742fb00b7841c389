"""Fetches as a table."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.performance.models import NationalFetch
from pamong.ui.dates import say_day
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Kind, Status = NationalFetch.Kind, NationalFetch.Status
TAGS = {Status.ASKED: "wait", Status.FETCHED: "agreed", Status.EMPTY: "none", Status.FAILED: "late"}
PAGES = {
    Kind.PEOPLE: "people:import-detail",
    Kind.PLANS: "performance:planfile-detail",
    Kind.RATINGS: "performance:history-detail",
}


def fetches_table(rows: Iterable[NationalFetch]) -> Table:
    """One's own fetches, each with the file that waits to be confirmed."""
    columns = [
        Column(_("Yang diambil"), kind="row"),
        Column(_("Tanggal")),
        Column(_("Status")),
        Column(_("Baris"), kind="num"),
    ]
    return Table(columns, [_row(row) for row in rows], _("Pengambilan Anda"))


def _row(row: NationalFetch) -> Row:
    status = Status(row.status)
    word: Any = status.label
    name = Cell(str(Kind(row.kind).label), url=url_of(row), sub=row.failure)
    count = say_number(row.records) if status in {Status.FETCHED, Status.EMPTY} else "–"
    return Row([name, say_day(row.asked_on), Cell(word, tag=TAGS[status]), count])


def url_of(row: NationalFetch) -> str:
    """Where the file is looked at and confirmed."""
    return reverse(PAGES[Kind(row.kind)], args=[row.file_uuid]) if row.file_uuid else ""
