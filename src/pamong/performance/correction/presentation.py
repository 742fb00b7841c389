"""The corrections that wait, as values for the component tags."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.models import recall_names
from pamong.performance.correction.permissions import can_grant_correction
from pamong.performance.models import Reopening
from pamong.performance.periods import say_period
from pamong.ui.dates import say_ago, say_day_full
from pamong.ui.filters import sentence
from pamong.ui.tables import Cell, Column, Row, Table


def corrections_table(rows: Sequence[Reopening], scope: Scope, day: date) -> Table:
    """Whose evaluation, why, who asked, and whether the reader is the one to answer."""
    recall_names(row.evaluation.plan.unit for row in rows if row.evaluation)
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Alasan koreksi")),
            Column(_("Diminta")),
            Column(_("Sampai")),
            Column(_("Keadaan"), kind="tag"),
        ],
        rows=[_row(row, scope, day) for row in rows],
        caption=_("Koreksi yang menunggu orang kedua"),
    )


def _row(row: Reopening, scope: Scope, day: date) -> Row:
    evaluation = row.evaluation
    assert evaluation is not None
    plan = evaluation.plan
    period = sentence(say_period(plan.year, evaluation.period))
    is_mine = can_grant_correction(scope, row)
    return Row(
        cells=[
            Cell(
                plan.employee.full_name,
                url=reverse("performance:evaluation-detail", args=[evaluation.uuid]),
                sub=f"{period}, {evaluation.unit_name}",
            ),
            row.reason,
            Cell(row.asked_by.name, sub=say_ago(row.asked_on, day)),
            say_day_full(row.until) if row.until else "–",
            Cell(_("Menunggu Anda"), tag="wait")
            if is_mine
            else Cell(_("Menunggu orang kedua"), tag="proposed"),
        ]
    )
