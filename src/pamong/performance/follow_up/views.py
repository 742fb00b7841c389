"""Pages of follow-ups and of carrying results over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.evaluation.asking import about_evaluation, visible_evaluation
from pamong.performance.follow_up.actions import (
    add_follow_up,
    carry_result,
    finish_follow_up,
)
from pamong.performance.follow_up.forms import FinishForm, FollowUpForm
from pamong.performance.follow_up.permissions import can_add_follow_up, can_finish_follow_up
from pamong.performance.follow_up.presentation import (
    follow_ups_table,
    proposals_context,
    running_said,
    show_tabs,
)
from pamong.performance.follow_up.queries import (
    KINDS,
    PROPOSED,
    RUNNING,
    follow_up_counts,
    follow_ups_in,
    open_proposals,
    plan_to_carry_into,
)
from pamong.performance.models import FollowUp, Plan, Result
from pamong.performance.rules import label_of, pack_named
from pamong.ui.paging import Page, page_of
from pamong.ui.picked import PicksForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


def follow_up_list(request: Request) -> HttpResponse:
    """Those one owns and those of one's people; what the rules propose after the year."""
    return list_page(request, request.GET.get("show", ""))


def list_page(request: Request, show: str, wrong: PicksForm | None = None) -> HttpResponse:
    """The list under a tab; `wrong` says what is amiss with the proposals picked."""
    scope, day = request.scope, today()
    proposals = open_proposals(scope, day) if scope.leads else []
    counts = follow_up_counts(scope, day)
    if proposals:
        counts[PROPOSED] = len(proposals)
    show = show if show in counts else RUNNING
    page: Page[FollowUp] = Page([])
    if show != PROPOSED:
        rows = follow_ups_in(scope, show, day)
        page = page_of(rows, request.GET.get("after", ""), by=("due_on", "pk"))
    picked = "all" in request.GET
    context = {
        "form": wrong,
        "rows": page.rows,
        "running": running_said(counts),
        "tabs": show_tabs(counts, show),
        "table": follow_ups_table(page.rows, None, scope, day),
        "next_url": page.next_url(show=show),
        "picked": picked,
        **proposals_context(
            proposals if show == PROPOSED else [],
            picked=picked,
            error=wrong.said if wrong else "",
        ),
    }
    status = UNPROCESSABLE if wrong else 200
    return render(request, "performance/follow_up_list.html", context=context, status=status)


@once
def follow_up_add(request: Request, uuid: UUID) -> HttpResponse:
    """Give a follow-up to an evaluation."""
    evaluation = visible_evaluation(request, uuid)
    day = today(evaluation.plan.agency.time_zone)
    asked = {"kind": request.GET.get("kind", "")}
    form = FollowUpForm(request.POST or None, initial=asked, evaluation=evaluation, day=day)
    require(can_add_follow_up(request.scope, evaluation), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            add_follow_up(evaluation, form.given(), by=request.user, on=day)
            return redirect(request, "performance:evaluation-detail", uuid=uuid)
    return form_page(
        request,
        "performance/follow_up_add.html",
        form,
        **about_evaluation(evaluation),
    )


@once
def follow_up_finish(request: Request, uuid: UUID) -> HttpResponse:
    """Mark a follow-up as done."""
    rows = FollowUp.objects.visible_to(request.scope).select_related(
        "evaluation__plan__employee", "evaluation__plan__agency", "owner"
    )
    follow_up = get_object_or_404(rows, uuid=uuid)
    form = FinishForm(request.POST or None)
    require(can_finish_follow_up(request.scope, follow_up), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            finish_follow_up(follow_up, **form.cleaned_data, by=request.user, on=today())
            return redirect(request, "performance:follow-up-list")
    pack = pack_named(follow_up.evaluation.pack)
    kind = label_of(pack, KINDS, follow_up.kind)
    return form_page(
        request, "performance/follow_up_finish.html", form, follow_up=follow_up, kind=kind
    )


@require_POST
@once
def result_carry(request: Request, uuid: UUID, result: UUID) -> HttpResponse:
    """Take an unmet result into one's next plan."""
    evaluation = visible_evaluation(request, uuid)
    row = get_object_or_404(Result, plan_id=evaluation.plan_id, uuid=result)
    into = plan_to_carry_into(evaluation)
    seen = Plan.objects.visible_to(request.scope)
    plan = get_object_or_404(seen, pk=into.pk if into else 0)
    carry_result(row, plan, by=request.user, on=today(evaluation.plan.agency.time_zone))
    told = _("Hasil kerja dibawa ke SKP %(year)s. Periksa indikator dan targetnya.")
    said = told % {"year": plan.year}
    return redirect(request, "performance:plan-detail", uuid=plan.uuid, said=said)
