"""Pages of bringing balances in from a file."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.credit_import import actions
from pamong.performance.credit_import.forms import CreditColumnsForm, CreditFileForm
from pamong.performance.credit_import.papers import write_template
from pamong.performance.credit_import.permissions import (
    can_choose_credit_columns,
    can_receive_credits,
)
from pamong.performance.credit_import.presentation import detail_context, uploads_table
from pamong.performance.intake.views import FilePages
from pamong.performance.models import CreditUpload
from pamong.ui.downloads import workbook

PAGES = FilePages(
    CreditUpload.objects.visible_to,
    can_receive_credits,
    detail_context,
    uploads_table,
    title=gettext_lazy("Impor saldo angka kredit"),
    list_name="performance:credit-import",
    list_template="performance/credit_import.html",
    send_title=gettext_lazy("Unggah saldo angka kredit"),
    file_name="performance:credit-file",
    template="performance/credit_file.html",
)


def credit_import(request: Request) -> HttpResponse:
    """Send a file of balances, and see one's own files."""
    PAGES.agency(request)
    return PAGES.page(request, CreditFileForm())


@require_POST
@once
def credits_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    form = CreditFileForm(request.POST, request.FILES)
    return PAGES.receive(request, form, actions.receive_credits)


@never_cache
def credit_file(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    return PAGES.detail(request, PAGES.upload(request, uuid))


@once
def credit_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = PAGES.upload(request, uuid)
    require(can_choose_credit_columns(request.scope, upload))
    return PAGES.choose_columns(request, upload, CreditColumnsForm, actions.choose_credit_columns)


@require_POST
@once
def credits_import(request: Request, uuid: UUID) -> HttpResponse:
    """Enter what was shown."""
    return PAGES.import_file(request, uuid, actions.import_credits)


@require_POST
@once
def credits_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    return PAGES.drop_file(request, uuid, actions.drop_credits)


@require_safe
def credits_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    return PAGES.rejected(request, uuid)


@require_safe
def credits_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    PAGES.agency(request)
    return workbook(write_template, "saldo-angka-kredit")
