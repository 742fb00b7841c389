"""Pages of sources: the list, one with its runs, and what is said about it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.models import Source
from pamong.measurement.sources import actions, queries
from pamong.measurement.sources import permissions as may
from pamong.measurement.sources.connectors.file import FileConnector
from pamong.measurement.sources.connectors.pushed import PushedConnector
from pamong.measurement.sources.forms import ConnectForm, SourceFileForm, SourceForm, told_of
from pamong.measurement.sources.presentation import (
    mapping_facts,
    run_table,
    source_facts,
    source_table,
    state_of,
)
from pamong.measurement.sources.registry import connector_of
from pamong.measurement.sources.run_actions import Arrival, receive_run
from pamong.people.request import Request, own_agency
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


def source_of(request: Request, uuid: UUID) -> Source:
    """The source of an address, when one may see it."""
    source: Source = get_object_or_404(queries.source_at(request.scope), uuid=uuid)
    return source


def source_list(request: Request) -> HttpResponse:
    """The agency's sources, or those one answers for."""
    page = queries.sources_for(request.scope, request.GET.get("after", ""))
    context = {
        "table": source_table(page.rows),
        "next_url": page.next_url(),
        "may_add": bool(request.scope.agency_id)
        and may.can_add_source(request.scope, request.scope.agency_id),
    }
    return render(request, "measurement/source_list.html", context=context)


@once
def source_add(request: Request) -> HttpResponse:
    """A new source; then where it is found, where its kind asks that."""
    agency = own_agency(request)
    require(may.can_add_source(request.scope, agency.pk))
    form = SourceForm(sent(request), scope=request.scope)
    if form.is_valid():
        with refused_on(form):
            source = actions.add_source(agency, form.given, by=request.user, on=today())
            messages.success(request, _("Sumber disimpan."))
            name = "measurement:source"
            if source.kind == PushedConnector.code:
                name = "measurement:source-secret"
            elif connector_of(source).fields():
                name = "measurement:source-connect"
            return redirect(request, name, source.uuid)
    return form_page(request, "measurement/source_form.html", form)


def source(request: Request, uuid: UUID) -> HttpResponse:
    """One source: what waits, its runs, how it is read."""
    return _page(request, source_of(request, uuid), SourceFileForm())


def _page(request: Request, one: Source, form: SourceFileForm) -> HttpResponse:
    page = queries.runs_of(one, request.GET.get("after", ""))
    connector, scope = connector_of(one), request.scope
    address = request.build_absolute_uri(reverse("measurement:source-push", args=[one.uuid]))
    return form_page(
        request,
        "measurement/source.html",
        form,
        source=one,
        state=state_of(one),
        facts=source_facts(one, address),
        mapped=mapping_facts(one),
        runs=run_table(page.rows),
        next_url=page.next_url(),
        last=page.rows[0] if page.rows else None,
        may_run=may.can_run_source(scope, one),
        may_change=may.can_change_source(scope, one),
        has_fields=bool(connector.fields()),
        is_asked=connector.is_asked,
        is_sent=connector.code == FileConnector.code,
        is_pushed=connector.code == PushedConnector.code,
    )


@once
def source_change(request: Request, uuid: UUID) -> HttpResponse:
    """Another name, owner or rhythm."""
    one = source_of(request, uuid)
    require(may.can_change_source(request.scope, one))
    form = SourceForm(sent(request), scope=request.scope, source=one, initial=told_of(one))
    if form.is_valid():
        with refused_on(form):
            actions.change_source(one, form.given, by=request.user, on=today())
            return redirect(request, "measurement:source", uuid, said=_("Sumber disimpan."))
    return form_page(request, "measurement/source_form.html", form, source=one)


@once
def source_connect(request: Request, uuid: UUID) -> HttpResponse:
    """Where it is found; a secret is never shown again."""
    one = source_of(request, uuid)
    require(may.can_connect_source(request.scope, one))
    form = ConnectForm(sent(request), source=one, initial=one.settings)
    if form.is_valid():
        with refused_on(form):
            told = (form.settings, form.secrets)
            actions.connect_source(one, *told, by=request.user, on=today())
            return redirect(request, "measurement:source", uuid, said=_("Sambungan disimpan."))
    return form_page(request, "measurement/source_connect.html", form, source=one)


@require_POST
@once
def source_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Bring nothing any more."""
    actions.remove_source(source_of(request, uuid), by=request.user, on=today())
    said = _("Sumber dihapus. Angka yang sudah dibawanya tetap ada.")
    return redirect(request, "measurement:source-list", said=said)


@require_POST
@once
def source_fetch(request: Request, uuid: UUID) -> HttpResponse:
    """Let the worker ask the source."""
    actions.fetch_source(source_of(request, uuid), by=request.user, on=today(), at=now())
    said = _("Sumber sedang diambil. Muat ulang halaman ini nanti.")
    return redirect(request, "measurement:source", uuid, said=said)


@require_POST
@once
def source_receive(request: Request, uuid: UUID) -> HttpResponse:
    """Take a file and look at it."""
    one = source_of(request, uuid)
    require(may.can_receive_run(request.scope, one))
    form = SourceFileForm(request.POST, request.FILES)
    if form.is_valid():
        with refused_on(form):
            arrival = Arrival(form.cleaned_data["file"])
            run = receive_run(one, arrival, by=request.user, on=today(), at=now())
            return redirect(request, "measurement:source-run", run.uuid)
    return _page(request, one, form)
