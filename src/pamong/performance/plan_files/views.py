"""Pages of bringing agreed plans in."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.request import Request
from pamong.performance.intake.views import FilePages
from pamong.performance.models import PlanFile
from pamong.performance.plan_files import actions
from pamong.performance.plan_files.forms import PlanFileForm, PlanFileImportForm
from pamong.performance.plan_files.papers import write_template
from pamong.performance.plan_files.permissions import can_receive_planfile
from pamong.performance.plan_files.presentation import detail_context, files_table
from pamong.performance.rules import pack_on
from pamong.ui.downloads import workbook

PAGES = FilePages(
    PlanFile.objects.visible_to,
    can_receive_planfile,
    detail_context,
    files_table,
    title=gettext_lazy("Impor SKP"),
    list_name="performance:planfile-list",
    list_template="performance/planfile_list.html",
    file_name="performance:planfile-detail",
    template="performance/planfile_detail.html",
    confirm=PlanFileImportForm,
)


def planfile_list(request: Request) -> HttpResponse:
    """Send a file, and find those sent before."""
    agency = PAGES.agency(request)
    return PAGES.page(request, PlanFileForm(on=today(agency.time_zone)))


@require_POST
@once
def planfile_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    form = PlanFileForm(request.POST, request.FILES, on=today(request.scope.time_zone))
    return PAGES.receive(request, form, actions.receive_planfile)


@never_cache
def planfile_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    return PAGES.detail(request, PAGES.upload(request, uuid))


@require_POST
@once
def planfile_import(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    return PAGES.import_file(request, uuid, actions.import_planfile)


@require_POST
@once
def planfile_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    return PAGES.drop_file(request, uuid, actions.drop_planfile)


@require_safe
def planfile_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    return PAGES.rejected(request, uuid)


@require_safe
def planfile_template(request: Request) -> HttpResponseBase:
    """The table to fill in, with an example and a sheet that explains it."""
    agency = PAGES.agency(request)
    return workbook(
        lambda stream: write_template(
            stream, pack_on(today(agency.time_zone), local=agency.local_packs)
        ),
        "skp",
    )
