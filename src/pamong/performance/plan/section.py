"""A person's plans, as people's page of a person shows them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.directory.sections import Section
from pamong.people.models import Employee
from pamong.performance.plan.queries import plans_of
from pamong.performance.plan.wording import tag_of
from pamong.performance.timeline.presentation import current_of, last_given, span_said
from pamong.performance.timeline.queries import given_under
from pamong.ui.tables import Cell, Column, Row, Table


def plans_section(scope: Scope, employee: Employee, on: date) -> Section | None:
    """Plans on one line, newest first, one of them current; a move in the year makes more than one."""
    columns = [
        Column(_("SKP"), kind="row"),
        Column(_("Status"), kind="tag"),
        Column(_("Penilai")),
        Column(_("Predikat")),
    ]
    plans = plans_of(scope, employee.pk)
    given = given_under(scope, [plan.pk for plan in plans]) if plans else []
    current = current_of(plans, on)
    rows = []
    for plan in plans:
        state, word = tag_of(plan.status)
        url = reverse("performance:plan-detail", args=[plan.uuid])
        is_current = plan is current
        said = f"{plan.post_name}. {span_said(plan, on, is_current=is_current)}"
        rater = plan.rater.full_name if plan.rater else ""
        name = Cell(plan.title, url=url, sub=said)
        cells = [name, Cell(word, tag=state), rater, last_given(plan, given)]
        rows.append(Row(cells, picked=is_current))
    title = _("SKP")
    return Section(title, Table(columns, rows, title), _("Belum ada SKP"))
