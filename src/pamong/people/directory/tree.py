"""A unit in words and tables: dates, head, how many people, and the units below."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import Assignment, Unit
from pamong.ui.dates import say_day_full, say_last
from pamong.ui.tables import Cell, Column, Row, Table


def head_said(heads: Sequence[Assignment]) -> tuple[Any, str]:
    """Who leads, and as what."""
    if not heads:
        return Cell(_("Belum ada kepala"), tag="none"), ""
    first = heads[0]
    return first.employee.full_name, first.said


def total_below(path: str, counts: Mapping[str, int]) -> int:
    """How many people a unit has with all below it."""
    return sum(count for at, count in counts.items() if at.startswith(path))


def people_said(count: int) -> str:
    """How many people."""
    return ngettext("%(n)d orang", "%(n)d orang", count) % {"n": count}


def unit_facts(
    unit: Unit, heads: Sequence[Assignment], counts: Mapping[str, int]
) -> list[tuple[Any, ...]]:
    """What is recorded about a unit."""
    head, post = head_said(heads)
    return [
        (_("Kepala unit"), head.text if isinstance(head, Cell) else head, post),
        (_("Jenis"), unit.get_kind_display()),
        (_("Kode unit"), unit.code),
        (
            _("Berlaku"),
            _("%(since)s sampai %(until)s")
            % {"since": say_day_full(unit.valid_from), "until": say_last(unit.valid_to)},
        ),
        (_("Pegawai di unit ini"), people_said(counts.get(unit.path, 0))),
        (_("Termasuk unit di bawahnya"), people_said(total_below(unit.path, counts))),
    ]


def units_table(
    units: Sequence[Unit], heads: Mapping[int, Sequence[Assignment]], counts: Mapping[str, int]
) -> Table:
    """Units with head and people."""
    columns = [
        Column(_("Unit"), kind="row"),
        Column(_("Kepala unit")),
        Column(_("Pegawai"), kind="num"),
    ]
    rows = []
    for unit in units:
        head, post = head_said(heads.get(unit.pk, ()))
        url = reverse("people:unit-detail", args=[unit.uuid])
        rows.append(
            Row(
                [
                    Cell(unit.name, url=url, sub=unit.get_kind_display()),
                    head if isinstance(head, Cell) else Cell(head, sub=post),
                    str(total_below(unit.path, counts)),
                ]
            )
        )
    return Table(columns, rows, _("Unit kerja"))


def crumbs_of(line: Sequence[Unit], on: date) -> list[tuple[str, str]]:
    """The way from the top of the tree."""
    return [
        (unit.name, reverse("people:unit-detail", args=[unit.uuid]) if unit.is_on(on) else "")
        for unit in line
    ]
