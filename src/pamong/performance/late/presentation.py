"""Late steps in words: what waits, for how long, whose it is and whose result waits."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.late.queries import Late, by_due
from pamong.ui.dates import say_ago, say_day_full
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.pasting import Paste
from pamong.ui.tables import Cell, Column, Row, Table


def late_table(rows: Sequence[Late], on: date) -> Table:
    """One row a step; no order but the names."""
    columns = [
        Column(_("Yang diingatkan"), kind="row"),
        Column(_("Rencana aksi")),
        Column(_("Seharusnya selesai"), nowrap=True),
        Column(_("Terlaksana"), kind="num", nowrap=True),
        Column(_("Yang menunggu")),
    ]
    return Table(columns, [_row(one, on) for one in rows], _("Rencana aksi yang lewat waktu"))


def _row(one: Late, on: date) -> Row:
    plan, step = one.plan, one.step
    url = reverse("performance:plan-detail", args=[plan.uuid])
    place = f"{plan.post_name}, {plan.unit_name}"
    return Row(
        [
            Cell(plan.employee.full_name, url=url, sub=place),
            Cell(step.text, sub=_("Hasil kerja: %(text)s") % {"text": step.result.text}),
            Cell(say_day_full(one.due_on), sub=say_ago(one.due_on, on)),
            done_said(one),
            _waits(one),
        ]
    )


def done_said(one: Late) -> str:
    """6 dari 12 kunjungan; without a number planned nothing was entered."""
    step = one.step
    if step.amount is None:
        return _("belum ada")
    told = {"done": say_number(one.done), "amount": with_unit(say_number(step.amount), step.unit)}
    return _("%(done)s dari %(amount)s") % told


def _waits(one: Late) -> Cell:
    """The leader's result that this one serves."""
    above = one.step.result.serves
    if above is None:
        return Cell(_("Belum terhubung ke atas"))
    return Cell(above.plan.employee.full_name, sub=above.text)


def late_told(rows: Sequence[Late], on: date, *, is_all: bool) -> Paste:
    """For a group of the people: how many of which day, nobody by name."""
    lines = []
    for day, late in by_due(rows).items():
        people = len({one.plan.employee_id for one in late})
        told = {
            "day": say_day_full(day),
            "steps": say_number(len(late)),
            "people": say_number(people),
            "ago": say_ago(day, on),
        }
        said = ngettext(
            "Seharusnya selesai %(day)s (%(ago)s): %(steps)s rencana aksi dari %(people)s pegawai",
            "Seharusnya selesai %(day)s (%(ago)s): %(steps)s rencana aksi dari %(people)s pegawai",
            len(late),
        )
        lines.append(said % told)
    if lines and not is_all:
        lines.append(_("Masih ada yang lain"))
    return Paste(_("Rencana aksi yang lewat waktu"), lines)
