"""Pages of plans that a move closed: who waits, and the predicate of one."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.closing.actions import close_evaluation
from pamong.performance.closing.permissions import can_close_evaluation
from pamong.performance.closing.presentation import close_context, closing_context
from pamong.performance.closing.queries import closing_lines, plans_to_close, running
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.asking import visible_evaluation
from pamong.performance.evaluation.early import levels_on
from pamong.performance.evaluation.queries import seat_of
from pamong.ui.responses import redirect, render


def closing_list(request: Request) -> HttpResponse:
    """Whose plan ended by a move in the running quarter or month, under oneself."""
    context = closing_context(closing_lines(request.scope, today()))
    return render(request, "performance/closing_list.html", context=context)


@require_POST
@once
def closing_open(request: Request) -> HttpResponse:
    """Open what is not yet open and go to the first person."""
    scope, day = request.scope, today()
    for when in running(scope, day):
        plans = plans_to_close(scope, day, when)
        open_evaluations(plans, when[1], by=request.user, on=day)
    for line in closing_lines(scope, day):
        if line.evaluation_uuid and not line.is_rated and not line.is_final:
            return redirect(request, "performance:evaluation-rate", uuid=line.evaluation_uuid)
    return redirect(request, "performance:closing-list")


@once
def evaluation_close(request: Request, uuid: UUID) -> HttpResponse:
    """Look at the predicate of one closed plan, and set it."""
    evaluation = visible_evaluation(request, uuid)
    require(can_close_evaluation(request.scope, evaluation))
    if evaluation.is_final:
        return redirect(request, "performance:evaluation-detail", uuid=uuid)
    day = today(evaluation.plan.agency.time_zone)
    if request.method == "POST":
        close_evaluation(evaluation, by=request.user, on=day)
        name = evaluation.plan.employee.full_name
        said = _("Predikat %(name)s ditetapkan.") % {"name": name}
        return redirect(request, "performance:closing-list", said=said)
    context = close_context(evaluation, levels_on([seat_of(evaluation.plan)], evaluation, day))
    return render(request, "performance/evaluation_close.html", context=context)
