"""Pages of sessions: the list, opening one, its stages, its end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.people.stating import PurposeForm
from pamong.performance.calibration.actions import (
    add_calibration_rater,
    advance_calibration,
    close_calibration,
    note_calibration,
    open_calibration,
    read_calibration,
    return_calibration,
)
from pamong.performance.calibration.forms import MinutesForm, OpenForm, ReasonForm
from pamong.performance.calibration.permissions import (
    can_lead_calibration,
    can_open_calibration,
    can_read_calibration,
)
from pamong.performance.calibration.presentation import (
    close_context,
    detail_context,
    head_context,
    sessions_table,
)
from pamong.performance.calibration.queries import sessions_in, unread_peers
from pamong.performance.models import Calibration
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


def visible_calibration(request: Request, uuid: UUID) -> Calibration:
    """The session, or 404 when the person may not even know of it."""
    rows = Calibration.objects.visible_to(request.scope)
    return get_object_or_404(rows.select_related("agency", "unit__agency", "convener"), uuid=uuid)


def calibration_list(request: Request) -> HttpResponse:
    """The sessions that one may see."""
    page = sessions_in(request.scope, request.GET.get("after", ""))
    context = {
        "rows": page.rows,
        "table": sessions_table(page.rows),
        "may_open": can_open_calibration(request.scope),
        "next_url": page.next_url(),
    }
    return render(request, "performance/calibration_list.html", context=context)


@once
def calibration_open(request: Request) -> HttpResponse:
    """Open a session over peers of one level."""
    day = today(request.scope.time_zone)
    form = OpenForm(request.POST or None, scope=request.scope, day=day)
    require(can_open_calibration(request.scope), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            opened = open_calibration(form.given(), by=request.user, on=day)
            said = _("Kalibrasi dibuka. Para penilainya melihatnya di Beranda.")
            return redirect(request, "performance:calibration-detail", uuid=opened.uuid, said=said)
    return form_page(request, "performance/calibration_open.html", form)


def calibration_detail(request: Request, uuid: UUID) -> HttpResponse:
    """The stage that the session is in, or one that it has been through; an auditor states a purpose first."""
    calibration = visible_calibration(request, uuid)
    if is_purpose_due(request, calibration):
        return _purpose(request, calibration, PurposeForm())
    return _detail(request, calibration)


def is_purpose_due(request: Request, calibration: Calibration) -> bool:
    """Whether the reader has to say first why he reads."""
    if not can_read_calibration(request.scope, calibration):
        return False
    day = today(calibration.agency.time_zone)
    return bool(unread_peers(calibration, request.scope.user_id, day))


def _detail(
    request: Request, calibration: Calibration, form: ReasonForm | None = None
) -> HttpResponse:
    day = today(calibration.agency.time_zone)
    asked, after = request.GET.get("stage", ""), request.GET.get("after", "")
    context = detail_context(calibration, request.scope, day, asked, after)
    context["form"] = form or ReasonForm()
    status = UNPROCESSABLE if form else 200
    return render(request, "performance/calibration_detail.html", context=context, status=status)


def _purpose(request: Request, calibration: Calibration, form: PurposeForm) -> HttpResponse:
    return form_page(
        request, "performance/calibration_read.html", form, **head_context(calibration)
    )


@require_POST
@once
def calibration_read(request: Request, uuid: UUID) -> HttpResponse:
    """State why one reads; the pages of the session open until the end of the day."""
    calibration = visible_calibration(request, uuid)
    form = PurposeForm(request.POST)
    require(can_read_calibration(request.scope, calibration), form)
    if form.is_valid():
        with refused_on(form):
            day = today(calibration.agency.time_zone)
            read_calibration(calibration, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:calibration-detail", uuid=uuid)
    return _purpose(request, calibration, form)


@require_POST
@once
def calibration_note(request: Request, uuid: UUID) -> HttpResponse:
    """Say that one has read the evidence."""
    calibration = visible_calibration(request, uuid)
    note_calibration(calibration, by=request.user, on=today(calibration.agency.time_zone))
    said = _("Dicatat: Anda sudah membaca buktinya.")
    return redirect(request, "performance:calibration-detail", uuid=uuid, said=said)


@require_POST
@once
def calibration_rater_add(request: Request, uuid: UUID, rater: UUID) -> HttpResponse:
    """Let a rater join late."""
    calibration = visible_calibration(request, uuid)
    require(can_lead_calibration(request.scope, calibration))
    person = get_object_or_404(Employee, uuid=rater, agency_id=calibration.agency_id)
    day = today(calibration.agency.time_zone)
    add_calibration_rater(calibration, person, by=request.user, on=day)
    return redirect(request, "performance:calibration-detail", uuid=uuid)


@require_POST
@once
def calibration_advance(request: Request, uuid: UUID) -> HttpResponse:
    """Go on to the next stage."""
    calibration = visible_calibration(request, uuid)
    require(can_lead_calibration(request.scope, calibration))
    form = ReasonForm(request.POST)
    form.fields["reason"].required = False
    if form.is_valid():
        with refused_on(form):
            day = today(calibration.agency.time_zone)
            advance_calibration(calibration, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:calibration-detail", uuid=uuid)
    return _detail(request, calibration, form)


@once
def calibration_return(request: Request, uuid: UUID) -> HttpResponse:
    """Go back one stage, with a reason."""
    calibration = visible_calibration(request, uuid)
    form = ReasonForm(request.POST or None)
    require(can_lead_calibration(request.scope, calibration), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            day = today(calibration.agency.time_zone)
            return_calibration(calibration, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, "performance:calibration-detail", uuid=uuid)
    return form_page(
        request, "performance/calibration_return.html", form, **head_context(calibration)
    )


@once
def calibration_close(request: Request, uuid: UUID) -> HttpResponse:
    """End it, with minutes."""
    calibration = visible_calibration(request, uuid)
    form = MinutesForm(request.POST or None)
    require(can_lead_calibration(request.scope, calibration), form)
    day = today(calibration.agency.time_zone)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            close_calibration(calibration, **form.cleaned_data, by=request.user, on=day)
            said = _("Kalibrasi ditutup. Penilai dapat menetapkan predikat.")
            return redirect(request, "performance:calibration-detail", uuid=uuid, said=said)
    return form_page(
        request, "performance/calibration_close.html", form, **close_context(calibration)
    )
