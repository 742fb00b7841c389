"""Pages of evaluations: the list of a period, rating one, reading one, accepting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Agency, Employee
from pamong.people.request import Request
from pamong.people.stating import PurposeForm
from pamong.performance.announcing import evaluation_told
from pamong.performance.evaluation.actions import (
    acknowledge_evaluation,
    open_evaluations,
    rate_evaluation,
    read_evaluation,
)
from pamong.performance.evaluation.due import due_plans
from pamong.performance.evaluation.early import is_early
from pamong.performance.evaluation.forms import AcknowledgeForm, RatingForm
from pamong.performance.evaluation.listing import list_context
from pamong.performance.evaluation.permissions import (
    can_acknowledge_evaluation,
    can_rate_evaluation,
    must_state_purpose,
    require_set_or_own,
)
from pamong.performance.evaluation.place import place_of
from pamong.performance.evaluation.presentation import judged_context, rate_context
from pamong.performance.evaluation.queries import (
    evaluations_of,
    has_read,
    next_to_rate,
    visible_evaluations,
    worklist,
)
from pamong.performance.evaluation.reading import detail_context, own_table
from pamong.performance.evaluation.sheet import sheet_of
from pamong.performance.evaluation.wording import final_said, saved_said
from pamong.performance.levels.presentation import period_tabs
from pamong.performance.levels.views import period_asked
from pamong.performance.models import Evaluation, Objection, Window
from pamong.performance.periods import say_period
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rhythm_said import whose_said
from pamong.performance.sanction.presentation import sanction_context
from pamong.performance.timeline.presentation import year_context
from pamong.performance.windows.queries import window_state
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, found, redirect, render


def visible_evaluation(request: Request, uuid: UUID) -> Evaluation:
    """The evaluation, or 404 when the person may not even know of it."""
    evaluation: Evaluation = found(visible_evaluations.first(scope=request.scope, uuid=uuid))
    request.place = place_of(request.scope, evaluation)[1]
    return evaluation


def list_address(year: int, period: str) -> str:
    """The list of a period."""
    return f"{reverse('performance:evaluation-list')}?year={year}&period={period}"


def asked_in(request: Request) -> tuple[str, str]:
    """Which of the people: those who lack something, those of a name."""
    return request.GET.get("lack", ""), request.GET.get("q", "").strip()[:60]


def evaluation_list(request: Request) -> HttpResponse:
    """The people whom one rates in a period, all on one screen."""
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    day = today(agency.time_zone)
    when = period_asked(request, day)
    rhythms = rhythms_of(request.scope)
    whose = request.scope.rate_ids, request.scope.employee_id
    lines = worklist(whose[0], when, rhythms, without=whose[1])
    other = None if lines or "period" in request.GET else rhythms.last_other(day)
    if other and (found_other := worklist(whose[0], other, rhythms, without=whose[1])):
        when, lines = other, found_other
    paths = {line.seat.path for line in lines}
    window = window_state(agency, Window.Stage.EVALUATION, *when, day, paths)
    context = list_context(lines, when, window, day, asked_in(request))
    address = reverse("performance:evaluation-list")
    context["whose"] = whose_said(when, rhythms)
    context["told"] = evaluation_told(context["lacking"], when, window.closes_on)
    context["tabs"] = period_tabs(address, when, agency.pk, rhythms)
    return render(request, "performance/evaluation_list.html", context=context)


@require_POST
@once
def evaluation_open(request: Request, year: int, period: str) -> HttpResponse:
    """Open what is not yet open and go to the first person, or to the page for many."""
    scope, rhythms = request.scope, rhythms_of(request.scope)
    plans = due_plans((year, period), rhythms).filter(rater_id__in=scope.rate_ids)
    others = plans.exclude(employee_id=scope.employee_id)
    open_evaluations(others, period, by=request.user, on=today())
    if "many" in request.POST:
        return redirect(request, "performance:evaluations-rate", year, period)
    lines = worklist(scope.rate_ids, (year, period), rhythms, without=scope.employee_id)
    first = next((line for line in lines if not line.is_rated and not line.is_final), None)
    if first is None:
        return redirect(request, list_address(year, period))
    return redirect(request, "performance:evaluation-rate", uuid=first.evaluation_uuid)


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
            messages.success(request, saved_said(done, is_draft=given.is_draft))
            return redirect(request, after_rating(request, done))
    # What waits is at hand here for this list; asking for the rest would cost one query more.
    if not sheet.is_alone:
        request.waiting = {"performance:evaluation-list": sum(not x.is_rated for x in sheet.lines)}
    context = rate_context(sheet, form, day) | year_context(evaluation)
    context |= sanction_context(evaluation, request.scope, day, rates=True)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/evaluation_rate.html", context=context, status=status)


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


@require_POST
def evaluation_preview(request: Request, uuid: UUID) -> HttpResponse:
    """The predicate of what is chosen now; nothing is saved."""
    evaluation = visible_evaluation(request, uuid)
    require(can_rate_evaluation(request.scope, evaluation))
    day = today(evaluation.plan.agency.time_zone)
    sheet = sheet_of(evaluation, day, without=request.scope.employee_id)
    context = judged_context(sheet, RatingForm(request.POST, sheet=sheet)) | {"is_swapped": True}
    return render(request, "performance/evaluation_judged.html", context=context)


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
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/evaluation_detail.html", context=context, status=status)


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
    context = {"evaluation": evaluation, "plan": plan, "period": period, "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/evaluation_read.html", context=context, status=status)


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


def evaluation_own(request: Request) -> HttpResponse:
    """One's own evaluations over the years."""
    employee = get_object_or_404(Employee, pk=request.scope.employee_id)
    evaluations = evaluations_of(employee, request.scope)
    waiting = [one for one in evaluations if one.status == Evaluation.Status.SET]
    waiting = [one for one in waiting if one.replaced_by_id is None]
    context = {"table": own_table(evaluations), "rows": evaluations, "waiting": waiting}
    return render(request, "performance/evaluation_own.html", context=context)
