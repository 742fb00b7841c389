"""The page of late steps."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.people.figures import gathered_said
from pamong.people.models import Unit
from pamong.people.request import Request
from pamong.performance.asking import year_asked
from pamong.performance.late import queries
from pamong.performance.late.permissions import can_read_late_steps
from pamong.performance.late.presentation import late_table, late_told
from pamong.ui.keys import is_uuid
from pamong.ui.paging import address_with
from pamong.ui.responses import render

LONGEST = 100  # letters of a name that is looked for


def late_steps(request: Request) -> HttpResponse:
    """Steps of action plans that are late, of the people whose plans one may see."""
    scope, day = request.scope, today(request.scope.time_zone)
    require(can_read_late_steps(scope))
    year, wanted = year_asked(request, day.year), _wanted(request)
    page, held = queries.people_late(scope, year, day, wanted, request.GET.get("after", ""))
    keys = [row["pk"] for row in page.rows]
    rows = queries.steps_among(scope, keys, year, day, wanted)
    unit = str(wanted.unit.uuid) if wanted.unit else ""
    more = address_with("", year=year, unit=unit, q=wanted.name, after=page.next_cursor)
    is_all = not page.next_cursor and not request.GET.get("after")
    context = {
        "year": year,
        "unit": wanted.unit,
        "asked": wanted.name,
        "kept": {"year": year} | ({"unit": unit} if unit else {}),
        "table": late_table(rows, day),
        "told": late_told(rows, day, is_all=is_all),
        "gathered": gathered_said(held),
        "next_url": more if page.next_cursor else "",
    }
    return render(request, "performance/late_steps.html", context=context)


def _wanted(request: Request) -> queries.Wanted:
    asked, unit = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("unit", "")
    if not unit:
        return queries.Wanted(None, asked)
    ours = Unit.objects.filter(agency_id=request.scope.agency_id)
    at = get_object_or_404(ours, uuid=unit) if is_uuid(unit) else get_object_or_404(ours.none())
    return queries.Wanted(at, asked)
