"""Pages on which the tree of units is changed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.people.models import Unit, UnitChange
from pamong.people.posts.queries import units_named
from pamong.people.request import Request
from pamong.people.tree import actions
from pamong.people.tree.forms import CloseForm, FindForm, ParentForm, RenameForm, UnitForm
from pamong.people.tree.permissions import (
    can_add_unit,
    can_change_unit,
    can_close_unit,
    can_move_unit,
)
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


def _unit(request: Request, uuid: UUID) -> Unit:
    rows = Unit.objects.visible_to(request.scope).select_related("agency", "parent")
    return get_object_or_404(rows, uuid=uuid)


@once
def unit_add(request: Request, uuid: UUID) -> HttpResponse:
    """Put a new unit under this one."""
    parent = _unit(request, uuid)
    require(can_add_unit(request.scope, parent))
    form = UnitForm(sent(request), on=today())
    if form.is_valid():
        given: Any = {"valid_from": form.cleaned_data["valid_from"]}
        with refused_on(form):
            unit = actions.add_unit(parent, form.facts(), **given, by=request.user, on=today())
            return redirect(request, "people:unit-detail", unit.uuid, said=_("Unit ditambahkan."))
    return form_page(request, "people/unit_form.html", form, parent=parent)


@once
def unit_change(request: Request, uuid: UUID) -> HttpResponse:
    """Give a unit another code or kind, and another name from a day."""
    unit = _unit(request, uuid)
    require(can_change_unit(request.scope, unit))
    facts = {"name": unit.name, "code": unit.code, "kind": unit.kind, "valid_from": today()}
    form = RenameForm(sent(request), initial=facts)
    if form.is_valid():
        day: Any = {"valid_from": form.cleaned_data["valid_from"]}
        with refused_on(form):
            actions.change_unit(unit, form.facts(), **day, by=request.user, on=today())
            return redirect(request, "people:unit-detail", unit.uuid, said=_("Data unit disimpan."))
    may = {
        "may_move": can_move_unit(request.scope, unit),
        "may_close": can_close_unit(request.scope, unit),
    }
    return form_page(request, "people/unit_form.html", form, unit=unit, **may)


@once
def unit_move(request: Request, uuid: UUID) -> HttpResponse:
    """Put a unit with all below it under another from a day."""
    unit = _unit(request, uuid)
    require(can_move_unit(request.scope, unit))
    asked = text_of(request.GET.get("unit", ""))[:100]
    found = units_named(request.scope, asked, today())
    units = [one for one in found if _may_hold(one, unit)]
    form = ParentForm(sent(request), units=units, initial={"valid_from": today()})
    if form.is_valid():
        with refused_on(form):
            actions.move_unit(unit, **form.cleaned_data, by=request.user, on=today())
            said = _("Perpindahan unit dicatat.")
            return redirect(request, "people:unit-detail", unit.uuid, said=said)
    query = f"?{request.GET.urlencode()}"
    find = FindForm(request.GET)
    return form_page(
        request, "people/unit_move.html", form, unit=unit, find=find, asked=asked, query=query
    )


def _may_hold(one: Unit, unit: Unit) -> bool:
    """Neither itself, nor what stands below it, nor where it stands already."""
    return one.pk != unit.parent_id and not one.path.startswith(unit.path)


@once
def unit_close(request: Request, uuid: UUID) -> HttpResponse:
    """Let a unit end on a day."""
    unit = _unit(request, uuid)
    require(can_close_unit(request.scope, unit))
    form = CloseForm(sent(request), initial={"valid_to": today()})
    if form.is_valid():
        with refused_on(form):
            actions.close_unit(unit, **form.cleaned_data, by=request.user, on=today())
            return redirect(request, "people:unit-detail", unit.uuid, said=_("Unit ditutup."))
    return form_page(request, "people/unit_close.html", form, unit=unit)


@require_POST
@once
def unit_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Take the end of a unit back."""
    unit = actions.reopen_unit(_unit(request, uuid), by=request.user, on=today())
    return redirect(request, "people:unit-detail", unit.uuid, said=_("Unit dibuka kembali."))


@require_POST
@once
def unit_change_cancel(request: Request, uuid: UUID) -> HttpResponse:
    """Take back a name or place that has not begun."""
    rows = UnitChange.objects.visible_to(request.scope).select_related("unit")
    change = get_object_or_404(rows, uuid=uuid)
    unit = actions.cancel_unit_change(change, by=request.user, on=today())
    return redirect(request, "people:unit-detail", unit.uuid, said=_("Perubahan dibatalkan."))
