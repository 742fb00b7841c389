"""Pages of posts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.documents.cells import text_of
from pamong.people.models import Position
from pamong.people.permissions import keeps_people
from pamong.people.positions import actions, presentation, queries
from pamong.people.positions.forms import CloseForm, PositionForm
from pamong.people.positions.permissions import (
    can_add_position,
    can_change_position,
    can_close_position,
)
from pamong.people.request import Request, own_agency
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


def _position(request: Request, uuid: UUID) -> Position:
    rows = Position.objects.visible_to(request.scope).select_related("agency")
    return get_object_or_404(rows, uuid=uuid)


def position_list(request: Request) -> HttpResponse:
    """The posts of the agency, by name."""
    require(keeps_people(request.scope))
    asked, closed = text_of(request.GET.get("q", ""))[:100], request.GET.get("show") == "closed"
    after = request.GET.get("after", "")
    page = queries.positions_in(request.scope, asked, after, today(), closed=closed)
    holders = queries.holders_of([one.pk for one in page.rows])
    shown = {"show": "closed"} if closed else {}
    context = {
        "table": presentation.positions_table(
            page.rows, holders, may_change=request.scope.has(Role.HR)
        ),
        "tabs": presentation.position_tabs(closed=closed),
        "asked": asked,
        "hidden": shown,
        "next_url": page.next_url(**shown, q=asked),
    }
    return render(request, "people/position_list.html", context=context)


@once
def position_add(request: Request) -> HttpResponse:
    """Make a post."""
    agency = own_agency(request)
    require(can_add_position(request.scope, agency))
    form = PositionForm(sent(request))
    if form.is_valid():
        with refused_on(form):
            actions.add_position(agency, form.facts(), by=request.user, on=today())
            return redirect(request, "people:position-list", said=_("Jabatan ditambahkan."))
    return form_page(request, "people/position_form.html", form)


@once
def position_change(request: Request, uuid: UUID) -> HttpResponse:
    """Give a post another name, kind, level or grade."""
    position = _position(request, uuid)
    require(can_change_position(request.scope, position))
    form = PositionForm(sent(request), initial=PositionForm.told(position))
    if form.is_valid():
        with refused_on(form):
            actions.change_position(position, form.facts(), by=request.user, on=today())
            return redirect(request, "people:position-list", said=_("Data jabatan disimpan."))
    more = {
        "position": position,
        "ended": presentation.ended_said(position, today()),
        "holders": queries.holders_of([position.pk]).get(position.pk, 0),
    }
    return form_page(request, "people/position_form.html", form, **more)


@once
def position_close(request: Request, uuid: UUID) -> HttpResponse:
    """Let a post end on a day."""
    position = _position(request, uuid)
    require(can_close_position(request.scope, position))
    form = CloseForm(sent(request), initial={"valid_to": today()})
    if form.is_valid():
        with refused_on(form):
            actions.close_position(position, **form.cleaned_data, by=request.user, on=today())
            return redirect(request, "people:position-list", said=_("Jabatan ditutup."))
    return form_page(request, "people/position_close.html", form, position=position)


@require_POST
@once
def position_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Take the end of a post back."""
    actions.reopen_position(_position(request, uuid), by=request.user, on=today())
    return redirect(request, "people:position-list", said=_("Jabatan dibuka kembali."))
