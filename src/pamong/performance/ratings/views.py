"""The screen on which many are rated."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.acts.passing import Answered, tell_passed
from pamong.people.request import Request, own_agency
from pamong.performance.evaluation.asking import list_address
from pamong.performance.holding import holding_of, rating_held_said
from pamong.performance.models import Evaluation, Window
from pamong.performance.ratings.actions import rate_evaluations
from pamong.performance.ratings.forms import RatingsForm
from pamong.performance.ratings.presentation import board_context, patterns_context
from pamong.performance.ratings.queries import board_of
from pamong.performance.rhythm import rhythms_of
from pamong.performance.windows.queries import window_state
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


@once
def evaluations_rate(request: Request, year: int, period: str) -> HttpResponse:
    """Accept suggestions and choose behaviour for many people at once."""
    agency = own_agency(request)
    day, when = today(agency.time_zone), (year, period)
    scope = request.scope
    board = board_of(scope.rate_ids, when, rhythms_of(scope), without=scope.employee_id)
    form = RatingsForm(request.POST or None, board=board)
    if form.is_valid():
        with refused_on(form):
            _tell(request, rate_evaluations(form.given(), when, by=request.user, on=day))
            return redirect(request, list_address(year, period))
    paths = {line.seat.path for line in board.lines}
    window = window_state(agency, Window.Stage.EVALUATION, *when, day, paths)
    context = board_context(board, form, window, all_picked="all" in request.GET)
    context["held"] = rating_held_said(holding_of([row.evaluation_id for row in board.rows], day))
    return form_page(request, "performance/ratings.html", **context)


def _tell(request: Request, answered: Answered[Evaluation]) -> None:
    told = ngettext(
        "Penilaian %(n)d pegawai tersimpan.",
        "Penilaian %(n)d pegawai tersimpan.",
        len(answered.done),
    )
    messages.success(request, told % {"n": len(answered.done)})
    tell_passed(request, answered.passed)


@require_POST
def evaluations_preview(request: Request, year: int, period: str) -> HttpResponse:
    """The distribution with what is chosen now; nothing is saved."""
    scope = request.scope
    when, without = (year, period), scope.employee_id
    board = board_of(scope.rate_ids, when, rhythms_of(scope), without=without)
    context = patterns_context(board, RatingsForm(request.POST, board=board)) | {"is_swapped": True}
    return render(request, "performance/ratings_patterns.html", context=context)
