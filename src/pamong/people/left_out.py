"""Rows of a table that are left out, and why: what the readings of small tables share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.ui.tables import Cell, Column, Row, Table

NAMED = 20  # rows in one refusal


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is left out, and why."""

    line: int
    text: str
    reason: str


def refuse_left_out(rejected: Sequence[Rejected]) -> None:
    """For who sends a table and sees no look at it first: all rows or none."""
    if rejected:
        said = [f"{one.line}: {one.reason}" for one in rejected[:NAMED]]
        more = ["…"] if rejected[NAMED:] else []
        raise ValidationError([_("Tidak ada yang disimpan. Perbaiki baris ini:"), *said, *more])


def rejected_table(rejected: Sequence[Rejected], title: Any = "") -> Table:
    """Rows that are left out, with the reason."""
    columns = [
        Column(_("Baris"), kind="num", wide=True),
        Column(_("Isi"), kind="row"),
        Column(_("Sebab")),
    ]
    rows = []
    for one in rejected:
        card = _("Baris %(line)s") % {"line": one.line}
        rows.append(Row([str(one.line), Cell(one.text, card=card), one.reason]))
    return Table(columns, rows, title or _("Baris yang tidak dibaca"))
