"""A person's plans, as people's page of a person shows them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.leave.kinds import kind_label
from pamong.people.leave.queries import leaves_of_person
from pamong.people.models import Employee, Leave
from pamong.people.permissions import keeps_person
from pamong.people.sections import Section
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import can_shorten_plan
from pamong.performance.plan.queries import plans_of
from pamong.performance.plan.shortening import Cut, cuts_of, is_long
from pamong.performance.plan.wording import tag_of
from pamong.performance.timeline.presentation import current_of, span_said
from pamong.ui.dates import say_days
from pamong.ui.tables import Cell, Column, Row, Table


def plans_section(scope: Scope, employee: Employee, on: date) -> Section | None:
    """Plans on one line, newest first, one of them current; a move in the year makes more than one."""
    columns = [
        Column(_("SKP"), kind="row"),
        Column(_("Status"), kind="tag"),
        Column(_("Penilai")),
    ]
    plans = plans_of(scope, employee.pk)
    current = current_of(plans, on)
    rows = []
    for plan in plans:
        state, word = tag_of(plan.status)
        url = reverse("performance:plan-detail", args=[plan.uuid])
        is_current = plan is current
        said = f"{plan.post_name}. {span_said(plan, on, is_current=is_current)}"
        rater = plan.rater.full_name if plan.rater else ""
        name = Cell(plan.title, url=url, sub=said)
        cells = [name, Cell(word, tag=state), rater]
        rows.append(Row(cells, picked=is_current))
    title = _("SKP")
    return Section(title, Table(columns, rows, title), _("Belum ada SKP"))


def leave_section(scope: Scope, employee: Employee, on: date) -> Section | None:
    """Plans of this year and later that a long leave may shorten, to whoever may do it."""
    if not can_rate_or_keep(scope, employee):
        return None
    leaves = _leaves(scope, employee, on)
    if not leaves:
        return None
    rows = []
    for plan in plans_of(scope, employee.pk):
        if can_shorten_plan(scope, plan) and plan.ends_on.year >= on.year:
            rows += [_cut_row(plan, cut) for cut in cuts_of(plan, leaves)]
    if not rows:
        return None
    columns = [Column(_("SKP"), kind="row"), Column(_("Cuti")), Column(_("Menjadi"))]
    title = _("Cuti panjang dalam periode SKP")
    return Section(title, Table(columns, rows, title), "")


def can_rate_or_keep(scope: Scope, employee: Employee) -> bool:
    """Whether the account may have anything to decide here; it spares others a query."""
    return keeps_person(scope, employee) or (employee.rater_id or 0) in scope.rater_ids


def _leaves(scope: Scope, employee: Employee, on: date) -> list[Leave]:
    since = date(on.year, 1, 1)
    rows = sorted(leaves_of_person(scope, employee), key=lambda leave: leave.valid_from)
    return [leave for leave in rows if leave.last >= since and is_long(leave, scope.local_packs)]


def _cut_row(plan: Plan, cut: Cut) -> Row:
    url = reverse("performance:plan-shorten", args=[plan.uuid])
    leave = cut.leave
    return Row(
        [
            Cell(plan.title, url=url, sub=_("Persingkat periode SKP")),
            Cell(kind_label(leave.kind), sub=say_days(leave.valid_from, leave.last)),
            say_days(cut.starts_on, cut.ends_on),
        ]
    )
