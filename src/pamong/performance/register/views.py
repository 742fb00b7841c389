"""Pages of the register: every plan of a year, every evaluation of a period."""

from django.http import HttpResponse

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.people.request import Request, own_agency
from pamong.performance.asking import period_asked, year_asked
from pamong.performance.models import Evaluation, Plan
from pamong.performance.register import presentation, queries
from pamong.performance.register.permissions import can_read_register, sees_predicates
from pamong.performance.rhythm import rhythms_of
from pamong.ui.responses import render

LONGEST = 100  # letters of a name that is looked for


def register_plans(request: Request) -> HttpResponse:
    """Every plan of the agency in a year, by its person's name."""
    require(can_read_register(request.scope))
    year, shown, scope = year_asked(request, today().year), _shown(request), request.scope
    shown = shown.among({queries.WITHOUT, *Plan.Status.values})
    page = queries.people_with_plans(scope, year, shown, request.GET.get("after", ""))
    keys = [row["pk"] for row in page.rows]
    plans = [] if shown.only == queries.WITHOUT else queries.plans_among(scope, keys, year, shown)
    sums = queries.plan_sums(scope, year, today(scope.time_zone))
    context = presentation.plans_context(page, plans, year, shown, sums)
    context["years"] = presentation.year_links(year, today().year + 1)
    return render(request, "performance/register_plans.html", context=context)


def register_evaluations(request: Request) -> HttpResponse:
    """Every evaluation of the agency in a period whose predicate is set, by its person's name."""
    require(can_read_register(request.scope))
    agency = own_agency(request)
    when = period_asked(request, today(agency.time_zone))
    shown = _shown(request).among(set(Evaluation.FINAL))
    after = request.GET.get("after", "")
    page = queries.people_with_evaluations(request.scope, when, shown, after)
    keys = [row["pk"] for row in page.rows]
    rows = queries.evaluations_among(request.scope, keys, when, shown)
    sees = sees_predicates(request.scope)
    context = presentation.evaluations_context(page, rows, when, shown, sees=sees)
    context["periods"] = presentation.period_links(when, agency.pk, rhythms_of(agency))
    return render(request, "performance/register_evaluations.html", context=context)


def _shown(request: Request) -> queries.Shown:
    asked = request.GET.get("q", "").strip()[:LONGEST]
    return queries.Shown(request.GET.get("show", ""), asked)
