"""Coming retirements as a table."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.leaving.reasons import leaving_pack
from pamong.people.models import Employee
from pamong.people.retirement.queries import YEARS_AHEAD, Retirement
from pamong.people.retirement.rules import AGES, groups
from pamong.ui.components import Tab, tag
from pamong.ui.dates import say_day, say_day_full, say_left
from pamong.ui.paging import COUNTED
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table


def retirement_tabs(asked: str, on: date) -> list[Tab]:
    """The coming twelve months, then the years after this."""
    url = reverse("people:retirement-list")
    years = [str(year) for year in range(on.year + 1, on.year + 1 + YEARS_AHEAD)]
    soon = Tab(_("12 bulan ke depan"), url, current=asked not in years)
    return [soon, *(Tab(year, f"{url}?year={year}", current=asked == year) for year in years)]


def count_said(number: int) -> str:
    """How many there are."""
    if number > COUNTED:
        return _("Lebih dari %(n)s pegawai") % {"n": COUNTED}
    return ngettext("%(n)s pegawai", "%(n)s pegawai", number) % {"n": number}


def retirement_table(rows: Sequence[Retirement], on: date, *, leaves: bool) -> Table:
    """One person a row: born when, at which age, from which day; who is due may be recorded."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Jabatan")),
        Column(_("Batas usia"), nowrap=True),
        Column(_("TMT pensiun"), nowrap=True),
        *([Column(_("Tindakan"), kind="actions")] if leaves else []),
    ]
    return Table(columns, [_row(row, on, leaves=leaves) for row in rows], _("Pensiun mendatang"))


def _row(row: Retirement, on: date, *, leaves: bool) -> Row:
    url = reverse("people:employee-detail", args=[row.uuid])
    born = _("lahir %(day)s") % {"day": say_day_full(row.born_on)}
    kind = str(dict(Employee.Kind.choices)[row.kind])
    is_due = row.on <= on
    left = tag("late", _("Sudah lewat")) if is_due else say_left(row.on, on)
    due = Cell(say_day_full(row.on), sub=left)
    group = row.group.label if row.group.is_named else ""
    age = Cell(_("%(n)d tahun") % {"n": row.group.age}, sub=group)
    cells: list[Any] = [
        Cell(row.name, url=url, sub=f"{kind} · {born}"),
        Cell(row.post, sub=row.unit),
        age,
        due,
    ]
    return Row([*cells, _action(row)] if leaves else cells)


def _action(row: Retirement) -> Any:
    """The way to record it, also ahead of its day, with what is known already filled in."""
    if row.leaves_on:
        return Cell(_("Tercatat"), tag="agreed", sub=say_day_full(row.leaves_on))
    reason = leaving_pack().scales["leaving_reason"].codes[0]
    asked = urlencode({"reason": reason, "left_on": say_day(row.on)})
    url = reverse("people:employee-leave", args=[row.uuid])
    return Cell(_("Catat berhenti"), url=f"{url}?{asked}")


def ages_why() -> Explained:
    """At which age whom, with the sources."""
    table = leaving_pack().tables[AGES]
    reasons = [
        Reason(
            _("%(group)s: %(n)d tahun.") % {"group": group.label, "n": group.age},
            group.row.citation or table.citation,
        )
        for group in groups()
    ]
    open_ones = [group.label for group in groups() if group.row.unconfirmed or table.unconfirmed]
    return Explained(tuple(reasons), tuple(open_ones))
