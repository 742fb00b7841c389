"""Pages of bringing a month's attendance in."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.figures import gathered_said
from pamong.people.request import Request
from pamong.performance.attendance import actions
from pamong.performance.attendance.forms import (
    AttendanceColumnsForm,
    AttendanceForm,
)
from pamong.performance.attendance.papers import write_template
from pamong.performance.attendance.permissions import (
    can_choose_attendance_columns,
    can_receive_attendance,
)
from pamong.performance.attendance.presentation import (
    detail_context,
    months_table,
    uploads_table,
)
from pamong.performance.attendance.queries import months_shown
from pamong.performance.intake.views import FilePages
from pamong.performance.models import AttendanceUpload
from pamong.ui.downloads import workbook

PAGES = FilePages(
    AttendanceUpload.objects.visible_to,
    can_receive_attendance,
    detail_context,
    uploads_table,
    title=gettext_lazy("Kehadiran"),
    list_name="performance:attendance",
    list_template="performance/attendance.html",
    send_title=gettext_lazy("Unggah kehadiran sebulan"),
    file_name="performance:attendance-detail",
    template="performance/attendance_detail.html",
    columns_lead=gettext_lazy(
        "Pilih kolom yang dibaca untuk setiap isian. Pilihan ini diusulkan lagi untuk berkas bulan berikutnya."
    ),
)


def attendance(request: Request) -> HttpResponse:
    """Send a month's file, and see which months are there."""
    agency = PAGES.agency(request)
    return _list(request, AttendanceForm(on=today(agency.time_zone)))


def _list(request: Request, form: AttendanceForm) -> HttpResponse:
    scope, day = request.scope, today(request.scope.time_zone)
    found, held = months_shown(scope, day)
    months = months_table(found)
    return PAGES.page(request, form, months=months, gathered=gathered_said(held))


@require_POST
@once
def attendance_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    form = AttendanceForm(request.POST, request.FILES, on=today(request.scope.time_zone))
    return PAGES.receive(request, form, actions.receive_attendance, _list)


@never_cache
def attendance_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    return PAGES.detail(request, PAGES.upload(request, uuid))


@once
def attendance_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = PAGES.upload(request, uuid)
    require(can_choose_attendance_columns(request.scope, upload))
    return PAGES.choose_columns(
        request, upload, AttendanceColumnsForm, actions.choose_attendance_columns
    )


@require_POST
@once
def attendance_import(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    return PAGES.import_file(request, uuid, actions.import_attendance)


@require_POST
@once
def attendance_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    return PAGES.drop_file(request, uuid, actions.drop_attendance)


@require_safe
def attendance_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    return PAGES.rejected(request, uuid)


@require_safe
def attendance_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    PAGES.agency(request)
    return workbook(write_template, "kehadiran")
