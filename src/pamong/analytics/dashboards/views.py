"""The page of the dashboards."""

from django.http import HttpResponse

from pamong.access.clock import today
from pamong.analytics.dashboards.asking import asked_in, path_read
from pamong.analytics.dashboards.people import BESIDE
from pamong.analytics.dashboards.presentation import page_context, without_context
from pamong.analytics.engines.opening import missing_part
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.analytics.snapshot.ticking import ask_for_snapshot
from pamong.people.request import Request, own_agency
from pamong.ui.responses import render

TEMPLATE = "analytics/dashboard.html"


def dashboard(request: Request) -> HttpResponse:
    """One part of how the agency, or the unit that one leads, stands in a year."""
    day = today()
    path = path_read(request.scope, day)
    agency = own_agency(request)
    snapshot, part = snapshot_of(agency.uuid), missing_part()
    if snapshot is None or part:
        is_asked = not part and ask_for_snapshot(agency)
        return render(request, TEMPLATE, context=without_context(part, is_asked=is_asked))
    asked = asked_in(request, snapshot, path, day)
    beside, wanted = request.GET.get(BESIDE, ""), request.GET.get("about", "")
    return render(request, TEMPLATE, context=page_context(asked, beside, wanted))
