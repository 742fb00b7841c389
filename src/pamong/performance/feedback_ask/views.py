"""Pages of asking for feedback."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.feedback_ask.actions import ask_feedback, decline_feedback
from pamong.performance.feedback_ask.forms import AskForm, FindForm
from pamong.performance.feedback_ask.permissions import can_ask_feedback
from pamong.performance.feedback_ask.presentation import asks_table
from pamong.performance.feedback_ask.queries import asks_about, people_to_ask
from pamong.performance.models import FeedbackAsk
from pamong.performance.plan.asking import visible_plan
from pamong.performance.progress.presentation import plan_crumbs
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect


@once
def feedback_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Find a colleague anywhere in the agency and ask; what was asked so far stands below."""
    plan = visible_plan(request, uuid)
    require(can_ask_feedback(request.scope, plan))
    words = request.GET.get("q", "")
    found = people_to_ask(plan, words)
    form = AskForm(request.POST or None, found=found)
    if form.is_valid():
        with refused_on(form):
            giver, note = form.chosen, form.cleaned_data["note"]
            ask_feedback(plan, giver, note=note, by=request.user, on=today())
            told = _("Permintaan terkirim. %(name)s melihatnya di halaman Umpan balik.")
            said = told % {"name": giver.full_name}
            return redirect(request, "performance:feedback-ask", uuid=plan.uuid, said=said)
    asks = asks_about(plan)
    return form_page(
        request,
        "performance/feedback_ask.html",
        form,
        plan=plan,
        crumbs=plan_crumbs(plan),
        find=FindForm(request.GET or None),
        q=words,
        found=found,
        asks=asks_table(asks) if asks else None,
    )


@require_POST
@once
def feedback_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Say that one will not give it."""
    asked = FeedbackAsk.objects.filter(giver_id=request.scope.employee_id or 0)
    ask = get_object_or_404(asked, uuid=uuid)
    decline_feedback(ask, by=request.user, on=today())
    return redirect(request, "performance:feedback-list")
