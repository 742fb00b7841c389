"""Pages of evaluations: the list of a period, rating one, reading one, accepting."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Employee
from pamong.people.request import Request, own_agency
from pamong.performance.asking import period_asked, period_tabs
from pamong.performance.due import due_plans
from pamong.performance.evaluation.actions import (
    open_evaluations,
)
from pamong.performance.evaluation.asking import list_address, visible_evaluation
from pamong.performance.evaluation.forms import RatingForm
from pamong.performance.evaluation.listing import evaluation_told, list_context
from pamong.performance.evaluation.own import own_table
from pamong.performance.evaluation.permissions import (
    can_rate_evaluation,
)
from pamong.performance.evaluation.presentation import judged_context
from pamong.performance.evaluation.queries import (
    evaluations_of,
    worklist,
)
from pamong.performance.evaluation.sheet import sheet_of
from pamong.performance.models import Evaluation, Window
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rhythm_said import whose_said
from pamong.performance.windows.queries import window_state
from pamong.ui.responses import redirect, render


def asked_in(request: Request) -> tuple[str, str]:
    """Which of the people: those who lack something, those of a name."""
    return request.GET.get("lack", ""), request.GET.get("q", "").strip()[:60]


def evaluation_list(request: Request) -> HttpResponse:
    """The people whom one rates in a period, all on one screen."""
    agency = own_agency(request)
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


@require_POST
def evaluation_preview(request: Request, uuid: UUID) -> HttpResponse:
    """The predicate of what is chosen now; nothing is saved."""
    evaluation = visible_evaluation(request, uuid)
    require(can_rate_evaluation(request.scope, evaluation))
    day = today(evaluation.plan.agency.time_zone)
    sheet = sheet_of(evaluation, day, without=request.scope.employee_id)
    context = judged_context(sheet, RatingForm(request.POST, sheet=sheet)) | {"is_swapped": True}
    return render(request, "performance/evaluation_judged.html", context=context)


def evaluation_own(request: Request) -> HttpResponse:
    """One's own evaluations over the years."""
    employee = get_object_or_404(Employee, pk=request.scope.employee_id)
    evaluations = evaluations_of(employee, request.scope)
    waiting = [one for one in evaluations if one.status == Evaluation.Status.SET]
    waiting = [one for one in waiting if one.replaced_by_id is None]
    context = {"table": own_table(evaluations), "rows": evaluations, "waiting": waiting}
    context["person"] = employee
    return render(request, "performance/evaluation_own.html", context=context)
