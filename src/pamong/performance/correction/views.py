"""Pages of corrections."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.correction.actions import ask_correction, grant_correction
from pamong.performance.correction.permissions import can_ask_correction, can_grant_correction
from pamong.performance.correction.presentation import corrections_table
from pamong.performance.correction.queries import correction_rows
from pamong.performance.evaluation.asking import about_evaluation, visible_evaluation
from pamong.performance.models import Evaluation, Reopening
from pamong.performance.windows.forms import ReopenForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


def correction_list(request: Request) -> HttpResponse:
    """The corrections that wait for a second person."""
    day = today()
    rows = correction_rows(request.scope, day)
    mine = sum(can_grant_correction(request.scope, row) for row in rows)
    context = {"rows": rows, "mine": mine, "table": corrections_table(rows, request.scope, day)}
    return render(request, "performance/correction_list.html", context=context)


@once
def correction_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask to correct a final evaluation."""
    evaluation = visible_evaluation(request, uuid)
    plan = evaluation.plan
    day = today(plan.agency.time_zone)
    form = ReopenForm(request.POST or None, day=day)
    require(can_ask_correction(request.scope, evaluation), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            ask_correction(evaluation, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:evaluation-detail", uuid=uuid)
    told = about_evaluation(evaluation)
    return form_page(request, "performance/correction_ask.html", form, plan=plan, **told)


@require_POST
@once
def correction_grant(request: Request, uuid: UUID) -> HttpResponse:
    """Open the new version as the second person."""
    seen = Evaluation.objects.visible_to(request.scope)
    rows = Reopening.objects.filter(evaluation__in=seen).select_related("evaluation__plan__agency")
    reopening = get_object_or_404(rows, uuid=uuid)
    grant_correction(reopening, by=request.user, on=today())
    assert reopening.evaluation
    return redirect(request, "performance:evaluation-detail", uuid=reopening.evaluation.uuid)
