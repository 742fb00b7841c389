"""The team board."""

from django.http import HttpResponse

from pamong.access.clock import today
from pamong.people.request import Request
from pamong.performance.team.forms import BoardForm
from pamong.performance.team.presentation import board_context
from pamong.performance.team.queries import board_plans, board_years, planning_ends, team_rows
from pamong.ui.responses import render


def team(request: Request) -> HttpResponse:
    """Everybody whom one rates, with what waits for whom."""
    day, scope = today(), request.scope
    plans = board_plans(scope, day)
    plan_year, year = board_years(plans, day)
    rows = team_rows(scope, plans, plan_year=plan_year, year=year, day=day)
    context = board_context(
        rows,
        request.GET.dict(),
        plan_year=plan_year,
        year=year,
        ends=planning_ends(scope, plan_year, day),
    )
    form = BoardForm(initial=request.GET.dict())
    return render(request, "performance/team.html", context={**context, "form": form})
