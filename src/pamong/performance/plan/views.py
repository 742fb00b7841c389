"""Pages of plans."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.asking import year_asked
from pamong.performance.plan.acting import acting_facts, acting_offers, year_of
from pamong.performance.plan.acting_actions import draft_acting_plan
from pamong.performance.plan.actions import (
    agree_plan,
    draft_plan,
    propose_plan,
    return_plan,
    withdraw_plan,
)
from pamong.performance.plan.agreed import paper_years
from pamong.performance.plan.asking import visible_plan
from pamong.performance.plan.forms import DraftForm
from pamong.performance.plan.line import list_context
from pamong.performance.plan.permissions import can_return_plan
from pamong.performance.plan.presentation import team_context
from pamong.performance.plan.queries import (
    acting_posts,
    begins_on,
    plans_of,
    posts_within,
    team_plans,
    team_years,
)
from pamong.performance.plan.return_forms import ReturnForm
from pamong.performance.plan.rules import acting_allowed, check_acting_allowed
from pamong.performance.plan.seen import changed_since, marks_of, say_changed
from pamong.performance.rules import check_owes_plan, pack_on
from pamong.performance.timeline.queries import given_under
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


def own_employee(request: Request) -> Employee:
    """The person's own record; 404 for an account without one."""
    return get_object_or_404(
        Employee.objects.select_related("agency"), pk=request.scope.employee_id
    )


def plan_list(request: Request) -> HttpResponse:
    """One's own plans as a timeline with one that counts today."""
    plans = plans_of(request.scope, request.scope.employee_id)
    given = given_under(request.scope, [plan.pk for plan in plans])
    context = list_context(plans, given, today()) | {
        "is_official": request.scope.is_official,
        "paper_years": paper_years(plans),
        "may_draft": request.scope.employee_id and not request.scope.is_official,
    }
    if acting_allowed(pack_on(today(), local=request.scope.local_packs)):
        first, last = year_of(today())
        posts = posts_within(employee=request.scope.employee_id, first=first, last=last)
        context["offers"] = acting_offers(posts, plans)
    return render(request, "performance/plan_list.html", context=context)


@once
def plan_draft(request: Request) -> HttpResponse:
    """Open a plan for a period."""
    employee = own_employee(request)
    day = today(employee.agency.time_zone)
    check_owes_plan(employee.kind)
    asked = request.GET.get("year", "")
    initial = DraftForm.proposed(day, begins_on(employee, day), asked)
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            plan = draft_plan(employee, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return form_page(request, "performance/plan_draft.html", form)


@once
def acting_plan_draft(request: Request, uuid: UUID) -> HttpResponse:
    """Open a plan for an acting post beside the plan of the own one."""
    post = get_object_or_404(acting_posts(request.scope.employee_id), uuid=uuid)
    day = today(post.employee.agency.time_zone)
    check_acting_allowed(pack_on(day, local=request.scope.local_packs))
    form = DraftForm(request.POST or None, initial=DraftForm.within(post, day))
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            plan = draft_acting_plan(post, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return form_page(
        request, "performance/plan_draft.html", form, post=post, facts=acting_facts(post, day)
    )


@require_POST
@once
def plan_propose(request: Request, uuid: UUID) -> HttpResponse:
    """Hand the plan to the rater."""
    plan = propose_plan(visible_plan(request, uuid), by=request.user, on=today())
    return redirect(request, "performance:plan-detail", uuid=plan.uuid)


@require_POST
@once
def plan_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take the plan back."""
    plan = withdraw_plan(visible_plan(request, uuid), by=request.user, on=today())
    return redirect(request, "performance:plan-detail", uuid=plan.uuid)


@require_POST
@once
def plan_agree(request: Request, uuid: UUID) -> HttpResponse:
    """Agree the plan as it was read."""
    plan = visible_plan(request, uuid)
    if changed := changed_since([plan], request.POST.getlist("plan")):
        messages.warning(request, say_changed(changed))
    else:
        agree_plan(plan, by=request.user, on=today())
    return redirect(request, "performance:plan-detail", uuid=plan.uuid)


@once
def plan_return(request: Request, uuid: UUID) -> HttpResponse:
    """Give the plan back with what should change."""
    plan = visible_plan(request, uuid)
    changed = changed_since([plan], request.POST.getlist("plan"))
    form = ReturnForm(request.POST or None, changed=changed)
    require(can_return_plan(request.scope, plan), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            return_plan(plan, reason=form.cleaned_data["reason"], by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return form_page(
        request, "performance/plan_return.html", form, plans=[plan], marks=marks_of([plan])
    )


def plan_subordinates(request: Request) -> HttpResponse:
    """The plans of the people whom one rates, by state; `only` leads to the single one."""
    years = team_years(request.scope)
    year = year_asked(request, years[0] if years else today().year)
    rows = team_plans(request.scope, year)
    status = request.GET.get("status", "")
    shown = [row for row in rows if row.status == status]
    if request.GET.get("only") and len(shown) == 1:
        return redirect(request, "performance:plan-detail", uuid=shown[0].uuid)
    context = team_context(rows, year, years, status)
    return render(request, "performance/plan_subordinates.html", context=context)
