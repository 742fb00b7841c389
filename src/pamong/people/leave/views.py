"""Pages of leave."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.documents.writing import Heading, write_xlsx
from pamong.people.acts.passing import is_sure
from pamong.people.acts.shown import mark_of, moved_said
from pamong.people.leave import actions
from pamong.people.leave.forms import (
    FactsForm,
    LeaveForm,
    LeavesConfirmForm,
    LeavesFileForm,
    initial_of,
)
from pamong.people.leave.kinds import choices_from, leave_pack
from pamong.people.leave.permissions import can_change_leave, can_import_leaves, can_see_leaves
from pamong.people.leave.presentation import (
    days_said,
    effect_why,
    leave_table,
    leave_tabs,
    preview_context,
)
from pamong.people.leave.queries import COMING, NOW, PAST, leave_named, leaves_of
from pamong.people.leave.reading import ReadLeaves, packed, read_leaves, sort_leaves, told_of
from pamong.people.left_out import refuse_left_out
from pamong.people.models import Leave
from pamong.people.permissions import keeps_people
from pamong.people.request import Request
from pamong.policy.pack import Pack
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent


def leave_list(request: Request) -> HttpResponse:
    """Who is on leave, who will be, who was."""
    require(can_see_leaves(request.scope))
    state, asked = request.GET.get("state", ""), text_of(request.GET.get("q", ""))[:100]
    state = state if state in {COMING, PAST} else NOW
    page = leaves_of(request.scope, state, asked, request.GET.get("after", ""), today())
    context = {
        "table": leave_table(page.rows, request.scope),
        "tabs": leave_tabs(state),
        "state": state,
        "asked": asked,
        "next_url": page.next_url(state=state, q=asked),
        "may_add": keeps_people(request.scope),
        "why": effect_why(_rules(request)),
    }
    return render(request, "people/leave_list.html", context=context)


def _rules(request: Request) -> Pack:
    return leave_pack(today(), request.scope.local_packs)


def _kinds(request: Request, held: str = "") -> list[tuple[str, str]]:
    return choices_from(today(), request.scope.local_packs, held)


def _leave(request: Request, uuid: UUID) -> Leave:
    return get_object_or_404(leave_named(request.scope, uuid))


@once
def leave_add(request: Request) -> HttpResponse:
    """Leave of one person."""
    require(keeps_people(request.scope))
    initial = {"person": text_of(request.GET.get("person", ""))[:100]}
    rules = _rules(request)
    given = {"scope": request.scope, "on": today(), "initial": initial}
    form = LeaveForm(sent(request), kinds=_kinds(request), **given)
    if form.is_valid() and form.chosen:
        with refused_on(form):
            leave = actions.add_leave(form.chosen, form.facts(), by=request.user, on=today())
            said = _("Cuti %(name)s dicatat.") % {"name": leave.employee}
            return redirect(request, "people:employee-detail", leave.employee.uuid, said=said)
    return form_page(request, "people/leave_form.html", form, why=effect_why(rules))


@once
def leave_change(request: Request, uuid: UUID) -> HttpResponse:
    """Other days or another kind."""
    leave = _leave(request, uuid)
    require(can_change_leave(request.scope, leave))
    rules = _rules(request)
    form = FactsForm(sent(request), kinds=_kinds(request, leave.kind), initial=initial_of(leave))
    if form.is_valid():
        with refused_on(form):
            actions.change_leave(leave, form.facts(), by=request.user, on=today())
            said = _("Cuti disimpan.")
            return redirect(request, "people:employee-detail", leave.employee.uuid, said=said)
    days = days_said(leave.valid_from, leave.last)
    return form_page(
        request, "people/leave_form.html", form, leave=leave, days=days, why=effect_why(rules)
    )


@require_POST
@once
def leave_cancel(request: Request, uuid: UUID) -> HttpResponse:
    """The leave was never taken."""
    leave = _leave(request, uuid)
    actions.cancel_leave(leave, by=request.user, on=today())
    said = _("Cuti dibatalkan.")
    return redirect(request, "people:employee-detail", leave.employee.uuid, said=said)


@once
def leaves_import(request: Request) -> HttpResponse:
    """Leave from a file: first what it would change, then the same again to write it."""
    require(can_import_leaves(request.scope))
    if "rows" in request.POST:
        return _confirmed(request)
    form = LeavesFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refused_on(form):
            file = form.cleaned_data["file"]
            read = read_leaves(file, file.name or "", request.scope)
            return _written(request, read) if is_sure(request) else _preview(request, read)
    return form_page(request, "people/leaves_import.html", form)


def _preview(request: Request, read: ReadLeaves, moved: str = "") -> HttpResponse:
    initial = {"rows": packed(read.lines), "shown": mark_of(told_of(read.lines))}
    context = {"form": LeavesConfirmForm(initial=initial), "moved": moved} | preview_context(read)
    status = UNPROCESSABLE if moved else 200
    return render(request, "people/leaves_preview.html", context=context, status=status)


def _confirmed(request: Request) -> HttpResponse:
    form = LeavesConfirmForm(request.POST)
    if not form.is_valid():
        return form_page(request, "people/leaves_import.html", LeavesFileForm(), refused=form)
    read = sort_leaves(form.cleaned_data["rows"], request.scope)
    if read.rejected or not form.is_as_shown(mark_of(told_of(read.lines))):
        return _preview(request, read, moved_said())
    return _written(request, read)


def _written(request: Request, read: ReadLeaves) -> HttpResponse:
    refuse_left_out(read.rejected)
    count = actions.import_leaves(read.lines, by=request.user, on=today())
    told = ngettext("%(n)d cuti disimpan.", "%(n)d cuti disimpan.", count) % {"n": count}
    return redirect(request, "people:leave-list", said=told)


@require_safe
def leave_template(request: Request) -> HttpResponseBase:
    """An empty table with the headings that are read and the kinds of leave below."""
    require(can_import_leaves(request.scope))
    headings = [
        Heading("NIP", "code"),
        Heading("Jenis cuti", width=34),
        Heading("Dari", "day"),
        Heading("Sampai", "day"),
        Heading("Nomor surat"),
    ]
    rows = [["", label] for _code, label in _kinds(request)]
    return workbook(lambda stream: write_xlsx(stream, headings, rows), "cuti")
