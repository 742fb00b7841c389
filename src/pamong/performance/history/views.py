"""Pages of a person's years, and of bringing earlier ones in."""

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
from pamong.people.directory.queries import person_named
from pamong.people.figures import gathered_figures, gathered_said
from pamong.people.models import Agency
from pamong.people.request import Request
from pamong.performance.history import actions
from pamong.performance.history.forms import HistoryColumnsForm, HistoryForm
from pamong.performance.history.papers import write_rejected, write_template
from pamong.performance.history.permissions import can_choose_history_columns, can_receive_history
from pamong.performance.history.presentation import (
    detail_context,
    held_table,
    uploads_table,
    years_context,
)
from pamong.performance.history.queries import (
    YEARS,
    history_uploads,
    past_of,
    yearly_of,
    years_held,
)
from pamong.performance.models import HistoryUpload
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render

Status = HistoryUpload.Status


def _agency(request: Request) -> Agency:
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    require(can_receive_history(request.scope, agency))
    return agency


def _upload(request: Request, uuid: UUID) -> HistoryUpload:
    rows = HistoryUpload.objects.visible_to(request.scope).select_related("agency", "user")
    return get_object_or_404(rows, uuid=uuid)


def history(request: Request) -> HttpResponse:
    """Send a file of earlier years, and see which years are there."""
    _agency(request)
    return _list(request, HistoryForm())


def _list(request: Request, form: HistoryForm) -> HttpResponse:
    page = history_uploads(request.scope, request.GET.get("after", ""))
    known = gathered_figures(request.scope, YEARS, today(request.scope.time_zone))
    context = {
        "form": form,
        "held": held_table(known.found if known else years_held(request.scope)),
        "gathered": gathered_said(known),
        "table": uploads_table(page.rows),
        "next": page.next_cursor,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/history.html", context=context, status=status)


@require_POST
@once
def history_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    agency = _agency(request)
    on = today(agency.time_zone)
    form = HistoryForm(request.POST, request.FILES)
    if form.is_valid():
        with refused_on(form):
            upload = actions.receive_history(agency, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:history-detail", upload.uuid)
    return _list(request, form)


@never_cache
def history_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    upload = _upload(request, uuid)
    return _detail(request, upload, PartialForm(rejected=upload.rejected))


def _detail(request: Request, upload: HistoryUpload, form: PartialForm) -> HttpResponse:
    context = {**detail_context(upload), "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/history_detail.html", context=context, status=status)


@once
def history_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = _upload(request, uuid)
    require(can_choose_history_columns(request.scope, upload))
    here = reverse("performance:history-detail", args=[uuid])
    if upload.status != Status.SHOWN:
        return redirect(request, here)
    sent = request.POST if request.method == "POST" else None
    form = HistoryColumnsForm(sent, shown=upload.shown)
    if form.is_valid():
        with refused_on(form):
            on = today(request.scope.time_zone)
            actions.choose_history_columns(upload, form.chosen(), by=request.user, on=on)
            return redirect(request, here)
    context = {
        "upload": upload,
        "form": form,
        "samples": sample_facts(upload.shown),
        "lead": _(
            "Pilih kolom yang dibaca untuk setiap isian. Setelah disimpan, berkas diperiksa lagi dari awal."
        ),
        "list_title": _("Riwayat kinerja"),
        "list_url": reverse("performance:history"),
        "upload_url": here,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/columns_choose.html", context=context, status=status)


@require_POST
@once
def history_import(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    upload = _upload(request, uuid)
    form = PartialForm(request.POST, rejected=upload.rejected)
    if upload.status == Status.SHOWN and not form.is_valid():
        return _detail(request, upload, form)
    partial, on = bool(upload.rejected), today(request.scope.time_zone)
    actions.import_history(upload, is_partial=partial, by=request.user, on=on)
    return redirect(request, "performance:history-detail", uuid)


@require_POST
@once
def history_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    on = today(request.scope.time_zone)
    actions.drop_history(_upload(request, uuid), by=request.user, on=on)
    messages.success(request, _("Berkas dihapus. Tidak ada yang diimpor."))
    return redirect(request, "performance:history")


@require_safe
def history_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    rows = HistoryUpload.objects.visible_to(request.scope).filter(rejected__gt=0)
    upload = get_object_or_404(rows.exclude(status=Status.DROPPED), uuid=uuid)
    return workbook(
        lambda stream: write_rejected(stream, upload.shown), name_of_rejected(upload.name)
    )


@require_safe
def history_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    _agency(request)
    return workbook(write_template, "riwayat-kinerja")


def years(request: Request, uuid: UUID) -> HttpResponse:
    """A person's years side by side, each explained by its own law."""
    person = get_object_or_404(person_named(request.scope, uuid))
    past, yearly = past_of(request.scope, person), yearly_of(request.scope, person)
    return render(request, "performance/years.html", context=years_context(person, past, yearly))
