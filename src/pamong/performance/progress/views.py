"""Pages of realisation and action plan."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.offline.keeping import kept, typed_at
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.models import Plan
from pamong.performance.plan.asking import visible_plan
from pamong.performance.progress import permissions
from pamong.performance.progress.actions import enter_readings
from pamong.performance.progress.forms import ReadingsForm, StepsForm
from pamong.performance.progress.presentation import (
    copying_said,
    part_tabs,
    readings_context,
    said_of,
    steps_context,
    with_fields,
)
from pamong.performance.progress.queries import readings_of, results_of, steps_of
from pamong.performance.progress.step_actions import copy_steps, save_steps
from pamong.performance.quarters import Stretch, last_day, part_asked, parts_of, quarter_asked
from pamong.performance.rhythm import rhythm_of, rhythms_of
from pamong.performance.rules import pack_named
from pamong.performance.windows.queries import closed_sentence, readings_closed
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


@once
def readings_enter(request: Request, uuid: UUID) -> HttpResponse:
    """All indicators of a plan in a quarter or month: what is known, and several figures at once."""
    plan, day = visible_plan(request, uuid), today()
    by_month = rhythm_of(plan, rhythms_of(request.scope))
    part = part_asked(plan, request.GET.get("q", ""), day, by_month)
    until, content = last_day(plan, part, day), results_of(plan)
    may_write = permissions.can_enter_reading(request.scope, plan)
    form = ReadingsForm(
        request.POST or None,
        lines=content.indicators,
        pack=pack_named(plan.pack),
        initial={"as_of": until},
        label_suffix="",
    )
    require(may_write or request.method != "POST", form)
    if form.is_valid():
        with refused_on(form):
            written = enter_readings(plan, form.given(typed_at(request)), by=request.user, on=day)
            return redirect(request, _page("readings-enter", plan, part), said=said_of(written))
    context = readings_context(plan, content, readings_of(plan, content), part, until=until)
    context["tabs"] = part_tabs(
        parts_of(plan, by_month), part, reverse("performance:readings-enter", args=[uuid])
    )
    context["closed"] = closed_sentence(readings_closed(plan, day), part)
    is_own = may_write  # devices keep one's own readings, never those that one may read
    may_write = may_write and plan.is_in_force and not context["closed"]
    hand_back_unless(may_write, form, context["closed"])
    if may_write:
        context = with_fields(context, form)
    status = UNPROCESSABLE if form.is_bound else 200
    page = render(request, "performance/readings.html", context=context, status=status)
    return kept(request, page) if is_own else page


def _page(name: str, plan: Plan, part: Stretch) -> str:
    return f"{reverse(f'performance:{name}', args=[plan.uuid])}?q={part.code}"


@once
def steps_save(request: Request, uuid: UUID) -> HttpResponse:
    """The action plan of a quarter for all results of a plan, on one screen."""
    plan, day = visible_plan(request, uuid), today()
    quarter = quarter_asked(plan, request.GET.get("q", ""), day)
    content = results_of(plan)
    may_write = permissions.can_save_steps(request.scope, plan)
    steps = steps_of(plan, quarter.number)
    form = StepsForm(request.POST or None, results=content.results, steps=steps)
    require(may_write or request.method != "POST", form)
    if form.is_valid():
        with refused_on(form):
            save_steps(plan, quarter.number, form.given(), by=request.user, on=day)
            said = _("Rencana aksi %s tersimpan.") % quarter.name
            return redirect(request, _page("steps-save", plan, quarter), said=said)
    copying = copying_said(quarter, steps_of(plan, quarter.number - 1), steps)
    context = steps_context(plan, content, quarter, form, copying=copying)
    context["may_write"] = may_write and plan.is_in_force
    hand_back_unless(context["may_write"], form)
    return form_page(request, "performance/steps.html", **context)


@require_POST
@once
def steps_copy(request: Request, uuid: UUID, quarter: int) -> HttpResponse:
    """Take over the steps of the quarter before."""
    plan = visible_plan(request, uuid)
    asked = quarter_asked(plan, str(quarter), today())
    new = copy_steps(plan, asked.number, by=request.user, on=today())
    told = ngettext("%(n)d rencana aksi disalin.", "%(n)d rencana aksi disalin.", len(new))
    return redirect(request, _page("steps-save", plan, asked), said=told % {"n": len(new)})
