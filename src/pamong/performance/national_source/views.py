"""Fetching from the national system through the browser."""

from collections.abc import Collection

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.performance.national_source import actions
from pamong.performance.national_source.forms import FetchForm
from pamong.performance.national_source.permissions import can_ask_fetch
from pamong.performance.national_source.presentation import fetches_table
from pamong.performance.national_source.queries import fetches_of
from pamong.performance.national_source.registry import kinds_known, source_name
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect


def _agency(request: Request) -> Agency:
    agency = own_agency(request)
    require(can_ask_fetch(request.scope, agency))
    return agency


def fetch_list(request: Request) -> HttpResponse:
    """Ask for a fetch, and find what came of those before."""
    _agency(request)
    return _list(request, FetchForm(kinds=kinds_known()), kinds_known())


def _list(request: Request, form: FetchForm, kinds: Collection[str]) -> HttpResponse:
    page = fetches_of(request.scope, request.GET.get("after", ""))
    return form_page(
        request,
        "performance/fetch_list.html",
        form,
        source=source_name(),
        has_kinds=bool(kinds),
        table=fetches_table(page.rows),
        next_url=page.next_url(),
    )


@require_POST
@once
def fetch_ask(request: Request) -> HttpResponse:
    """Let the worker fetch."""
    agency, kinds = _agency(request), kinds_known()
    form = FetchForm(request.POST, kinds=kinds)
    if form.is_valid():
        with refused_on(form):
            on = today(agency.time_zone)
            actions.ask_fetch(agency, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:fetch-list")
    return _list(request, form, kinds)
