"""Pages of bringing agreed plans in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.rejected import name_of_rejected
from pamong.people.models import Agency
from pamong.people.request import Request
from pamong.performance.models import PlanFile
from pamong.performance.plan_files import actions
from pamong.performance.plan_files.forms import PlanFileForm, PlanFileImportForm
from pamong.performance.plan_files.papers import write_rejected, write_template
from pamong.performance.plan_files.permissions import can_receive_planfile
from pamong.performance.plan_files.presentation import detail_context, files_table
from pamong.performance.plan_files.queries import planfiles_of
from pamong.performance.rules import pack_on
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render

Status = PlanFile.Status


def _agency(request: Request) -> Agency:
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    require(can_receive_planfile(request.scope, agency))
    return agency


def _planfile(request: Request, uuid: UUID) -> PlanFile:
    rows = PlanFile.objects.visible_to(request.scope).select_related("agency", "user")
    return get_object_or_404(rows, uuid=uuid)


def planfile_list(request: Request) -> HttpResponse:
    """Send a file, and find those sent before."""
    agency = _agency(request)
    return _list(request, PlanFileForm(on=today(agency.time_zone)))


def _list(request: Request, form: PlanFileForm) -> HttpResponse:
    page = planfiles_of(request.scope, request.GET.get("after", ""))
    context = {"form": form, "table": files_table(page.rows), "next": page.next_cursor}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/planfile_list.html", context=context, status=status)


@require_POST
@once
def planfile_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    agency = _agency(request)
    on = today(agency.time_zone)
    form = PlanFileForm(request.POST, request.FILES, on=on)
    if form.is_valid():
        with refused_on(form):
            file = actions.receive_planfile(agency, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:planfile-detail", file.uuid)
    return _list(request, form)


@never_cache
def planfile_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    file = _planfile(request, uuid)
    return _detail(request, file, PlanFileImportForm(rejected=file.rejected))


def _detail(request: Request, file: PlanFile, form: PlanFileImportForm) -> HttpResponse:
    context = {**detail_context(file), "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/planfile_detail.html", context=context, status=status)


@require_POST
@once
def planfile_import(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    file = _planfile(request, uuid)
    form = PlanFileImportForm(request.POST, rejected=file.rejected)
    if file.status == Status.SHOWN and not form.is_valid():
        return _detail(request, file, form)
    partial, on = bool(file.rejected), today(request.scope.time_zone)
    actions.import_planfile(file, is_partial=partial, by=request.user, on=on)
    return redirect(request, "performance:planfile-detail", uuid)


@require_POST
@once
def planfile_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    on = today(request.scope.time_zone)
    actions.drop_planfile(_planfile(request, uuid), by=request.user, on=on)
    messages.success(request, _("Berkas dihapus. Tidak ada yang diimpor."))
    return redirect(request, "performance:planfile-list")


@require_safe
def planfile_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    rows = PlanFile.objects.visible_to(request.scope).filter(rejected__gt=0)
    file = get_object_or_404(rows.exclude(status=Status.DROPPED), uuid=uuid)
    return workbook(lambda stream: write_rejected(stream, file.shown), name_of_rejected(file.name))


@require_safe
def planfile_template(request: Request) -> HttpResponseBase:
    """The table to fill in, with an example and a sheet that explains it."""
    agency = _agency(request)
    return workbook(
        lambda stream: write_template(
            stream, pack_on(today(agency.time_zone), local=agency.local_packs)
        ),
        "skp",
    )
