"""Pages of bringing a month's attendance in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.choosing import sample_facts
from pamong.documents.fields import PartialForm
from pamong.documents.rejected import name_of_rejected
from pamong.people.figures import gathered_said
from pamong.people.models import Agency
from pamong.people.request import Request
from pamong.performance.attendance import actions
from pamong.performance.attendance.forms import (
    AttendanceColumnsForm,
    AttendanceForm,
)
from pamong.performance.attendance.papers import write_rejected, write_template
from pamong.performance.attendance.permissions import (
    can_choose_attendance_columns,
    can_receive_attendance,
)
from pamong.performance.attendance.presentation import (
    detail_context,
    months_table,
    uploads_table,
)
from pamong.performance.attendance.queries import attendance_uploads, months_gathered, months_held
from pamong.performance.models import AttendanceUpload
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render

Status = AttendanceUpload.Status


def _agency(request: Request) -> Agency:
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    require(can_receive_attendance(request.scope, agency))
    return agency


def _upload(request: Request, uuid: UUID) -> AttendanceUpload:
    rows = AttendanceUpload.objects.visible_to(request.scope).select_related("agency", "user")
    return get_object_or_404(rows, uuid=uuid)


def attendance(request: Request) -> HttpResponse:
    """Send a month's file, and see which months are there."""
    agency = _agency(request)
    return _list(request, AttendanceForm(on=today(agency.time_zone)))


def _list(request: Request, form: AttendanceForm) -> HttpResponse:
    scope, day = request.scope, today(request.scope.time_zone)
    page = attendance_uploads(scope, request.GET.get("after", ""))
    held = months_gathered(scope, day)
    context = {
        "form": form,
        "months": months_table(held.found if held else months_held(scope, day)),
        "gathered": gathered_said(held),
        "table": uploads_table(page.rows),
        "next": page.next_cursor,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/attendance.html", context=context, status=status)


@require_POST
@once
def attendance_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    agency = _agency(request)
    on = today(agency.time_zone)
    form = AttendanceForm(request.POST, request.FILES, on=on)
    if form.is_valid():
        with refused_on(form):
            upload = actions.receive_attendance(agency, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:attendance-detail", upload.uuid)
    return _list(request, form)


@never_cache
def attendance_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    upload = _upload(request, uuid)
    return _detail(request, upload, PartialForm(rejected=upload.rejected))


def _detail(request: Request, upload: AttendanceUpload, form: PartialForm) -> HttpResponse:
    context = {**detail_context(upload), "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/attendance_detail.html", context=context, status=status)


@once
def attendance_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = _upload(request, uuid)
    require(can_choose_attendance_columns(request.scope, upload))
    if upload.status != Status.SHOWN:
        return redirect(request, "performance:attendance-detail", uuid)
    sent = request.POST if request.method == "POST" else None
    form = AttendanceColumnsForm(sent, shown=upload.shown)
    if form.is_valid():
        with refused_on(form):
            on = today(request.scope.time_zone)
            actions.choose_attendance_columns(upload, form.chosen(), by=request.user, on=on)
            return redirect(request, "performance:attendance-detail", uuid)
    context = {
        "upload": upload,
        "form": form,
        "samples": sample_facts(upload.shown),
        "lead": _(
            "Pilih kolom yang dibaca untuk setiap isian. Pilihan ini diusulkan lagi untuk berkas bulan berikutnya."
        ),
        "list_title": _("Kehadiran"),
        "list_url": reverse("performance:attendance"),
        "upload_url": reverse("performance:attendance-detail", args=[uuid]),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/columns_choose.html", context=context, status=status)


@require_POST
@once
def attendance_import(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    upload = _upload(request, uuid)
    form = PartialForm(request.POST, rejected=upload.rejected)
    if upload.status == Status.SHOWN and not form.is_valid():
        return _detail(request, upload, form)
    partial, on = bool(upload.rejected), today(request.scope.time_zone)
    actions.import_attendance(upload, is_partial=partial, by=request.user, on=on)
    return redirect(request, "performance:attendance-detail", uuid)


@require_POST
@once
def attendance_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    on = today(request.scope.time_zone)
    actions.drop_attendance(_upload(request, uuid), by=request.user, on=on)
    messages.success(request, _("Berkas dihapus. Tidak ada yang diimpor."))
    return redirect(request, "performance:attendance")


@require_safe
def attendance_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    rows = AttendanceUpload.objects.visible_to(request.scope).filter(rejected__gt=0)
    upload = get_object_or_404(rows.exclude(status=Status.DROPPED), uuid=uuid)
    return workbook(
        lambda stream: write_rejected(stream, upload.shown), name_of_rejected(upload.name)
    )


@require_safe
def attendance_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    _agency(request)
    return workbook(write_template, "kehadiran")
