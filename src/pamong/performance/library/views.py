"""Pages of the library."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.people.models import Agency, Employee
from pamong.people.request import Request, own_agency
from pamong.performance.library.actions import (
    import_library,
    remove_library,
    remove_library_result,
    write_library,
)
from pamong.performance.library.entry import EntryForm
from pamong.performance.library.forms import LibraryForm, PostForm
from pamong.performance.library.papers import write_library_table, write_template
from pamong.performance.library.permissions import (
    can_import_library,
    can_remove_library_result,
    can_write_library,
)
from pamong.performance.library.presentation import posts_shown
from pamong.performance.library.queries import library_of, result_named
from pamong.performance.models import LibraryResult
from pamong.performance.rules import plan_pack_on
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


def _pack(agency: Agency) -> Pack:
    on = today(agency.time_zone)
    return plan_pack_on(on, Employee.Kind.PNS.value, local=agency.local_packs)


@once
def library(request: Request) -> HttpResponse:
    """What each post owes; the personnel office brings a file in."""
    agency = own_agency(request)
    if request.method == "POST":
        require(can_import_library(request.scope, agency.pk))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LibraryForm(*sent, pack=_pack(agency))
    if form.is_valid():
        on = today(agency.time_zone)
        source = f"{form.cleaned_data['file'].name}, {say_day_full(on)}"[-250:]
        with refused_on(form):
            import_library(agency, form.read, source=source, by=request.user, on=on)
            said = _("Pustaka tersimpan. Pegawai dapat mengambilnya di SKP.")
            return redirect(request, "performance:library", said=said)
    return _page(request, agency, form)


def _page(request: Request, agency: Agency, form: LibraryForm) -> HttpResponse:
    may = can_import_library(request.scope, agency.pk)
    return form_page(
        request,
        "performance/library.html",
        form,
        may_import=may,
        posts=posts_shown(library_of(request.scope), may_write=may),
    )


@require_POST
@once
def library_remove(request: Request) -> HttpResponse:
    """Take a post's results out."""
    agency, form = own_agency(request), PostForm(request.POST)
    post = form.cleaned_data["post"] if form.is_valid() else ""
    remove_library(agency, post, by=request.user, on=today(agency.time_zone))
    said = _("Pustaka %s dihapus. SKP yang sudah memakainya tetap.") % post
    return redirect(request, "performance:library", said=said)


@require_safe
def library_template(request: Request) -> HttpResponseBase:
    """An empty table with an example."""
    return workbook(
        lambda stream: write_template(stream, _pack(own_agency(request))), "pustaka-skp"
    )


@require_safe
def library_table(request: Request) -> HttpResponseBase:
    """What stands, as a file that can be mended and sent in again."""
    pack = _pack(own_agency(request))
    rows = [row for some in library_of(request.scope).values() for row in some]
    return workbook(lambda stream: write_library_table(stream, pack, rows), "pustaka-skp")


@once
def library_add(request: Request) -> HttpResponse:
    """Write a new result of a post."""
    post = text_of(request.GET.get("post", ""))[:250]
    agency = own_agency(request)
    return _entry(request, agency, LibraryResult(agency=agency, post=post))


@once
def library_change(request: Request, uuid: UUID) -> HttpResponse:
    """Change one result."""
    return _entry(
        request, own_agency(request), get_object_or_404(result_named(request.scope, uuid))
    )


def _entry(request: Request, agency: Agency, row: LibraryResult) -> HttpResponse:
    require(can_write_library(request.scope, agency.pk))
    form = EntryForm(sent(request), row=row, pack=_pack(agency))
    if form.is_valid():
        with refused_on(form):
            on = today(agency.time_zone)
            row.post = " ".join(form.cleaned_data.get("post", row.post).split())
            source = _("Ditulis di Pamong, %s") % say_day_full(on)
            seen = form.cleaned_data["seen"]
            write_library(row, form.owed, seen=seen, source=source, by=request.user, on=on)
            return redirect(request, "performance:library", said=_("Hasil kerja pustaka disimpan."))
    return form_page(request, "performance/library_entry.html", form, row=row, lines=form.lines())


@require_POST
@once
def library_result_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take one result out."""
    agency = own_agency(request)
    require(can_remove_library_result(request.scope, agency.pk))
    row = get_object_or_404(result_named(request.scope, uuid))
    remove_library_result(row, by=request.user, on=today(agency.time_zone))
    said = _("Hasil kerja dihapus dari pustaka. SKP yang memakainya tetap.")
    return redirect(request, "performance:library", said=said)
