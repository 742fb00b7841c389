"""Pages to copy from, and the workbook of a unit."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.models import Unit
from pamong.people.request import Request, own_agency
from pamong.performance.evaluation.permissions import must_state_purpose
from pamong.performance.evaluation.queries import has_read
from pamong.performance.models import PLAN_ITSELF, Evaluation, Plan
from pamong.performance.national import actions
from pamong.performance.national.presentation import evaluation_blocks, plan_blocks
from pamong.performance.national.queries import PEOPLE, done_for
from pamong.performance.plan.content import content_of
from pamong.performance.plan.place import place_of
from pamong.performance.recap.presentation import mark_context
from pamong.ui.downloads import workbook
from pamong.ui.numbers import count_asked
from pamong.ui.responses import redirect, render

NAMES = {actions.PLANS: "skp", actions.EVALUATIONS: "evaluasi"}


def plan_national(request: Request, uuid: UUID) -> HttpResponse:
    """A plan, field by field in the order of the national form, each with a copy button."""
    rows = Plan.objects.visible_to(request.scope).select_related(*PEOPLE)
    plan = get_object_or_404(rows, uuid=uuid)
    request.place = place_of(request.scope, plan)[1]
    context = {"plan": plan, "blocks": plan_blocks(plan, content_of(plan))}
    context |= mark_context(request.scope, plan, PLAN_ITSELF, plan.version)
    return render(request, "performance/plan_national.html", context=context)


def evaluation_national(request: Request, uuid: UUID) -> HttpResponse:
    """An evaluation whose predicate is set, field by field; an auditor states a purpose first."""
    around = [f"plan__{name}" for name in PEOPLE]
    rows = Evaluation.objects.visible_to(request.scope).select_related(*around)
    evaluation = get_object_or_404(rows, uuid=uuid)
    scope, day = request.scope, today(evaluation.plan.agency.time_zone)
    asks = must_state_purpose(scope, evaluation) and not has_read(evaluation, scope.user_id, day)
    if asks or not evaluation.is_final:
        return redirect(request, "performance:evaluation-detail", uuid=uuid)
    content = content_of(evaluation.plan)
    blocks = evaluation_blocks(evaluation, content, done_for(evaluation, content))
    context = {"evaluation": evaluation, "plan": evaluation.plan, "blocks": blocks}
    told = (evaluation.plan, evaluation.period, evaluation.number)
    context |= mark_context(request.scope, *told)
    return render(request, "performance/evaluation_national.html", context=context)


@require_POST
@once  # type: ignore[arg-type]  # a file is an answer as well
def national_export(request: Request, year: int, kind: str) -> HttpResponseBase:
    """The plans or evaluations of a unit, or of all whom one may print, as a workbook."""
    if kind not in NAMES:
        raise Http404(kind)
    agency = own_agency(request)
    key = count_asked(request.GET.get("unit", ""), 0)
    rows = Unit.objects.visible_to(request.scope)
    unit = get_object_or_404(rows, pk=key) if key else None
    asked = actions.Asked(kind, year, unit)
    name = _("e-kinerja %(kind)s %(year)s") % {"kind": NAMES[kind], "year": year}
    given: Any = {"by": request.user, "on": today()}
    return workbook(lambda stream: actions.export_national(agency, asked, stream, **given), name)
