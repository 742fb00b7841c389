"""The page behind “Ganti periode”: every period of one's own plans and of one's team, as links."""

from django.http import HttpResponse

from pamong.people.request import Request
from pamong.performance.plan.periods import own_periods, team_periods
from pamong.performance.plan.queries import plans_of, set_evaluations, team_years
from pamong.performance.rhythm import rhythms_of
from pamong.ui.responses import render


def period(request: Request) -> HttpResponse:
    """Which year and quarter to look at; each leads to its own address."""
    scope, rhythms = request.scope, rhythms_of(request.scope)
    plans = plans_of(scope, scope.employee_id) if scope.employee_id else []
    evaluations = set_evaluations(scope, [plan.pk for plan in plans])
    context = {
        "own": own_periods(plans, evaluations, rhythms),
        "team": team_periods(team_years(scope), scope.agency_id, rhythms) if scope.leads else None,
    }
    return render(request, "performance/period.html", context=context)
