"""The page of the dashboards."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.analytics.dashboards.permissions import (
    can_read_agency_dashboards,
    can_read_office_dashboards,
)
from pamong.analytics.dashboards.presentation import PARTS, Asked
from pamong.analytics.dashboards.seeing import with_offices
from pamong.analytics.dashboards.showing import page_context, without_context
from pamong.analytics.engines.opening import missing_part
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.analytics.snapshot.ticking import ask_for_snapshot
from pamong.people.heads import office_of_head
from pamong.people.models import Agency
from pamong.people.request import Request
from pamong.performance.asking import period_asked
from pamong.performance.periods import period_days
from pamong.performance.rules import pack_on
from pamong.ui.responses import found, render

TEMPLATE = "analytics/dashboard.html"


def dashboard(request: Request) -> HttpResponse:
    """One part of how the agency, or the office that one leads, stands in a year."""
    scope, day = request.scope, today()
    path = "" if can_read_agency_dashboards(scope) else office_of_head(scope.active_id, day)
    require(can_read_office_dashboards(scope, path))
    agency = get_object_or_404(Agency, pk=scope.agency_id)
    snapshot, part = snapshot_of(agency.uuid), missing_part()
    if snapshot is None or part:
        is_asked = not part and ask_for_snapshot(agency)
        return render(request, TEMPLATE, context=without_context(part, is_asked=is_asked))
    year, period = period_asked(request, day)
    about = request.GET.get("about", "")
    asked = Asked(
        scope,
        snapshot,
        pack_on(period_days(year, period)[0], local=scope.local_packs),
        about if about in PARTS else next(iter(PARTS)),
        year,
        period,
        indicator=request.GET.get("indicator", ""),
    )
    chosen = found(with_offices(asked, path, request.GET.get("unit", "")))
    return render(request, TEMPLATE, context=page_context(chosen))
