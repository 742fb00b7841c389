"""Pages of plans to improve."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.evaluation.asking import about_evaluation, visible_evaluation
from pamong.performance.evaluation.asking_views import purpose_asked
from pamong.performance.improvement.actions import (
    acknowledge_improvement,
    add_milestone,
    cancel_improvement,
    judge_improvement,
    note_milestone,
    open_improvement,
    remove_milestone,
)
from pamong.performance.improvement.forms import (
    ImprovementForm,
    JudgeForm,
    MilestoneForm,
    NoteForm,
    ReadForm,
    StopForm,
)
from pamong.performance.improvement.permissions import (
    can_acknowledge_improvement,
    can_add_milestone,
    can_cancel_improvement,
    can_judge_improvement,
    can_note_milestone,
    can_open_improvement,
    rates_today,
)
from pamong.performance.improvement.presentation import (
    detail_context,
    improvements_table,
    measure_said,
    tabs_of,
    why_of,
)
from pamong.performance.improvement.queries import OVER, RUNNING, improvements_in
from pamong.performance.models import ImprovementMilestone, ImprovementPlan
from pamong.ui.paging import page_of
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import form_page, redirect, render

NEWEST = ("-opened_on", "-pk")
DETAIL = "performance:improvement-detail"


def visible_improvement(request: Request, uuid: UUID) -> ImprovementPlan:
    """The plan, or 404 when the reader may not even know of it."""
    rows = ImprovementPlan.objects.visible_to(request.scope)
    return get_object_or_404(rows.select_related(*ImprovementPlan.AROUND), uuid=uuid)


def visible_milestone(request: Request, uuid: UUID) -> ImprovementMilestone:
    """The milestone of a plan that the reader may know of, or 404."""
    seen = ImprovementPlan.objects.visible_to(request.scope)
    around = [f"plan__{name}" for name in ImprovementPlan.AROUND]
    rows = ImprovementMilestone.objects.filter(plan__in=seen.order_by()).select_related(*around)
    return get_object_or_404(rows, uuid=uuid)


def improvement_list(request: Request) -> HttpResponse:
    """One's own and those of one's people: running first, then what is over."""
    day = today(request.scope.time_zone)
    show = OVER if request.GET.get("show") == OVER else RUNNING
    rows = improvements_in(request.scope, show)
    page = page_of(rows, request.GET.get("after", ""), by=NEWEST)
    context = {
        "rows": page.rows,
        "tabs": tabs_of(show),
        "table": improvements_table(page.rows, day),
        "next_url": page.next_url(show=show),
    }
    return render(request, "performance/improvement_list.html", context=context)


@once
def improvement_open(request: Request, uuid: UUID) -> HttpResponse:
    """Open a plan to improve from an evaluation."""
    evaluation = visible_evaluation(request, uuid)
    day = today(evaluation.plan.agency.time_zone)
    form = ImprovementForm(request.POST or None, evaluation=evaluation, day=day)
    require(can_open_improvement(request.scope, evaluation), form)
    if form.is_valid():
        with refused_on(form):
            plan = open_improvement(evaluation, form.given(), by=request.user, on=day)
            said = _("Rencana dibuka. Sekarang tambahkan tonggaknya.")
            return redirect(request, DETAIL, uuid=plan.uuid, said=said)
    return form_page(
        request,
        "performance/improvement_open.html",
        form,
        **about_evaluation(evaluation),
        why=why_of(evaluation, day),
    )


def improvement_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Read one plan; an auditor states a purpose first."""
    plan = visible_improvement(request, uuid)
    day = today(plan.employee.agency.time_zone)
    back = (_("Rencana perbaikan"), reverse("performance:improvement-list"))
    asked = purpose_asked(request, plan.employee, day, plan.employee.full_name, back)
    return asked or _detail(request, plan, ReadForm())


def _detail(request: Request, plan: ImprovementPlan, form: ReadForm) -> HttpResponse:
    context = detail_context(plan, request.scope, today(plan.employee.agency.time_zone))
    context["form"] = form
    hand_back_unless(context["may_acknowledge"], form)
    return form_page(request, "performance/improvement_detail.html", **context)


@once
def milestone_add(request: Request, uuid: UUID) -> HttpResponse:
    """Set a mark on the way."""
    plan = visible_improvement(request, uuid)
    form = MilestoneForm(request.POST or None)
    require(can_add_milestone(request.scope, plan), form)
    if form.is_valid():
        with refused_on(form):
            day = today(plan.employee.agency.time_zone)
            add_milestone(plan, form.given(), by=request.user, on=day)
            said = _("Tonggak tersimpan. Pegawai melihatnya.")
            return redirect(request, DETAIL, uuid=uuid, said=said)
    return _asked(request, "milestone_add", plan, form)


def _asked(
    request: Request, name: str, plan: ImprovementPlan, form: Any, **more: Any
) -> HttpResponse:
    """A page with one form that leads back to the plan."""
    return form_page(
        request, f"performance/{name}.html", form, plan=plan, employee=plan.employee, **more
    )


@require_POST
@once
def milestone_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take back a mark at which nobody noted anything."""
    milestone = visible_milestone(request, uuid)
    day = today(milestone.plan.employee.agency.time_zone)
    plan = remove_milestone(milestone, by=request.user, on=day)
    return redirect(request, DETAIL, uuid=plan.uuid, said=_("Tonggak dihapus."))


@once
def milestone_note(request: Request, uuid: UUID) -> HttpResponse:
    """Note how a milestone came out, for one's own side."""
    milestone = visible_milestone(request, uuid)
    plan, leads = milestone.plan, rates_today(request.scope, milestone.plan.employee)
    form = NoteForm(request.POST or None, moves_day=leads)
    require(can_note_milestone(request.scope, milestone), form)
    if form.is_valid():
        with refused_on(form):
            day = today(plan.employee.agency.time_zone)
            note_milestone(milestone, form.given(), by=request.user, on=day)
            said = _("Catatan tersimpan. Pihak lain melihatnya.")
            return redirect(request, DETAIL, uuid=plan.uuid, said=said)
    more = {
        "milestone": milestone,
        "measure": measure_said(milestone),
        "may_remove": leads and plan.is_running and not milestone.notes.exists(),
    }
    return _asked(request, "milestone_note", plan, form, **more)


@once
def improvement_judge(request: Request, uuid: UUID) -> HttpResponse:
    """Say what came of it."""
    plan = visible_improvement(request, uuid)
    form = JudgeForm(request.POST or None)
    require(can_judge_improvement(request.scope, plan), form)
    if form.is_valid():
        with refused_on(form):
            day = today(plan.employee.agency.time_zone)
            judge_improvement(plan, **form.cleaned_data, by=request.user, on=day)
            said = _("Hasil tersimpan. Pegawai membaca dan menjawabnya.")
            return redirect(request, DETAIL, uuid=uuid, said=said)
    return _asked(request, "improvement_judge", plan, form)


@require_POST
@once
def improvement_acknowledge(request: Request, uuid: UUID) -> HttpResponse:
    """The person has read the result."""
    plan = visible_improvement(request, uuid)
    form = ReadForm(request.POST)
    require(can_acknowledge_improvement(request.scope, plan), form)
    if form.is_valid():
        with refused_on(form):
            day = today(plan.employee.agency.time_zone)
            acknowledge_improvement(plan, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, DETAIL, uuid=uuid)
    return _detail(request, plan, form)


@once
def improvement_cancel(request: Request, uuid: UUID) -> HttpResponse:
    """Stop a plan, with a reason."""
    plan = visible_improvement(request, uuid)
    form = StopForm(request.POST or None)
    require(can_cancel_improvement(request.scope, plan), form)
    if form.is_valid():
        with refused_on(form):
            day = today(plan.employee.agency.time_zone)
            cancel_improvement(plan, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, DETAIL, uuid=uuid)
    return _asked(request, "improvement_cancel", plan, form)
