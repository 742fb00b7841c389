"""Follow-ups as values for the component tags."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.follow_up.permissions import can_finish_follow_up
from pamong.performance.follow_up.queries import KINDS
from pamong.performance.models import FollowUp
from pamong.performance.rules import label_of, pack_named
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def follow_ups_table(
    follow_ups: Sequence[FollowUp], pack: Pack | None, scope: Scope, day: date | None = None
) -> Table:
    """Each follow-up with its owner, its day and how it stands; `pack` is for one evaluation."""
    columns = [
        Column(_("Tindak lanjut"), kind="row"),
        Column(_("Siapa")),
        Column(_("Paling lambat")),
        Column(_("Keadaan"), kind="tag"),
    ]
    if pack is None:
        columns.insert(1, Column(_("Pegawai")))
    rows = [_row(row, pack, scope, day) for row in follow_ups]
    return Table(columns=columns, rows=rows, caption=_("Tindak lanjut"))


def _row(follow_up: FollowUp, pack: Pack | None, scope: Scope, day: date | None) -> Row:
    evaluation = follow_up.evaluation
    words = pack or pack_named(evaluation.pack)
    may_finish = follow_up.done_on is None and can_finish_follow_up(scope, follow_up)
    url = reverse("performance:follow-up-finish", args=[follow_up.uuid]) if may_finish else ""
    cells: list[Cell | str] = [
        Cell(label_of(words, KINDS, follow_up.kind), url=url, sub=follow_up.text),
        follow_up.owner.full_name,
        say_day_full(follow_up.due_on),
        _state(follow_up, day),
    ]
    if pack is None:
        address = reverse("performance:evaluation-detail", args=[evaluation.uuid])
        cells.insert(1, Cell(evaluation.plan.employee.full_name, url=address))
    return Row(cells=cells)


def _state(follow_up: FollowUp, day: date | None) -> Cell:
    if follow_up.done_on:
        return Cell(_("Selesai"), tag="agreed", sub=follow_up.outcome)
    if day and follow_up.due_on < day:
        return Cell(_("Terlambat"), tag="late")
    return Cell(_("Berjalan"), tag="running")
