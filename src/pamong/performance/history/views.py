"""Pages of a person's years, and of bringing earlier ones in."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.figures import figures_for, gathered_said
from pamong.people.queries import person_named
from pamong.people.request import Request
from pamong.performance.evaluation.asking_views import purpose_asked
from pamong.performance.history import actions
from pamong.performance.history.forms import HistoryColumnsForm, HistoryForm
from pamong.performance.history.papers import write_template
from pamong.performance.history.permissions import can_choose_history_columns, can_receive_history
from pamong.performance.history.presentation import (
    detail_context,
    held_table,
    uploads_table,
    years_context,
)
from pamong.performance.history.queries import (
    YEARS,
    past_of,
    yearly_of,
    years_counted,
)
from pamong.performance.intake.views import FilePages
from pamong.performance.models import HistoryUpload
from pamong.ui.downloads import workbook
from pamong.ui.responses import render

PAGES = FilePages(
    HistoryUpload.objects.visible_to,
    can_receive_history,
    detail_context,
    uploads_table,
    title=gettext_lazy("Riwayat kinerja"),
    list_name="performance:history",
    list_template="performance/history.html",
    send_title=gettext_lazy("Unggah riwayat kinerja"),
    file_name="performance:history-detail",
)


def history(request: Request) -> HttpResponse:
    """Send a file of earlier years, and see which years are there."""
    PAGES.agency(request)
    return _list(request, HistoryForm())


def _list(request: Request, form: HistoryForm) -> HttpResponse:
    day = today(request.scope.time_zone)
    found, known = figures_for(request.scope, YEARS, day, years_counted)
    return PAGES.page(request, form, held=held_table(found), gathered=gathered_said(known))


@require_POST
@once
def history_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    form = HistoryForm(request.POST, request.FILES)
    return PAGES.receive(request, form, actions.receive_history, _list)


@never_cache
def history_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What the file would do, or what it did."""
    return PAGES.detail(request, PAGES.upload(request, uuid))


@once
def history_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = PAGES.upload(request, uuid)
    require(can_choose_history_columns(request.scope, upload))
    return PAGES.choose_columns(request, upload, HistoryColumnsForm, actions.choose_history_columns)


@require_POST
@once
def history_import(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was shown."""
    return PAGES.import_file(request, uuid, actions.import_history)


@require_POST
@once
def history_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file and leave everything as it is."""
    return PAGES.drop_file(request, uuid, actions.drop_history)


@require_safe
def history_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    return PAGES.rejected(request, uuid)


@require_safe
def history_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    PAGES.agency(request)
    return workbook(write_template, "riwayat-kinerja")


def years(request: Request, uuid: UUID) -> HttpResponse:
    """A person's years side by side, each explained by its own law; an auditor states a purpose first."""
    person = get_object_or_404(person_named(request.scope, uuid))
    heading = _("Tahun-tahun kinerja %(name)s") % {"name": person.full_name}
    back = (person.full_name, reverse("people:employee-detail", args=[person.uuid]))
    asked = purpose_asked(request, person, today(person.agency.time_zone), heading, back)
    if asked is not None:
        return asked
    past, yearly = past_of(request.scope, person), yearly_of(request.scope, person)
    return render(request, "performance/years.html", context=years_context(person, past, yearly))
