"""Pages of the discussion: propose another rating, and the rater's answer."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.calibration.change_actions import (
    agree_calibration,
    decline_calibration,
    propose_calibration,
)
from pamong.performance.calibration.forms import AnswerForm, ProposeForm
from pamong.performance.calibration.permissions import (
    can_decline_calibration,
    can_propose_calibration,
)
from pamong.performance.calibration.presentation import (
    address_of,
    change_context,
    peer_context,
)
from pamong.performance.models import CalibrationChange, CalibrationPeer
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect

AROUND = (
    *("calibration__agency", "calibration__unit", "calibration__convener"),
    *("evaluation__plan__employee", "evaluation__plan__unit", "evaluation__plan__position"),
    *("evaluation__plan__duty", "evaluation__plan__agency"),
)


def visible_change(request: Request, uuid: UUID) -> CalibrationChange:
    """The proposal, or 404 for whoever may not know of it, the person in question above all."""
    seen = CalibrationPeer.objects.visible_to(request.scope).filter(pk=OuterRef("peer_id"))
    rows = CalibrationChange.objects.filter(Exists(seen)).select_related(
        "proposed_by", *(f"peer__{name}" for name in AROUND)
    )
    return get_object_or_404(rows, uuid=uuid)


@once
def calibration_propose(request: Request, uuid: UUID) -> HttpResponse:
    """Propose another rating for one person."""
    rows = CalibrationPeer.objects.visible_to(request.scope).select_related(*AROUND)
    peer = get_object_or_404(rows, uuid=uuid)
    calibration, evaluation = peer.calibration, peer.evaluation
    form = ProposeForm(request.POST or None, evaluation=evaluation)
    raters = set(calibration.raters.values_list("rater_id", flat=True))
    require(can_propose_calibration(request.scope, peer, calibration, raters), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            day = today(calibration.agency.time_zone)
            propose_calibration(peer, form.given(), by=request.user, on=day)
            said = _("Usulan tersimpan. Penilainya yang memutuskan.")
            return redirect(request, address_of(calibration), said=said)
    return form_page(request, "performance/calibration_propose.html", form, **peer_context(peer))


@require_POST
@once
def calibration_agree(request: Request, uuid: UUID) -> HttpResponse:
    """Change the rating as its rater."""
    change = visible_change(request, uuid)
    day = today(change.peer.calibration.agency.time_zone)
    agree_calibration(change, by=request.user, on=day)
    said = _("Rating diubah. Alasannya tampil di penilaian pegawai.")
    return redirect(request, address_of(change.peer.calibration), said=said)


@once
def calibration_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Leave the rating as it is, with a reason."""
    change = visible_change(request, uuid)
    form = AnswerForm(request.POST or None)
    require(can_decline_calibration(request.scope, change), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            day = today(change.peer.calibration.agency.time_zone)
            decline_calibration(change, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, address_of(change.peer.calibration))
    return form_page(
        request, "performance/calibration_decline.html", form, **change_context(change)
    )
