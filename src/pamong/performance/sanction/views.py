"""Pages of sanctions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.evaluation.asking import about_evaluation, visible_evaluation
from pamong.performance.evaluation.asking_views import purpose_asked
from pamong.performance.models import Sanction
from pamong.performance.sanction.actions import (
    annul_sanction,
    appeal_sanction,
    decide_sanction,
    propose_discipline,
    propose_sanction,
    state_sanction,
    withdraw_sanction,
)
from pamong.performance.sanction.forms import (
    AppealForm,
    CaseForm,
    DecideForm,
    EndForm,
    ProposeForm,
    StateForm,
)
from pamong.performance.sanction.permissions import (
    can_annul_sanction,
    can_appeal_sanction,
    can_decide_sanction,
    can_propose_discipline,
    can_propose_sanction,
    can_state_sanction,
    can_withdraw_sanction,
)
from pamong.performance.sanction.presentation import (
    cut_expected,
    detail_context,
    facts_of,
    sanctions_table,
    tabs_of,
)
from pamong.performance.sanction.queries import TABS, WAITING, sanctions_in, visible_people
from pamong.performance.sanction.steps import discipline_pack, step_said
from pamong.ui.paging import page_of
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render

NEWEST = ("-proposed_on", "-pk")
DETAIL = "performance:sanction-detail"


def visible_sanction(request: Request, uuid: UUID) -> Sanction:
    """The sanction, or 404 when the reader may not even know of it."""
    rows = Sanction.objects.visible_to(request.scope).select_related(*Sanction.AROUND)
    return get_object_or_404(rows, uuid=uuid)


def sanction_list(request: Request) -> HttpResponse:
    """Those that wait, that stand, and the others."""
    asked = request.GET.get("show", WAITING)
    show = asked if asked in TABS else WAITING
    page = page_of(sanctions_in(request.scope, show), request.GET.get("after", ""), by=NEWEST)
    context = {
        "rows": page.rows,
        "tabs": tabs_of(show),
        "table": sanctions_table(page.rows),
        "next_url": page.next_url(show=show),
    }
    return render(request, "performance/sanction_list.html", context=context)


@once
def sanction_propose(request: Request, uuid: UUID) -> HttpResponse:
    """Propose the next step after an evaluation."""
    evaluation = visible_evaluation(request, uuid)
    day = today(evaluation.plan.agency.time_zone)
    form = ProposeForm(request.POST or None, evaluation=evaluation, day=day)
    require(can_propose_sanction(request.scope, evaluation.plan.employee), form)
    if form.is_valid():
        with refused_on(form):
            sanction = propose_sanction(evaluation, form.given(), by=request.user, on=day)
            said = _("Usulan tersimpan. Pegawai diminta memberi keterangan.")
            return redirect(request, DETAIL, uuid=sanction.uuid, said=said)
    return form_page(
        request,
        "performance/sanction_propose.html",
        form,
        **about_evaluation(evaluation),
    )


@once
def discipline_propose(request: Request, uuid: UUID) -> HttpResponse:
    """Propose a penalty of discipline for a person."""
    rows = visible_people(request.scope).select_related("agency", "unit")
    employee = get_object_or_404(rows, uuid=uuid)
    day = today(employee.agency.time_zone)
    pack = discipline_pack(employee, day)
    form = CaseForm(request.POST or None, pack=pack)
    require(can_propose_discipline(request.scope, employee), form)
    if form.is_valid():
        with refused_on(form):
            sanction = propose_discipline(employee, form.given(), by=request.user, on=day)
            said = _("Usulan tersimpan. Pegawai diminta memberi keterangan.")
            return redirect(request, DETAIL, uuid=sanction.uuid, said=said)
    return form_page(
        request, "performance/discipline_propose.html", form, employee=employee, pack=pack
    )


def sanction_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Read one sanction; an auditor states a purpose first."""
    sanction = visible_sanction(request, uuid)
    day = today(sanction.employee.agency.time_zone)
    back = (_("Sanksi dan disiplin"), reverse("performance:sanction-list"))
    asked = purpose_asked(request, sanction.employee, day, sanction.employee.full_name, back)
    return asked or _detail(request, sanction)


def _detail(request: Request, sanction: Sanction, form: StateForm | None = None) -> HttpResponse:
    context = detail_context(sanction, request.scope, today(sanction.employee.agency.time_zone))
    context["form"] = form or StateForm(initial={"text": sanction.statement})
    hand_back_unless(context["may_state"], form)
    status = UNPROCESSABLE if form else 200
    return render(request, "performance/sanction_detail.html", context=context, status=status)


@require_POST
@once
def sanction_state(request: Request, uuid: UUID) -> HttpResponse:
    """The person's own words before the decision."""
    sanction = visible_sanction(request, uuid)
    form = StateForm(request.POST)
    require(can_state_sanction(request.scope, sanction), form)
    if form.is_valid():
        with refused_on(form):
            day = today(sanction.employee.agency.time_zone)
            state_sanction(sanction, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, DETAIL, uuid=uuid, said=_("Keterangan Anda tersimpan."))
    return _detail(request, sanction, form)


@once
def sanction_decide(request: Request, uuid: UUID) -> HttpResponse:
    """Impose or decline."""
    sanction = visible_sanction(request, uuid)
    day = today(sanction.employee.agency.time_zone)
    form = DecideForm(request.POST or None, sanction=sanction, day=day)
    require(can_decide_sanction(request.scope, sanction), form)
    if form.is_valid():
        with refused_on(form):
            decide_sanction(sanction, form.given(), by=request.user, on=day)
            said = _("Keputusan tersimpan. Pegawai dan penilai melihatnya.")
            return redirect(request, DETAIL, uuid=uuid, said=said)
    return _asked(request, "sanction_decide", sanction, form, facts=_both_sides(sanction))


def _both_sides(sanction: Sanction) -> list[tuple[str, Any]]:
    said = sanction.statement or _("Pegawai tidak memberi keterangan.")
    return [*facts_of(sanction), (_("Keterangan pegawai"), said), *cut_expected(sanction)]


def _asked(request: Request, name: str, sanction: Sanction, form: Any, **more: Any) -> HttpResponse:
    """A page with one form that leads back to the sanction."""
    return form_page(
        request,
        f"performance/{name}.html",
        form,
        sanction=sanction,
        employee=sanction.employee,
        step=step_said(sanction),
        **more,
    )


def _ended(
    request: Request,
    uuid: UUID,
    name: str,
    can: Callable[..., bool],
    act: Callable[..., Sanction],
) -> HttpResponse:
    """One reason, and back to the sanction."""
    sanction = visible_sanction(request, uuid)
    form = EndForm(request.POST or None)
    require(can(request.scope, sanction), form)
    if form.is_valid():
        with refused_on(form):
            day = today(sanction.employee.agency.time_zone)
            act(sanction, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, DETAIL, uuid=uuid)
    return _asked(request, name, sanction, form)


@once
def sanction_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take a proposal back."""
    return _ended(request, uuid, "sanction_withdraw", can_withdraw_sanction, withdraw_sanction)


@once
def sanction_annul(request: Request, uuid: UUID) -> HttpResponse:
    """Annul a decision."""
    return _ended(request, uuid, "sanction_annul", can_annul_sanction, annul_sanction)


@once
def sanction_appeal(request: Request, uuid: UUID) -> HttpResponse:
    """Note that the person turned to another instance."""
    sanction = visible_sanction(request, uuid)
    form = AppealForm(request.POST or None)
    require(can_appeal_sanction(request.scope, sanction), form)
    if form.is_valid():
        with refused_on(form):
            day = today(sanction.employee.agency.time_zone)
            appeal_sanction(sanction, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, DETAIL, uuid=uuid, said=_("Upaya administratif tercatat."))
    return _asked(request, "sanction_appeal", sanction, form)
