"""Posts as values for the component tags."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import Position
from pamong.ui.components import Tab
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def position_tabs(*, closed: bool) -> list[Tab]:
    """Those that stand, those that ended."""
    address = reverse("people:position-list")
    return [
        Tab(_("Berlaku"), address, current=not closed),
        Tab(_("Ditutup"), f"{address}?show=closed", current=closed),
    ]


def positions_table(
    positions: Iterable[Position], holders: Mapping[int, int], *, may_change: bool
) -> Table:
    """Posts with kind, grade and how many hold them."""
    columns = [
        Column(_("Jabatan"), kind="row"),
        Column(_("Jenis jabatan")),
        Column(_("Kelas"), kind="num"),
        Column(_("Pemegang"), kind="num"),
        Column(_("Berakhir"), nowrap=True),
    ]
    rows = [_row(one, holders.get(one.pk, 0), may_change=may_change) for one in positions]
    return Table(columns, rows, _("Jabatan"))


def _row(position: Position, holders: int, *, may_change: bool) -> Row:
    url = reverse("people:position-change", args=[position.uuid]) if may_change else ""
    leads = _("memimpin unit") if position.is_head else ""
    return Row(
        [
            Cell(position.name, url=url, sub=leads),
            Cell(str(position.get_kind_display()), sub=position.level),
            str(position.grade or ""),
            str(holders),
            say_day_full(position.valid_to) if position.valid_to else "",
        ]
    )


def held_facts(rows: Sequence[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """The posts of one unit, each with how many hold it."""
    return [
        (name, ngettext("%(n)d orang", "%(n)d orang", count) % {"n": count})
        for _uuid, name, count in rows
    ]


def ended_said(position: Position, on: date) -> str:
    """That the post has ended, or will."""
    if position.valid_to is None:
        return ""
    said = _("Ditutup sejak %(day)s") if position.valid_to <= on else _("Berakhir %(day)s")
    return said % {"day": say_day_full(position.valid_to)}
