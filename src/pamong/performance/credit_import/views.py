"""Pages of bringing balances in from a file."""

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
from pamong.people.models import Agency
from pamong.people.request import Request
from pamong.performance.credit_import import actions
from pamong.performance.credit_import.forms import CreditColumnsForm, CreditFileForm
from pamong.performance.credit_import.papers import write_rejected, write_template
from pamong.performance.credit_import.permissions import (
    can_choose_credit_columns,
    can_receive_credits,
)
from pamong.performance.credit_import.presentation import detail_context, uploads_table
from pamong.performance.models import CreditUpload
from pamong.ui.downloads import workbook
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render

Status = CreditUpload.Status
FILES = 10


def _agency(request: Request) -> Agency:
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    require(can_receive_credits(request.scope, agency))
    return agency


def _upload(request: Request, uuid: UUID) -> CreditUpload:
    rows = CreditUpload.objects.visible_to(request.scope).select_related("agency", "user")
    return get_object_or_404(rows, uuid=uuid)


def credit_import(request: Request) -> HttpResponse:
    """Send a file of balances, and see one's own files."""
    _agency(request)
    return _list(request, CreditFileForm())


def _list(request: Request, form: CreditFileForm) -> HttpResponse:
    rows = CreditUpload.objects.visible_to(request.scope).defer("shown")
    page = page_of(rows, request.GET.get("after", ""), FILES, by=("-pk",))
    context = {"form": form, "table": uploads_table(page.rows), "next": page.next_cursor}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/credit_import.html", context=context, status=status)


@require_POST
@once
def credits_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    agency = _agency(request)
    on = today(agency.time_zone)
    form = CreditFileForm(request.POST, request.FILES)
    if form.is_valid():
        with refused_on(form):
            upload = actions.receive_credits(agency, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:credit-file", upload.uuid)
    return _list(request, form)


@never_cache
def credit_file(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    upload = _upload(request, uuid)
    return _detail(request, upload, PartialForm(rejected=upload.rejected))


def _detail(request: Request, upload: CreditUpload, form: PartialForm) -> HttpResponse:
    context = {**detail_context(upload), "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/credit_file.html", context=context, status=status)


@once
def credit_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = _upload(request, uuid)
    require(can_choose_credit_columns(request.scope, upload))
    here = reverse("performance:credit-file", args=[uuid])
    if upload.status != Status.SHOWN:
        return redirect(request, here)
    sent = request.POST if request.method == "POST" else None
    form = CreditColumnsForm(sent, shown=upload.shown)
    if form.is_valid():
        with refused_on(form):
            on = today(request.scope.time_zone)
            actions.choose_credit_columns(upload, form.chosen(), by=request.user, on=on)
            return redirect(request, here)
    context = {
        "upload": upload,
        "form": form,
        "samples": sample_facts(upload.shown),
        "lead": _(
            "Pilih kolom yang dibaca untuk setiap isian. Setelah disimpan, berkas diperiksa lagi dari awal."
        ),
        "list_title": _("Impor saldo angka kredit"),
        "list_url": reverse("performance:credit-import"),
        "upload_url": here,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/columns_choose.html", context=context, status=status)


@require_POST
@once
def credits_import(request: Request, uuid: UUID) -> HttpResponse:
    """Enter what was shown."""
    upload = _upload(request, uuid)
    form = PartialForm(request.POST, rejected=upload.rejected)
    if upload.status == Status.SHOWN and not form.is_valid():
        return _detail(request, upload, form)
    partial, on = bool(upload.rejected), today(request.scope.time_zone)
    actions.import_credits(upload, is_partial=partial, by=request.user, on=on)
    return redirect(request, "performance:credit-file", uuid)


@require_POST
@once
def credits_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    on = today(request.scope.time_zone)
    actions.drop_credits(_upload(request, uuid), by=request.user, on=on)
    messages.success(request, _("Berkas dihapus. Tidak ada yang diimpor."))
    return redirect(request, "performance:credit-import")


@require_safe
def credits_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    rows = CreditUpload.objects.visible_to(request.scope).filter(rejected__gt=0)
    upload = get_object_or_404(rows.exclude(status=Status.DROPPED), uuid=uuid)
    return workbook(
        lambda stream: write_rejected(stream, upload.shown), name_of_rejected(upload.name)
    )


@require_safe
def credits_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    _agency(request)
    return workbook(write_template, "saldo-angka-kredit")
