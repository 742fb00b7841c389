"""Pages of a recap: what it says beside what stands here, its file, and the mark of what was copied."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.performance.intake.views import FilePages
from pamong.performance.models import Evaluation, Plan, RecapUpload
from pamong.performance.models.recap import PARTS, PLAN_ITSELF
from pamong.performance.plan.asking import visible_plan
from pamong.performance.recap import actions
from pamong.performance.recap.forms import PlaceForm, RecapColumnsForm, RecapForm
from pamong.performance.recap.listing import list_context
from pamong.performance.recap.papers import write_template
from pamong.performance.recap.permissions import (
    can_choose_recap_columns,
    can_receive_recap,
    can_see_recap,
)
from pamong.performance.recap.plan import RecapAsked
from pamong.performance.recap.presentation import detail_context, uploads_table
from pamong.performance.recap.queries import Asked
from pamong.performance.recap.states import State
from pamong.ui.downloads import workbook
from pamong.ui.responses import redirect, render

PAGES = FilePages(
    RecapUpload.objects.visible_to,
    can_receive_recap,
    detail_context,
    uploads_table,
    title=gettext_lazy("Muat rekap e-Kinerja"),
    list_name="performance:recap-files",
    list_template="performance/recap_files.html",
    file_name="performance:recap-file",
    template="performance/recap_file.html",
)


def recap_list(request: Request) -> HttpResponse:
    """What stands there and here alike, what is still to be copied, and what differs."""
    agency = own_agency(request)
    require(can_see_recap(request.scope))
    on = today(agency.time_zone)
    form = PlaceForm(request.GET if "year" in request.GET else None, scope=request.scope, on=on)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    state = request.GET.get("state", "")
    asked = Asked(
        told.get("year", on.year),
        told.get("part", PLAN_ITSELF),
        state if state in State.values else State.MISSING,
    )
    context = list_context(request.scope, asked, request.GET.get("after", ""), on)
    context["may_load"] = can_receive_recap(request.scope, agency)
    return render(request, "performance/recap_list.html", context=context | {"form": form})


def recap_files(request: Request) -> HttpResponse:
    """Send a recap, and see one's own files."""
    agency = PAGES.agency(request)
    on = today(agency.time_zone)
    asked = {name: request.GET[name] for name in ("year", "part") if name in request.GET}
    return PAGES.page(request, RecapForm(scope=request.scope, on=on, initial=asked))


@require_POST
@once
def recap_receive(request: Request) -> HttpResponse:
    """Take the file and look at it."""
    on = today(PAGES.agency(request).time_zone)
    form = RecapForm(request.POST, request.FILES, scope=request.scope, on=on)

    def receive(agency: Agency, *, file: Any, by: Any, on: Any, **told: Any) -> RecapUpload:
        return actions.receive_recap(agency, file, RecapAsked(**told), by=by, on=on)

    return PAGES.receive(request, form, receive)


@never_cache
def recap_file(request: Request, uuid: UUID) -> HttpResponse:
    """What the recap tells, or that it is compared with."""
    return PAGES.detail(request, PAGES.upload(request, uuid))


@once
def recap_columns_choose(request: Request, uuid: UUID) -> HttpResponse:
    """Mend what a column was taken for."""
    upload = PAGES.upload(request, uuid)
    require(can_choose_recap_columns(request.scope, upload))
    return PAGES.choose_columns(request, upload, RecapColumnsForm, actions.choose_recap_columns)


@require_POST
@once
def recap_load(request: Request, uuid: UUID) -> HttpResponse:
    """Compare with this recap from now on."""
    return PAGES.import_file(request, uuid, actions.load_recap)


@require_POST
@once
def recap_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Delete the file; the recap before it stays."""
    return PAGES.drop_file(request, uuid, actions.drop_recap)


@require_safe
def recap_rejected(request: Request, uuid: UUID) -> HttpResponseBase:
    """The rejected rows with the reason in a column."""
    return PAGES.rejected(request, uuid)


@require_safe
def recap_template(request: Request) -> HttpResponseBase:
    """An empty table with every heading that is read."""
    PAGES.agency(request)
    return workbook(write_template, "rekap-e-kinerja")


@require_POST
@once
def copied_mark(request: Request, uuid: UUID, part: str) -> HttpResponse:
    """Say that a plan, or its rating of a period, was copied today."""
    plan = _plan(request, uuid, part)
    actions.mark_copied(plan, part, by=request.user, on=today(request.scope.time_zone))
    said = _("Ditandai sudah disalin ke e-Kinerja.")
    return redirect(request, _page_of(request, plan, part), said=said)


@require_POST
@once
def copied_unmark(request: Request, uuid: UUID, part: str) -> HttpResponse:
    """Take the mark back."""
    plan = _plan(request, uuid, part)
    actions.unmark_copied(plan, part, by=request.user, on=today(request.scope.time_zone))
    return redirect(request, _page_of(request, plan, part), said=_("Tanda sudah disalin dihapus."))


def _plan(request: Request, uuid: UUID, part: str) -> Plan:
    if part not in dict(PARTS):
        raise Http404(part)
    return visible_plan(request, uuid)


def _page_of(request: Request, plan: Plan, part: str) -> str:
    """The page from which it is copied."""
    seen = Evaluation.objects.visible_to(request.scope).final().standing()
    rating = seen.filter(plan=plan, period=part).first()
    if rating:
        return reverse("performance:evaluation-national", args=[rating.uuid])
    return reverse("performance:plan-national", args=[plan.uuid])
