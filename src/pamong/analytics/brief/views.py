"""The page of the monthly brief, and its files."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.analytics.brief import issuing
from pamong.analytics.brief.forms import BriefForm, months_back
from pamong.analytics.brief.presentation import page_context
from pamong.analytics.brief.saying import whose
from pamong.analytics.brief.telling import Brief, asked_of, brief_of, month_asked
from pamong.analytics.dashboards.asking import path_read
from pamong.analytics.dashboards.places import with_places
from pamong.analytics.engines.opening import missing_part
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.documents.editable import NoWriter
from pamong.documents.unsealed import Unsealed
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.ui.downloads import docx, pdf
from pamong.ui.responses import found, redirect, render

DASHBOARD = "analytics:dashboard"


def _asked(request: Request) -> tuple[Agency, Brief] | None:
    """What the address asks for, of what one may read; nothing while there is no snapshot."""
    scope = request.scope
    path = path_read(scope, today())
    agency = own_agency(request)
    snapshot = snapshot_of(agency.uuid)
    if snapshot is None or missing_part():
        return None
    month = month_asked(request.GET.get("month", ""), snapshot.day)
    asked = with_places(asked_of(scope, snapshot, month), path, request.GET.get("unit", ""))
    return agency, brief_of(found(asked), month)


def brief(request: Request) -> HttpResponse:
    """One page of a unit and a month."""
    read = _asked(request)
    if read is None:
        return redirect(request, DASHBOARD)  # which says what is missing
    _agency, told = read
    asked = told.asked
    unit = str(asked.at.uuid) if asked.at else ""
    names = {asked.places[key]: name for key, name in asked.names.items()}
    if unit:
        names.setdefault(unit, whose(told))
    form = BriefForm(
        month=told.month,
        months=months_back(asked.snapshot.day),
        unit=unit,
        units=names,
        whole=asked.has_all,
    )
    here = urlencode({"month": f"{told.month:%Y-%m}", "unit": unit})
    more = {
        "form": form,
        "paper_url": f"{reverse('analytics:brief-paper')}?{here}",
        "text_url": f"{reverse('analytics:brief-text')}?{here}",
    }
    return render(request, "analytics/brief.html", context=page_context(told) | more)


def brief_paper(request: Request) -> HttpResponse:
    """As PDF."""
    return _file(request, issuing.brief_pdf, pdf)


def brief_text(request: Request) -> HttpResponse:
    """As a text to edit."""
    return _file(request, issuing.brief_text, docx)


def _file(
    request: Request,
    make: Callable[[Unsealed], bytes],
    answer: Callable[[bytes, str], Any],
) -> HttpResponse:
    read = _asked(request)
    if read is None:
        return redirect(request, DASHBOARD)
    agency, told = read
    written = issuing.written(told, agency)
    try:
        response: HttpResponse = answer(make(written), written.title)
    except NoWriter as lost:
        said = _("Naskah Word belum dapat dibuat karena %(part)s belum terpasang di server.")
        messages.error(request, said % {"part": lost.part})
        return redirect(request, f"{reverse('analytics:brief')}?{request.GET.urlencode()}")
    return response
