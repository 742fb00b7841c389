"""Pages of the distribution by unit."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.people.figures import gathered_said
from pamong.people.request import Request, own_agency
from pamong.performance.asking import period_asked, period_tabs
from pamong.performance.distribution.offices import office_led
from pamong.performance.distribution.permissions import (
    can_read_distribution,
    can_read_office_distribution,
)
from pamong.performance.distribution.presentation import show_tabs, unit_context, units_table
from pamong.performance.distribution.queries import (
    ALL,
    DEPARTS,
    SMALL,
    UNSET,
    levels_in,
    levels_shown,
    settings_in,
    sums_of,
    unit_lines,
)
from pamong.performance.papers.permissions import can_issue_predicates_paper
from pamong.performance.papers.queries import levels_seen
from pamong.performance.periods import say_period
from pamong.performance.rhythm import rhythms_of
from pamong.stats.suppression import MINIMUM
from pamong.ui.paging import page_of
from pamong.ui.responses import render


def _path(request: Request, day: date) -> str:
    """The branch that one may read: the whole agency by role, else the office that one leads."""
    if can_read_distribution(request.scope):
        return ""
    path = office_led(request.scope, day)
    require(can_read_office_distribution(request.scope, path))
    return path


def distribution(request: Request) -> HttpResponse:
    """The units of the agency, or of the office one leads, in a period: what was given beside the pattern."""
    scope, day = request.scope, today()
    path = _path(request, day)
    agency = own_agency(request)
    year, period = when = period_asked(request, day)
    sums, local = sums_of(scope, when, day, path), scope.local_packs
    show = request.GET.get("show", "")
    if show not in {ALL, DEPARTS, SMALL, UNSET}:
        show = DEPARTS if sums.departs else ALL
    rows = levels_shown(agency.pk, when, show, path)
    page = page_of(rows, request.GET.get("after", ""), by=("unit__path", "pk"))
    base = f"?year={year}&period={period}&show={show}"
    context = {
        "period": say_period(year, period),
        "is_office": bool(path),
        "small": show == SMALL,
        "minimum": MINIMUM,
        "tabs": period_tabs(
            reverse("performance:distribution"), when, agency.pk, rhythms_of(scope)
        ),
        "shows": show_tabs(sums, when, show),
        "gathered": gathered_said(sums.held),
        "rows": page.rows,
        "table": units_table(unit_lines(page.rows, when, local, scope), when, local),
        "next_url": f"{base}&after={page.next_cursor}" if page.next_cursor else "",
    }
    return render(request, "performance/distribution.html", context=context)


def distribution_unit(request: Request, uuid: UUID, year: int, period: str) -> HttpResponse:
    """One unit: the pattern of its level, what stands, who set it and why."""
    scope, path, when = request.scope, _path(request, today()), (year, period)
    rows = levels_in(scope.agency_id, when, path).select_related("unit", "set_by")
    level = get_object_or_404(rows, unit__uuid=uuid)
    settings = settings_in([level.unit_id], when).select_related("rater").order_by("-set_on", "-pk")
    local = scope.local_packs
    line = unit_lines([level], when, local, scope)[0]
    back = f"{reverse('performance:distribution')}?year={year}&period={period}"
    context = unit_context(line, list(settings), when, local) | {"back": back}
    if can_issue_predicates_paper(scope, level) and levels_seen(scope).filter(pk=level.pk).exists():
        context["paper_url"] = reverse("performance:predicates-paper", args=[level.uuid])
    return render(request, "performance/distribution_unit.html", context=context)
