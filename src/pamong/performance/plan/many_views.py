"""Answers to the plans picked on a board: a look before, the act, and taking it back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.people.acts.passing import Passed, is_sure, tell_passed
from pamong.people.acts.presentation import (
    Change,
    Outcome,
    Preview,
    outcome_context,
    preview_context,
)
from pamong.people.acts.record import act_at, came_on_top, just_recorded
from pamong.people.request import Request
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import can_agree_plan, can_return_plan
from pamong.performance.plan.picked_actions import (
    AGREED_VERB,
    ON_TOP,
    agree_picked_plans,
    return_picked_plans,
    sorted_out,
    undo_agreements,
)
from pamong.performance.plan.reading import AT_ONCE, wholes_of
from pamong.performance.plan.return_forms import ReturnForm
from pamong.performance.plan.seen import keys_of, marks_of, say_changed
from pamong.ui.dates import say_day
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, found, redirect, render

BOARDS = ("performance:plan-subordinates", "performance:team")  # where plans are picked
PREVIEW, OUTCOME = "performance/plan_agree.html", "people/act_outcome.html"
Status = Plan.Status


def picked_plans(request: Request) -> list[Plan]:
    """The plans picked on a board; what one may not see is left out as if it were not there."""
    keys = keys_of(request.POST.getlist("plan"))
    rows = Plan.objects.visible_to(request.scope).select_related("employee", "agency", "position")
    return list(rows.filter(uuid__in=keys))


def _board(request: Request) -> str:
    came = request.POST.get("next", "")
    return came if came in BOARDS else BOARDS[0]


@require_POST
@once
def plan_agree_many(request: Request) -> HttpResponse:
    """Agree the picked plans that still stand as they were read; the first press shows what will be done."""
    plans, marks = picked_plans(request), request.POST.getlist("plan")
    fit, passed = sorted_out(plans, marks, request.scope, can_agree_plan, Status.AGREED)
    if fit and not is_sure(request):
        return _preview(request, fit, passed)
    answered = agree_picked_plans(plans, marks, by=request.user, on=today())
    if not answered.done:
        return _nothing_done(request, plans)
    tell_passed(request, answered.passed)
    done = answered.done
    said = ngettext("%(n)d SKP disetujui.", "%(n)d SKP disetujui.", len(done))
    messages.success(request, said % {"n": len(done)})
    place = just_recorded(done[0].agency.uuid, AGREED_VERB, request.user)
    return redirect(request, "performance:agreements-undo", *place)


def _nothing_done(request: Request, plans: Sequence[Plan]) -> HttpResponse:
    """Back to the board, where the plans stand as they are now."""
    none = _("Belum ada SKP yang dipilih. Centang SKP-nya dahulu.")
    messages.warning(request, say_changed(plans) if plans else none)
    return redirect(request, _board(request))


def _preview(request: Request, fit: Sequence[Plan], passed: Sequence[Passed]) -> HttpResponse:
    count = len(fit)
    said = ngettext("Setujui %(n)d SKP", "Setujui %(n)d SKP", count)
    board = _board(request)
    request.place = reverse(board)
    preview = Preview(
        title=_("Setujui SKP yang dipilih"),
        back_url=reverse(board),
        back_text=_("SKP bawahan"),
        changes=[_change(plan) for plan in fit],
        passed=passed,
        follows=[
            _("Isi SKP yang disetujui terkunci: target berubah hanya lewat permintaan perubahan."),
            _("Pemilik SKP diberi tahu. Persetujuan dapat dibatalkan dalam 30 menit."),
        ],
        action=reverse("performance:plan-agree-many"),
        button=said % {"n": count},
        hidden=[("next", board), *(("plan", mark) for mark in marks_of(fit))],
    )
    whole = {"wholes": wholes_of(fit[:AT_ONCE]), "unshown": max(count - AT_ONCE, 0)}
    return render(request, PREVIEW, context={**preview_context(preview), **whole})


def _change(plan: Plan) -> Change:
    day = say_day(plan.proposed_on) if plan.proposed_on else ""
    now_said = f"{plan.get_status_display()} {day}".strip()
    return Change(plan.employee.full_name, plan.title, now_said, Status.AGREED.label)


@require_POST
@once
def plan_return_many(request: Request) -> HttpResponse:
    """Give the picked plans back with one reason; the first press asks for it."""
    plans, marks = picked_plans(request), request.POST.getlist("plan")
    fit, passed = sorted_out(plans, marks, request.scope, can_return_plan, Status.RETURNED)
    lost = plans if plans and not fit else []
    form = ReturnForm(request.POST if "reason" in request.POST else None, changed=lost)
    if plans and form.is_valid():
        with refused_on(form):
            reason, by = form.cleaned_data["reason"], request.user
            answered = return_picked_plans(plans, marks, reason=reason, by=by, on=today())
            tell_passed(request, answered.passed)
            count = len(answered.done)
            said = ngettext("%(n)d SKP dikembalikan.", "%(n)d SKP dikembalikan.", count)
            return redirect(request, _board(request), said=said % {"n": count})
    if not plans or (lost and not form.is_bound):
        return _nothing_done(request, plans)
    return form_page(
        request,
        "performance/plan_return.html",
        form,
        plans=fit or plans,
        passed=passed if fit else (),
        marks=marks_of(fit or plans),
        came=request.POST.get("next", ""),
    )


@once
def agreements_undo(request: Request, first: int, count: int) -> HttpResponse:
    """What was agreed at once, and taking it back for a while."""
    act = found(act_at(request.scope, (first, count), AGREED_VERB, request.user))
    if request.method == "POST":
        answered = undo_agreements(act, by=request.user, on=today(), at=now())
        tell_passed(request, answered.passed)
        n = len(answered.done)
        said = ngettext("Persetujuan %(n)d SKP dibatalkan.", "Persetujuan %(n)d SKP dibatalkan.", n)
        return redirect(request, BOARDS[0], said=said % {"n": n})
    request.place = reverse(BOARDS[0])
    outcome = Outcome(
        title=_("SKP yang Anda setujui"),
        back_url=reverse(BOARDS[0]),
        back_text=_("SKP bawahan"),
        done=Status.AGREED.label,
        undo=_("Batalkan persetujuan"),
        becomes=_("SKP kembali menunggu jawaban Anda, dan pemiliknya diberi tahu."),
    )
    context = outcome_context(outcome, act, came_on_top(act, ON_TOP), now())
    return render(request, OUTCOME, context=context)
