"""The advice as a fragment, asked for while a sentence is typed."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.people.request import Request
from pamong.performance.hints.advice import INDICATOR, RESULT, hints_for
from pamong.performance.hints.forms import HintForm
from pamong.performance.hints.queries import context_around
from pamong.performance.models import Plan
from pamong.ui.keys import is_uuid
from pamong.ui.responses import render


@require_POST
def hints(request: Request) -> HttpResponse:
    """`?kind=result|indicator&plan=<uuid>&prefix=<form prefix>`; the fields come as the form posts them."""
    asked = request.GET
    form = HintForm(request.POST, prefix=asked.get("prefix") or None)
    plan = None
    if key := asked.get("plan"):
        if not is_uuid(key):
            raise Http404
        plan = get_object_or_404(Plan.objects.visible_to(request.scope), uuid=key)
    if asked.get("kind") == INDICATOR:
        found = hints_for(form.sentence, kind=INDICATOR, context=form.context())
    else:
        around = context_around(plan, form.serves_uuid, form.sentence)
        found = hints_for(form.sentence, kind=RESULT, context=around)
    return render(request, "performance/hints_note.html", "", {"hints": found})
