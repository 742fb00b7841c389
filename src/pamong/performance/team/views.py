"""The team board."""

from uuid import UUID

from django.http import Http404, HttpResponse

from pamong.access.clock import today
from pamong.people.request import Request
from pamong.performance.team.forms import BoardForm
from pamong.performance.team.presentation import board_context
from pamong.performance.team.queries import board_plans, board_years, planning_ends, team_rows
from pamong.performance.team.told import row_told, team_told
from pamong.ui.responses import render


def team(request: Request) -> HttpResponse:
    """Everybody whom one rates, with what waits for whom."""
    day, scope = today(), request.scope
    plans = board_plans(scope, day)
    plan_year, year = board_years(plans, day)
    rows = team_rows(scope, plans, plan_year=plan_year, year=year, day=day)
    ends = planning_ends(scope, plan_year, day)
    context = board_context(rows, request.GET.dict(), plan_year=plan_year, year=year, ends=ends)
    context["told"] = team_told(rows, plan_year, ends)
    form = BoardForm(initial=request.GET.dict())
    return render(request, "performance/team.html", context={**context, "form": form})


def team_remind(request: Request, uuid: UUID) -> HttpResponse:
    """A short text for one person of the board, with the page where that person goes on."""
    day, scope = today(), request.scope
    plans = board_plans(scope, day)
    plan_year, year = board_years(plans, day)
    rows = team_rows(scope, plans, plan_year=plan_year, year=year, day=day)
    row = next((row for row in rows if row.uuid == str(uuid)), None)
    if row is None:
        raise Http404
    told = row_told(row, plan_year, planning_ends(scope, plan_year, day))
    return render(request, "performance/team_remind.html", context={"row": row, "told": told})
