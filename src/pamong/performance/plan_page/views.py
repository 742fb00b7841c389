"""A plan's page, and the answer to a change of target that stands on it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.models import Plan, TargetRevision
from pamong.performance.plan.asking import visible_plan
from pamong.performance.plan.content import content_of
from pamong.performance.plan.permissions import (
    can_answer_revision,
)
from pamong.performance.plan.return_forms import AnswerForm
from pamong.performance.plan.revision_actions import answer_revision
from pamong.performance.plan_page.presentation import detail_context
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render


def plan_detail(request: Request, uuid: UUID) -> HttpResponse:
    """A plan with its state, whose turn it is, its content and its trace."""
    plan = visible_plan(request, uuid)
    content = content_of(plan)
    context = detail_context(plan, content, request.scope)
    return render(request, "performance/plan_detail.html", context=context)


@require_POST
@once
def revision_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Grant or refuse a change of target."""
    seen = TargetRevision.objects.filter(plan__in=Plan.objects.visible_to(request.scope))
    revision = get_object_or_404(seen.select_related("plan"), uuid=uuid)
    plan = visible_plan(request, revision.plan.uuid)
    form = AnswerForm(request.POST, revision=revision)
    require(can_answer_revision(request.scope, plan), form)
    if form.is_valid():
        with refused_on(form):
            answer = form.cleaned_data["answer"]
            given = {"is_granted": form.is_granted, "answer": answer}
            answer_revision(revision, **given, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return _asked_again(request, plan, revision, form)


def _asked_again(
    request: Request, plan: Plan, revision: TargetRevision, form: AnswerForm
) -> HttpResponse:
    """The plan's page with the answer that was refused; handed back where nothing waits for one now."""
    context = detail_context(plan, content_of(plan), request.scope)
    waiting = [row for row, _facts, _form in context["asked"]]
    hand_back_unless(revision in waiting, form)
    context["asked"] = [
        (row, facts, form if row == revision else other) for row, facts, other in context["asked"]
    ]
    context["answered"] = form
    template = "performance/plan_detail.html"
    return render(request, template, context=context, status=UNPROCESSABLE)
