"""Pages of the table of bases and of penalties."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.performance.allowance.permissions import can_see_sheets
from pamong.performance.allowance_base import actions
from pamong.performance.allowance_base.forms import (
    BaseForm,
    BasesFileForm,
    PenaltyForm,
    TableForm,
)
from pamong.performance.allowance_base.permissions import (
    can_end_penalty,
    can_fill_table,
    can_make_table,
    can_see_penalties,
)
from pamong.performance.allowance_base.presentation import (
    penalties_table,
    penalty_facts,
    penalty_kinds,
    table_context,
    tables_table,
)
from pamong.performance.allowance_base.queries import penalties_of, rows_of, tables_of
from pamong.performance.models import AllowancePenalty, AllowanceTable
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


def _table(request: Request, uuid: UUID) -> AllowanceTable:
    require(can_see_sheets(request.scope))
    rows = AllowanceTable.objects.visible_to(request.scope)
    return get_object_or_404(rows.select_related("agency", "made_by", "released_by"), uuid=uuid)


def base_tables(request: Request) -> HttpResponse:
    """The tables, and the beginning of another."""
    require(can_see_sheets(request.scope))
    return _tables(request, own_agency(request), None)


def _tables(request: Request, agency: Agency, refused: TableForm | None) -> HttpResponse:
    page = tables_of(request.scope, request.GET.get("after", ""))
    context = {
        "form": refused or TableForm(),
        "may_make": can_make_table(request.scope, agency),
        "table": tables_table(page.rows),
        "next_url": page.next_url(),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "performance/base_tables.html", context=context, status=status)


@require_POST
@once
def table_make(request: Request) -> HttpResponse:
    """Begin another table."""
    agency = own_agency(request)
    require(can_make_table(request.scope, agency))
    form = TableForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            on = today(agency.time_zone)
            table = actions.make_table(agency, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:base-table", table.uuid)
    return _tables(request, agency, form)


def base_table(request: Request, uuid: UUID) -> HttpResponse:
    """One table with its rows."""
    return _show(request, _table(request, uuid))


def _show(
    request: Request,
    table: AllowanceTable,
    form: BaseForm | None = None,
    file_form: BasesFileForm | None = None,
) -> HttpResponse:
    context = table_context(table, rows_of(table), request.scope)
    context["form"] = form or BaseForm(agency_id=table.agency_id)
    context["file_form"] = file_form or BasesFileForm()
    context["wrong"] = form or file_form
    status = UNPROCESSABLE if form or file_form else 200
    return render(request, "performance/base_table.html", context=context, status=status)


@require_POST
@once
def base_set(request: Request, uuid: UUID) -> HttpResponse:
    """One row by hand."""
    table = _table(request, uuid)
    require(can_fill_table(request.scope, table))
    form = BaseForm(request.POST, agency_id=table.agency_id)
    if form.is_valid():
        with refused_on(form):
            on = today(table.agency.time_zone)
            actions.set_base(table, **form.given(), by=request.user, on=on)
            return redirect(request, "performance:base-table", uuid)
    return _show(request, table, form)


@require_POST
@once
def bases_import(request: Request, uuid: UUID) -> HttpResponse:
    """All rows from a file."""
    table = _table(request, uuid)
    require(can_fill_table(request.scope, table))
    form = BasesFileForm(request.POST, request.FILES)
    if form.is_valid():
        file, on = form.cleaned_data["file"], today(table.agency.time_zone)
        with refused_on(form):
            actions.import_bases(table, file, file.name, by=request.user, on=on)
            said = _("Baris tabel diganti dengan isi berkas.")
            return redirect(request, "performance:base-table", uuid, said=said)
    return _show(request, table, file_form=form)


@require_POST
@once
def table_release(request: Request, uuid: UUID) -> HttpResponse:
    """Let the table hold, as the second person."""
    table = _table(request, uuid)
    actions.release_table(table, by=request.user, on=today(table.agency.time_zone))
    return redirect(request, "performance:base-table", uuid)


@require_POST
@once
def table_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Give the table up."""
    table = _table(request, uuid)
    actions.drop_table(table, by=request.user, on=today(table.agency.time_zone))
    return redirect(request, "performance:base-tables")


def penalties(request: Request) -> HttpResponse:
    """Who is cut."""
    require(can_see_penalties(request.scope))
    return _penalties(request, _penalty_form(request))


def _penalty_form(request: Request, data: QueryDict | None = None) -> PenaltyForm:
    on = today(request.scope.time_zone)
    kinds = penalty_kinds(on)
    return PenaltyForm(data, agency_id=request.scope.agency_id, kinds=kinds, on=on)


def _penalties(request: Request, form: PenaltyForm) -> HttpResponse:
    page = penalties_of(request.scope, request.GET.get("after", ""))
    return form_page(
        request,
        "performance/penalties.html",
        form,
        table=penalties_table(page.rows),
        next_url=page.next_url(),
    )


@require_POST
@once
def penalty_note(request: Request) -> HttpResponse:
    """Note another penalty."""
    require(can_see_penalties(request.scope))
    form = _penalty_form(request, request.POST)
    if form.is_valid():
        with refused_on(form):
            given, on = dict(form.cleaned_data), today(request.scope.time_zone)
            actions.note_penalty(given.pop("nip"), **given, by=request.user, on=on)
            return redirect(request, "performance:penalties")
    return _penalties(request, form)


def _penalty(request: Request, uuid: UUID) -> AllowancePenalty:
    rows = AllowancePenalty.objects.visible_to(request.scope)
    rows = rows.select_related("employee__agency", "sanction")
    return get_object_or_404(rows, uuid=uuid)


def penalty_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One penalty, before it is taken back."""
    penalty = _penalty(request, uuid)
    require(can_end_penalty(request.scope, penalty))
    context = {"penalty": penalty, "facts": penalty_facts(penalty)}
    return render(request, "performance/penalty_detail.html", context=context)


@require_POST
@once
def penalty_end(request: Request, uuid: UUID) -> HttpResponse:
    """Take it back."""
    penalty = _penalty(request, uuid)
    actions.end_penalty(penalty, by=request.user, on=today(request.scope.time_zone))
    return redirect(request, "performance:penalties")
