"""Rows of a table that are left out, and why: what the readings of small tables share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pamong.ui.tables import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is left out, and why."""

    line: int
    text: str
    reason: str


def rejected_table(rejected: Sequence[Rejected], title: Any = "") -> Table:
    """Rows that are left out, with the reason."""
    columns = [Column(_("Baris"), kind="num"), Column(_("Isi"), kind="row"), Column(_("Sebab"))]
    rows = [Row([str(one.line), one.text, one.reason]) for one in rejected]
    return Table(columns, rows, title or _("Baris yang tidak dibaca"))
