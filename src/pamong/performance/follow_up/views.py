"""Pages of follow-ups and of carrying results over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.evaluation.views import visible_evaluation
from pamong.performance.follow_up.actions import add_follow_up, carry_result, finish_follow_up
from pamong.performance.follow_up.forms import FinishForm, FollowUpForm
from pamong.performance.follow_up.permissions import can_add_follow_up, can_finish_follow_up
from pamong.performance.follow_up.presentation import follow_ups_table
from pamong.performance.follow_up.queries import KINDS, follow_ups_of, plan_to_carry_into
from pamong.performance.models import FollowUp, Plan, Result
from pamong.performance.rules import label_of, pack_named
from pamong.performance.windows.queries import say_period
from pamong.ui.responses import UNPROCESSABLE, redirect, render

PREDICATES = "predicate"


def follow_up_list(request: Request) -> HttpResponse:
    """Those one owns and those of one's people."""
    rows = follow_ups_of(request.scope)
    context = {
        "rows": rows,
        "running": sum(row.done_on is None for row in rows),
        "table": follow_ups_table(rows, None, request.scope, today()),
    }
    return render(request, "performance/follow_up_list.html", context=context)


@once
def follow_up_add(request: Request, uuid: UUID) -> HttpResponse:
    """Give a follow-up to an evaluation."""
    evaluation = visible_evaluation(request, uuid)
    require(can_add_follow_up(request.scope, evaluation))
    day = today(evaluation.plan.agency.time_zone)
    form = FollowUpForm(request.POST or None, evaluation=evaluation, day=day)
    if request.method == "POST" and form.is_valid():
        add_follow_up(evaluation, form.given(), by=request.user, on=day)
        return redirect(request, "performance:evaluation-detail", uuid=uuid)
    context = {
        "form": form,
        "evaluation": evaluation,
        "period": say_period(evaluation.plan.year, evaluation.period),
        "predicate": label_of(pack_named(evaluation.pack), PREDICATES, evaluation.predicate),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/follow_up_add.html", context=context, status=status)


@once
def follow_up_finish(request: Request, uuid: UUID) -> HttpResponse:
    """Mark a follow-up as done."""
    rows = FollowUp.objects.visible_to(request.scope).select_related(
        "evaluation__plan__employee", "evaluation__plan__agency", "owner"
    )
    follow_up = get_object_or_404(rows, uuid=uuid)
    require(can_finish_follow_up(request.scope, follow_up))
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        finish_follow_up(follow_up, **form.cleaned_data, by=request.user, on=today())
        return redirect(request, "performance:follow-up-list")
    pack = pack_named(follow_up.evaluation.pack)
    kind = label_of(pack, KINDS, follow_up.kind)
    context = {"form": form, "follow_up": follow_up, "kind": kind}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/follow_up_finish.html", context=context, status=status)


@require_POST
@once
def result_carry(request: Request, uuid: UUID, result: UUID) -> HttpResponse:
    """Take an unmet result into one's next plan."""
    evaluation = visible_evaluation(request, uuid)
    row = get_object_or_404(Result, plan_id=evaluation.plan_id, uuid=result)
    into = plan_to_carry_into(evaluation)
    seen = Plan.objects.visible_to(request.scope)
    plan = get_object_or_404(seen, pk=into.pk if into else 0)
    carry_result(row, plan, by=request.user, on=today(evaluation.plan.agency.time_zone))
    return redirect(request, "performance:evaluation-detail", uuid=uuid)
