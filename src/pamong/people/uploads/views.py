"""Pages of bringing people in from a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.documents.choosing import sample_facts
from pamong.documents.fields import PartialForm
from pamong.documents.rejected import name_of_rejected
from pamong.people.importing.papers import write_template
from pamong.people.models import Agency, PeopleUpload
from pamong.people.request import Request, own_agency
from pamong.people.uploads import actions
from pamong.people.uploads.differing import differences_context
from pamong.people.uploads.forms import ColumnsForm, UnitsForm, UploadForm
from pamong.people.uploads.permissions import (
    can_choose_units,
    can_confirm_upload,
    can_receive_upload,
)
from pamong.people.uploads.presentation import detail_context
from pamong.people.uploads.queries import uploads_of
from pamong.people.uploads.running import check_upload, is_small, run_upload
from pamong.people.uploads.tables import upload_table
from pamong.ui.downloads import XLSX, download, workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, is_fragment, redirect, render, sent

TICKED = "partial_import"  # in the session: of which file, with how many rejected rows


def _agency(request: Request) -> Agency:
    agency = own_agency(request)
    require(can_receive_upload(request.scope, agency))
    return agency


def _keep_tick(request: Request, upload: PeopleUpload) -> None:
    """Saving other answers takes no word back: the box stays ticked while as many rows are rejected."""
    ticked = [str(upload.uuid), upload.rejected] if "is_partial" in request.POST else None
    request.session[TICKED] = ticked


def _kept(request: Request, upload: PeopleUpload) -> PartialForm:
    is_kept = request.session.get(TICKED) == [str(upload.uuid), upload.rejected]
    return PartialForm(rejected=upload.rejected, initial={"is_partial": is_kept})


def _upload(request: Request, uuid: UUID) -> PeopleUpload:
    rows = PeopleUpload.objects.visible_to(request.scope).select_related("agency", "user")
    return get_object_or_404(rows, uuid=uuid)


def import_list(request: Request) -> HttpResponse:
    """Send a file, and find those sent before."""
    _agency(request)
    return _list(request, UploadForm(on=today()))


def _list(request: Request, form: UploadForm) -> HttpResponse:
    page = uploads_of(request.scope, request.GET.get("after", ""))
    return form_page(
        request,
        "people/import_list.html",
        form,
        table=upload_table(page.rows),
        next_url=page.next_url(),
        may_fetch=request.scope.has(Role.HR),
    )


@require_POST
@once
def upload_receive(request: Request) -> HttpResponse:
    """Take the file; a small one is looked at in the same moment, others by the worker."""
    agency = _agency(request)
    form = UploadForm(request.POST, request.FILES, on=today())
    if form.is_valid():
        with refused_on(form):
            given: Any = {"by": request.user, "on": today(), "at": now()}
            upload = actions.receive_upload(agency, **form.cleaned_data, **given)
            _look_at(upload)
            return redirect(request, "people:import-detail", upload.uuid)
    return _list(request, form)


def _look_at(upload: PeopleUpload) -> None:
    """The record has told the worker already; it finds nothing to do where the answer is there."""
    if is_small(upload):
        check_upload(upload)


@never_cache
def import_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, how far it is, or what it did."""
    upload = _upload(request, uuid)
    if is_fragment(request) and not upload.is_busy:
        return redirect(
            request, "people:import-detail", uuid
        )  # the waiting is over: the whole page
    return _detail(request, upload)


def _detail(
    request: Request,
    upload: PeopleUpload,
    form: PartialForm | None = None,
    units: UnitsForm | None = None,
) -> HttpResponse:
    context = detail_context(upload, may=can_confirm_upload(request.scope, upload), at=now())
    context["form"] = form or _kept(request, upload)
    context["units_form"] = units or UnitsForm(shown=upload.shown, units=upload.units)
    status = UNPROCESSABLE if form or units else 200
    return render(request, "people/import_detail.html", "progress", context, status=status)


@once
def columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = _upload(request, uuid)
    require(can_confirm_upload(request.scope, upload))
    if upload.status != PeopleUpload.Status.SHOWN:
        return redirect(request, "people:import-detail", uuid)
    form = ColumnsForm(sent(request), shown=upload.shown)
    if form.is_valid():
        given: Any = {"by": request.user, "on": today(), "at": now()}
        _look_at(actions.choose_columns(upload, form.chosen(), **given))
        return redirect(request, "people:import-detail", uuid)
    return form_page(
        request,
        "people/import_columns.html",
        form,
        upload=upload,
        samples=sample_facts(upload.shown),
    )


@require_POST
@once
def units_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Say which existing units are meant by names that the agency does not know."""
    upload = _upload(request, uuid)
    require(can_choose_units(request.scope, upload))
    _keep_tick(request, upload)
    form = UnitsForm(request.POST, shown=upload.shown, units=upload.units)
    if upload.status == PeopleUpload.Status.SHOWN and not form.is_valid():
        return _detail(request, upload, units=form)
    if upload.status == PeopleUpload.Status.SHOWN:
        given: Any = {"by": request.user, "on": today(), "at": now()}
        _look_at(actions.choose_units(upload, form.chosen(), **given))
    return redirect(request, "people:import-detail", uuid)


def _answers(request: Request, upload: PeopleUpload) -> UnitsForm:
    """What the page sent about unknown units; where it says nothing, what was answered before."""
    saved = UnitsForm(shown=upload.shown, units=upload.units)
    told = {name: request.POST.get(name, field.initial) for name, field in saved.fields.items()}
    return UnitsForm(told, shown=upload.shown, units=upload.units)


def _look_again(request: Request, upload: PeopleUpload, units: UnitsForm) -> HttpResponse:
    """Other answers make another import: it is shown before it begins."""
    _keep_tick(request, upload)
    given: Any = {"by": request.user, "on": today(), "at": now()}
    _look_at(actions.choose_units(upload, units.chosen(), **given))
    said = _("Pilihan unit tersimpan. Periksa yang akan berubah, lalu impor.")
    return redirect(request, "people:import-detail", upload.uuid, said=said)


@require_POST
@once
def upload_confirm(request: Request, uuid: UUID) -> HttpResponse:
    """Let the import begin: at once when the file is small, else in the worker."""
    upload = _upload(request, uuid)
    form = PartialForm(request.POST, rejected=upload.rejected)
    units = _answers(request, upload)
    is_shown = upload.status == PeopleUpload.Status.SHOWN
    if is_shown and not units.is_valid():
        return _detail(request, upload, form, units)
    if not is_shown or form.is_valid():
        if is_shown and units.is_changed():
            return _look_again(request, upload, units)
        with refused_on(form):
            given: Any = {"by": request.user, "on": today(), "at": now()}
            upload = actions.confirm_upload(upload, is_partial=bool(upload.rejected), **given)
            if is_small(upload):
                run_upload(upload)
            return redirect(request, "people:import-detail", uuid)
    return _detail(request, upload, form, units)


@require_POST
@once
def upload_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    actions.drop_upload(_upload(request, uuid), by=request.user, on=today())
    said = _("Berkas dihapus. Tidak ada yang diimpor.")
    return redirect(request, "people:import-list", said=said)


@require_safe
def import_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    rows = PeopleUpload.objects.visible_to(request.scope).exclude(rejected_file="")
    upload = get_object_or_404(rows, uuid=uuid)
    name = name_of_rejected(upload.name)
    return download(upload.rejected_file.open, f"{name}.xlsx", XLSX)


def import_differences(request: Request, uuid: UUID) -> HttpResponse:
    """Who came, who is named no more and which fields changed since the last file."""
    upload = _upload(request, uuid)
    if "differences" not in upload.shown:
        return redirect(request, "people:import-detail", uuid)
    context = differences_context(upload)
    return render(request, "people/import_differences.html", context=context)


@require_safe
def import_differences_file(request: Request, uuid: UUID) -> HttpResponseBase:
    """All differences, a row each."""
    rows = PeopleUpload.objects.visible_to(request.scope).exclude(differences_file="")
    upload = get_object_or_404(rows, uuid=uuid)
    name = _("perbedaan %(name)s") % {"name": upload.name.rpartition(".")[0] or upload.name}
    return download(upload.differences_file.open, f"{name}.xlsx", XLSX)


@require_safe
def import_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    _agency(request)
    return workbook(write_template, "pegawai")
