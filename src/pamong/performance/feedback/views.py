"""Pages of feedback and dialogue."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.feedback.actions import (
    ask_dialogue,
    finish_dialogue_action,
    give_feedback,
    hold_dialogue,
)
from pamong.performance.feedback.forms import AskForm, FeedbackForm, HoldForm
from pamong.performance.feedback.permissions import (
    can_ask_dialogue,
    can_give_feedback,
    can_hold_dialogue,
)
from pamong.performance.feedback.presentation import (
    people_table,
    received_traces,
    subjects_of,
    talks,
)
from pamong.performance.feedback.queries import (
    Side,
    circle_of,
    dialogues_of,
    feedback_of,
    plans_to_open,
    plans_to_speak_about,
    received,
    side_of,
)
from pamong.performance.feedback_ask.permissions import can_ask_feedback
from pamong.performance.feedback_ask.queries import asks_to
from pamong.performance.models import Dialogue, DialogueAction, Plan
from pamong.performance.plan.asking import visible_plan
from pamong.performance.progress.presentation import plan_crumbs
from pamong.performance.progress.queries import attainments_of, results_of
from pamong.performance.rhythm import rhythm_of, rhythms_of
from pamong.ui.numbers import count_asked
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render

NEWEST = 20
SHOWN = 12


def feedback_list(request: Request) -> HttpResponse:
    """What was said about one's work, and whom one may speak about."""
    day, scope = today(), request.scope
    circle = circle_of(scope, day)
    rows = plans_to_speak_about(scope, circle, day).select_related("employee", "position", "duty")
    asked = request.GET.get("q", "").strip()
    if asked:
        rows = rows.filter(employee__name__icontains=asked)
    page = page_of(rows, request.GET.get("after", ""), SHOWN, by=("employee__name", "pk"))
    words = received(scope.employee_id, NEWEST)
    asks = asks_to(scope)
    own = Plan.objects.definitive().filter(employee_id=scope.employee_id).covering(day)
    context = {
        "words": received_traces(words),
        "asks": asks,
        "people": people_table(page.rows, scope, circle),
        "rows": page.rows,
        "asked": asked,
        "next_url": page.next_url(q=asked),
        "plan": own.in_force().order_by("-starts_on").first(),
    }
    return render(request, "performance/feedback_list.html", context=context)


@once
def feedback_give(request: Request, uuid: UUID) -> HttpResponse:
    """What was said about a plan; who stands on a side of it says more, on several things at once."""
    day, scope = today(), request.scope
    circle = circle_of(scope, day)
    plan = get_object_or_404(plans_to_open(scope, circle, day), uuid=uuid)
    request.place = reverse("performance:feedback-list")
    side = side_of(scope, plan, circle)
    may_give = can_give_feedback(scope, plan, side) and plan.is_in_force
    content = results_of(plan)
    form = FeedbackForm(request.POST or None, plan=plan, results=content.results)
    require(may_give or request.method != "POST", form)
    if form.is_valid():
        with refused_on(form):
            given = give_feedback(plan, form.words(), by=request.user, on=day)
            said = ngettext(
                "%(n)d umpan balik tersimpan.", "%(n)d umpan balik tersimpan.", len(given)
            )
            messages.success(request, said % {"n": len(given)})
            if plan.pk in circle.asked:  # the ask is answered, and with it the permission
                return redirect(request, "performance:feedback-list")
            return redirect(request, "performance:feedback-give", uuid=plan.uuid)
    readings = None
    if side != Side.PEER:
        by_month = rhythm_of(plan, rhythms_of(scope))
        readings = attainments_of(plan, content, until=day, by_month=by_month)
    results, values = subjects_of(
        plan, content, feedback_of(plan, scope), form if may_give else None, readings
    )
    context = {
        "plan": plan,
        "form": form if may_give else None,
        "side": dict(Side.choices).get(side, ""),
        "results": results,
        "values": values,
        "may_ask": can_ask_feedback(scope, plan) and plan.is_in_force,
    }
    return form_page(request, "performance/feedback_give.html", **context)


@once
def dialogue_list(request: Request, uuid: UUID) -> HttpResponse:
    """Talks about a plan; either of the two asks for one."""
    plan, day, scope = visible_plan(request, uuid), today(), request.scope
    may_ask = can_ask_dialogue(scope, plan)
    form = AskForm(request.POST or None)
    require(may_ask or request.method != "POST", form)
    if form.is_valid():
        with refused_on(form):
            ask_dialogue(plan, topic=form.cleaned_data["topic"], by=request.user, on=day)
            said = _("Permintaan dialog terkirim dan tampil pada pihak yang diminta.")
            return redirect(request, "performance:dialogue-list", uuid=plan.uuid, said=said)
    found = dialogues_of([plan])
    for one in found:
        one.plan = plan
    context = {
        "plan": plan,
        "form": form if may_ask else None,
        "talks": talks(found, scope, day),
        "crumbs": plan_crumbs(plan),
    }
    return form_page(request, "performance/dialogue_list.html", **context)


def _visible_dialogue(request: Request, uuid: UUID) -> Dialogue:
    rows = Dialogue.objects.filter(plan__in=Plan.objects.visible_to(request.scope))
    return get_object_or_404(rows.select_related("plan__employee", "plan__rater"), uuid=uuid)


@once
def dialogue_hold(request: Request, uuid: UUID) -> HttpResponse:
    """Write what a talk agreed."""
    dialogue = _visible_dialogue(request, uuid)
    plan = dialogue.plan
    form = HoldForm(request.POST or None, pair=[p for p in (plan.employee, plan.rater) if p])
    require(can_hold_dialogue(request.scope, dialogue), form)
    if form.is_valid():
        with refused_on(form):
            summary = form.cleaned_data["summary"]
            hold_dialogue(dialogue, form.promises(), summary=summary, by=request.user, on=today())
            said = _("Kesepakatan dialog tersimpan.")
            return redirect(request, "performance:dialogue-list", uuid=plan.uuid, said=said)
    return form_page(
        request,
        "performance/dialogue_hold.html",
        form,
        dialogue=dialogue,
        plan=plan,
        crumbs=plan_crumbs(plan),
    )


@require_POST
@once
def dialogue_finish(request: Request, uuid: UUID) -> HttpResponse:
    """Mark one thing that a talk agreed as done."""
    dialogue = _visible_dialogue(request, uuid)
    key = count_asked(request.POST.get("action", ""), 0)
    action = get_object_or_404(DialogueAction, dialogue=dialogue, pk=key)
    finish_dialogue_action(action, by=request.user, on=today())
    said = _("Tindakan ditandai selesai.")
    return redirect(request, "performance:dialogue-list", uuid=dialogue.plan.uuid, said=said)
