"""Pages of one evaluation: rating it, reading it, answering it."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.people.stating import PurposeForm
from pamong.performance.evaluation.actions import (
    acknowledge_evaluation,
    rate_evaluation,
    read_evaluation,
)
from pamong.performance.evaluation.asking import list_address, visible_evaluation
from pamong.performance.evaluation.early import is_early
from pamong.performance.evaluation.forms import AcknowledgeForm, RatingForm
from pamong.performance.evaluation.permissions import (
    can_acknowledge_evaluation,
    can_rate_evaluation,
    must_state_purpose,
    require_set_or_own,
)
from pamong.performance.evaluation.presentation import rate_context
from pamong.performance.evaluation.queries import (
    has_read,
    next_to_rate,
    worklist,
)
from pamong.performance.evaluation.sheet import sheet_of
from pamong.performance.evaluation.wording import final_said, saved_said
from pamong.performance.evaluation_page.reading import detail_context
from pamong.performance.models import Evaluation, Objection
from pamong.performance.periods import say_period
from pamong.performance.rhythm import rhythms_of
from pamong.performance.sanction.presentation import sanction_context
from pamong.performance.timeline.presentation import year_context
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import form_page, redirect


@once
def evaluation_rate(request: Request, uuid: UUID) -> HttpResponse:
    """Rate one person; saving goes on to the next."""
    evaluation = visible_evaluation(request, uuid)
    may_rate = can_rate_evaluation(request.scope, evaluation)
    require(may_rate or request.method == "POST")
    if evaluation.is_final and request.method != "POST":
        return redirect(request, "performance:evaluation-detail", uuid=uuid)
    day = today(evaluation.plan.agency.time_zone)
    sheet = sheet_of(evaluation, day, without=request.scope.employee_id)
    form = RatingForm(request.POST or None, sheet=sheet)
    require(may_rate, form)
    hand_back_unless(not evaluation.is_final, form, final_said(evaluation))
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            given, seen = form.given(), form.cleaned_data["seen"]
            done = rate_evaluation(evaluation, given, seen=seen, by=request.user, on=day)
            said = saved_said(done, is_draft=given.is_draft)
            return redirect(request, after_rating(request, done), said=said)
    # What waits is at hand here for this list; asking for the rest would cost one query more.
    if not sheet.is_alone:
        request.waiting = {"performance:evaluation-list": sum(not x.is_rated for x in sheet.lines)}
    context = rate_context(sheet, form, day) | year_context(evaluation)
    context |= sanction_context(evaluation, request.scope, day, rates=True)
    return form_page(request, "performance/evaluation_rate.html", **context)


def after_rating(request: Request, evaluation: Evaluation) -> str:
    """The same page after a draft, else the next person, else the list."""
    if "draft" in request.POST:
        return reverse("performance:evaluation-rate", args=[evaluation.uuid])
    year, period = when = (evaluation.plan.year, evaluation.period)
    if is_early(evaluation.plan, period, today(evaluation.plan.agency.time_zone)):
        return reverse("performance:evaluation-close", args=[evaluation.uuid])
    without = request.scope.employee_id
    rhythms = rhythms_of(evaluation.plan.agency)
    lines = worklist([evaluation.owed_by_id], when, rhythms, without=without)
    following = next_to_rate(lines, evaluation)
    if following is None:
        return list_address(year, period)
    return reverse("performance:evaluation-rate", args=[following.evaluation_uuid])


def evaluation_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Read one evaluation; an auditor states a purpose first."""
    evaluation = visible_evaluation(request, uuid)
    scope, day = request.scope, today(evaluation.plan.agency.time_zone)
    if not evaluation.is_final:
        require_set_or_own(can_rate_evaluation(scope, evaluation))
        return redirect(request, "performance:evaluation-rate", uuid=uuid)
    if must_state_purpose(scope, evaluation) and not has_read(evaluation, scope.user_id, day):
        return _purpose(request, evaluation, PurposeForm())
    return _detail(request, evaluation, AcknowledgeForm())


def _detail(request: Request, evaluation: Evaluation, form: AcknowledgeForm) -> HttpResponse:
    day = today(evaluation.plan.agency.time_zone)
    context = detail_context(evaluation, request.scope, day) | year_context(evaluation)
    context["form"] = form
    filed = Objection.Status.FILED
    hand_back_unless(
        context["may_answer"] and getattr(context["objection"], "status", "") != filed, form
    )
    return form_page(request, "performance/evaluation_detail.html", **context)


@require_POST
@once
def evaluation_read(request: Request, uuid: UUID) -> HttpResponse:
    """State why one reads; the page opens until the end of the day."""
    evaluation = visible_evaluation(request, uuid)
    require(must_state_purpose(request.scope, evaluation))
    form = PurposeForm(request.POST)
    day = today(evaluation.plan.agency.time_zone)
    if form.is_valid():
        with refused_on(form):
            read_evaluation(evaluation, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:evaluation-detail", uuid=uuid)
    return _purpose(request, evaluation, form)


def _purpose(request: Request, evaluation: Evaluation, form: PurposeForm) -> HttpResponse:
    plan = evaluation.plan
    period = say_period(plan.year, evaluation.period)
    return form_page(
        request,
        "performance/evaluation_read.html",
        form,
        evaluation=evaluation,
        plan=plan,
        period=period,
    )


@require_POST
@once
def evaluation_acknowledge(request: Request, uuid: UUID) -> HttpResponse:
    """Accept one's own evaluation."""
    evaluation = visible_evaluation(request, uuid)
    form = AcknowledgeForm(request.POST)
    require(can_acknowledge_evaluation(request.scope, evaluation), form)
    if form.is_valid():
        with refused_on(form):
            day = today(evaluation.plan.agency.time_zone)
            acknowledge_evaluation(evaluation, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:evaluation-detail", uuid=uuid)
    return _detail(request, evaluation, form)
