"""One's plans on one line: the page that lists them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import recall_names
from pamong.performance.models import Plan
from pamong.performance.plan.presentation import tag_cell
from pamong.performance.timeline.presentation import (
    current_of,
    hole_said,
    holes_of,
    last_given,
    span_said,
)
from pamong.performance.timeline.queries import Given
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def list_context(plans: Sequence[Plan], given: Sequence[Given], day: date) -> dict[str, Any]:
    """One's plans on one line, newest first, with one that counts today."""
    recall_names(plan.unit for plan in plans)
    current = current_of(plans, day)
    beside = [p for p in plans if p.starts_on <= day <= p.ends_on and p.is_acting and p.is_in_force]
    table = Table(
        columns=[
            Column(_("Periode"), kind="row"),
            Column(_("Status"), kind="tag"),
            Column(_("Jabatan")),
            Column(_("Penilai")),
            Column(_("Predikat")),
        ],
        rows=[_plan_row(plan, given, day, plan is current or plan in beside) for plan in plans],
    )
    holes = holes_of([plan for plan in plans if plan.year == day.year])
    said = [hole_said(hole) for hole in holes]
    return {"plans": plans, "table": table, "current": current, "holes": said}


def _plan_row(plan: Plan, given: Sequence[Given], day: date, is_current: bool) -> Row:
    return Row(
        cells=[
            Cell(
                plan.title,
                url=reverse("performance:plan-detail", args=[plan.uuid]),
                sub=span_said(plan, day, is_current=is_current),
            ),
            tag_cell(plan.status, sub=say_day_full(plan.status_on)),
            Cell(plan.post_name, sub=plan.unit_name),
            plan.rater.full_name if plan.rater else _("belum tercatat"),
            last_given(plan, given),
        ],
        picked=is_current,
    )
