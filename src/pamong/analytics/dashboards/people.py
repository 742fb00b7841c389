"""The last steps down: the units below the one that is looked at, and its people whose plans one may see.

Nothing is counted here: who is listed is seen one by one, in the order of names.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.parts import PEOPLE
from pamong.analytics.dashboards.words import told_apart
from pamong.people.heads import heads_of
from pamong.people.models import Unit, recall_names
from pamong.performance.evaluation.wording import tag_for
from pamong.performance.late.queries import counts_late
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import say_period
from pamong.performance.plan.wording import tag_of
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number
from pamong.ui.paging import page_of
from pamong.ui.tables import Cell, Column, Row, Table

BY_NAME = ("employee__name", "employee_id", "pk")
BESIDE = "units"  # in the address: where the list of units goes on


def people_context(asked: Asked, units: str) -> dict[str, Any]:
    """Both lists with their next pages."""
    below = page_of(_units(asked), units)
    context: dict[str, Any] = {
        "units": _unit_table(asked, list(below.rows)),
        "units_next": asked.address(about=PEOPLE, **{BESIDE: below.next_cursor})
        if below.next_cursor
        else "",
        "people": None,
    }
    if asked.at is None:
        return context
    rows = Plan.objects.visible_to(asked.scope).filter(year=asked.year, unit=asked.at)
    rows = rows.select_related("employee", "position", "unit")
    page = page_of(rows, asked.after, by=BY_NAME)
    more = asked.address(about=PEOPLE, after=page.next_cursor) if page.next_cursor else ""
    return context | {"people": _people_table(asked, list(page.rows)), "people_next": more}


def _units(asked: Asked) -> Any:
    """Those right below; above all offices those that have none above themselves, or the agency's one root's."""
    rows = Unit.objects.on(asked.snapshot.day).filter(agency_id=asked.scope.agency_id)
    if asked.at:
        return rows.filter(parent=asked.at)
    return rows.filter(pk__in=[int(key) for key in asked.places])


def _unit_table(asked: Asked, rows: Sequence[Unit]) -> Table:
    recall_names(rows)
    heads = heads_of([row.pk for row in rows], today())
    names = told_apart((row.pk, row.name_on(asked.snapshot.day), row.code) for row in rows)
    columns = [Column(_("Unit"), kind="row"), Column(_("Dipimpin oleh"))]
    return Table(
        columns,
        [
            Row(
                [
                    Cell(
                        names[row.pk],
                        url=asked.address(about=PEOPLE, unit=str(row.uuid)),
                        sub=row.get_kind_display(),
                    ),
                    ", ".join(one.employee.full_name for one in heads.get(row.pk, ())[:1])
                    or _("belum ada"),
                ]
            )
            for row in rows
        ],
        _("Unit di bawahnya"),
    )


def _people_table(asked: Asked, plans: Sequence[Plan]) -> Table:
    """Each with what there is: the plan, the rating of the period, late steps."""
    recall_names(plan.unit for plan in plans)
    keys = [plan.pk for plan in plans]
    rated = Evaluation.objects.visible_to(asked.scope).standing()
    found = {one.plan_id: one for one in rated.filter(plan__in=keys, period=asked.period)}
    late = counts_late(keys, asked.year, today())
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("SKP"), kind="tag", nowrap=True),
        Column(_("Penilaian %(period)s") % {"period": say_period(asked.year, asked.period)}),
        Column(_("Rencana aksi lewat waktu"), kind="num"),
    ]
    rows = [_row(plan, found.get(plan.pk), late.get(plan.pk, 0)) for plan in plans]
    return Table(columns, rows, _("Pegawai"))


def _row(plan: Plan, rated: Evaluation | None, late: int) -> Row:
    shape, word = tag_of(plan.status)
    person = reverse("performance:plan-detail", args=[plan.uuid])
    rating: Any = _("belum ada")
    if rated:
        url = reverse("performance:evaluation-detail", args=[rated.uuid])
        state = tag_for(rated.status, is_rated=rated.is_complete)[1]
        rating = Cell(state, url=url, sub=_since(rated.status_on))
    return Row(
        [
            Cell(plan.employee.full_name, url=person, sub=f"{plan.post_name}, {plan.unit_name}"),
            Cell(word, tag=shape, sub=_since(plan.status_on)),
            rating,
            say_number(late),
        ]
    )


def _since(day: date | None) -> str:
    return say_day_full(day) if day else ""
