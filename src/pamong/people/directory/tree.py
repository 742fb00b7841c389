"""A unit in words and tables: dates, head, how many people, and the units below."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pamong.people.directory.queries import Headcount
from pamong.people.models import Assignment, Unit
from pamong.people.queries import COUNTED
from pamong.ui.dates import say_day_full, say_last
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def head_said(heads: Sequence[Assignment]) -> tuple[Any, str]:
    """Who leads, and as what."""
    if not heads:
        return Cell(_("Belum ada kepala"), tag="none"), ""
    first = heads[0]
    return first.employee.full_name, first.said


def whole_said(count: Headcount) -> str:
    """How many people with all units below; of many only that there are more."""
    if count.whole > COUNTED:
        return f"{say_number(COUNTED)}+"
    return say_number(count.whole)


def people_said(count: str, n: int) -> str:
    """How many people."""
    return ngettext("%(n)s orang", "%(n)s orang", n) % {"n": count}


def unit_facts(unit: Unit, heads: Sequence[Assignment], count: Headcount) -> list[tuple[Any, ...]]:
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
        (_("Pegawai di unit ini"), people_said(say_number(count.own), count.own)),
        (_("Termasuk unit di bawahnya"), people_said(whole_said(count), count.whole)),
    ]


def found_table(units: Sequence[Unit], heads: Mapping[int, Sequence[Assignment]]) -> Table:
    """Units that bear a name, each with the one above it."""
    columns = [
        Column(_("Unit"), kind="row"),
        Column(_("Di bawah")),
        Column(_("Kepala unit")),
    ]
    rows = []
    for unit in units:
        above = unit.parent.name if unit.parent else ""
        rows.append(Row([_named(unit), above, _head(heads.get(unit.pk, ()))]))
    return Table(columns, rows, _("Unit kerja"))


def _named(unit: Unit) -> Cell:
    url = reverse("people:unit-detail", args=[unit.uuid])
    return Cell(unit.name, url=url, sub=unit.get_kind_display())


def _head(heads: Sequence[Assignment]) -> Cell:
    head, post = head_said(heads)
    return head if isinstance(head, Cell) else Cell(head, sub=post)


def units_table(
    units: Sequence[Unit],
    heads: Mapping[int, Sequence[Assignment]],
    counts: Mapping[int, Headcount],
) -> Table:
    """Units with head and people."""
    columns = [
        Column(_("Unit"), kind="row"),
        Column(_("Kepala unit")),
        Column(pgettext("several", "Pegawai"), kind="num"),
    ]
    rows = []
    for unit in units:
        head = _head(heads.get(unit.pk, ()))
        rows.append(Row([_named(unit), head, whole_said(counts[unit.pk])]))
    return Table(columns, rows, _("Unit kerja"))


def crumbs_of(line: Sequence[Unit], on: date) -> list[tuple[str, str]]:
    """The way from the top of the tree."""
    return [
        (unit.name, reverse("people:unit-detail", args=[unit.uuid]) if unit.is_on(on) else "")
        for unit in line
    ]
