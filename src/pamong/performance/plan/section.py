"""A person's plans, as people's page of a person shows them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.directory.sections import Section
from pamong.people.models import Employee
from pamong.performance.plan.queries import plans_of
from pamong.performance.plan.wording import tag_of
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def plans_section(scope: Scope, employee: Employee, on: date) -> Section | None:  # noqa: ARG001 — every section is asked alike
    """Plans by period; a move in the year makes more than one."""
    columns = [Column(_("SKP"), kind="row"), Column(_("Status"), kind="tag"), Column(_("Penilai"))]
    rows = []
    for plan in plans_of(scope, employee.pk):
        state, word = tag_of(plan.status)
        span = {"since": say_day_full(plan.starts_on), "until": say_day_full(plan.ends_on)}
        url = reverse("performance:plan-detail", args=[plan.uuid])
        name = Cell(
            plan.title,
            url=url,
            sub=_("%(since)s sampai %(until)s") % span,
        )
        rows.append(Row([name, Cell(word, tag=state), plan.rater.full_name if plan.rater else ""]))
    title = _("SKP")
    return Section(title, Table(columns, rows, title), _("Belum ada SKP"))
