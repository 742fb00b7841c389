"""The page of the record."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.people.stating import PurposeForm
from pamong.people.trace.actions import state_purpose
from pamong.people.trace.forms import TraceForm
from pamong.people.trace.permissions import can_read_trace, must_state_purpose, reads_whole_trace
from pamong.people.trace.presentation import check_words, trace_table
from pamong.people.trace.queries import MOST_AT_ONCE, entries_for, last_check, unopened
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render

FILTERS = ("q", "kind", "since", "until")


def purpose_page(request: Request, form: PurposeForm, people: Sequence[Employee]) -> HttpResponse:
    """Whose traces are asked for, and why; too many at once are asked to be narrowed."""
    return form_page(
        request,
        "people/trace_purpose.html",
        form,
        people=people[:MOST_AT_ONCE],
        too_many=len(people) > MOST_AT_ONCE,
        query=f"?{urlencode(asked_of(request))}",
    )


def asked_of(request: Request) -> dict[str, str]:
    """What the address asks."""
    return {name: text for name in FILTERS if (text := request.GET.get(name, "").strip())}


@require_POST
@once
def purpose_state(request: Request) -> HttpResponse:
    """Say why; the traces of the people named open until the end of the day."""
    require(must_state_purpose(request.scope))
    asked = TraceForm(asked_of(request))
    asked.is_valid()
    people = unopened(request.scope, asked.asked().text, today())
    form = PurposeForm(request.POST)
    if form.is_valid() and len(people) <= MOST_AT_ONCE:
        with refused_on(form):
            state_purpose(people, **form.cleaned_data, by=request.user, on=today())
            return redirect(request, f"{reverse('people:trace')}?{urlencode(asked_of(request))}")
    return purpose_page(request, form, people)


@never_cache
def trace(request: Request) -> HttpResponse:
    """The record by day, narrowed by person, kind and days."""
    require(can_read_trace(request.scope))
    asked = asked_of(request)
    form = TraceForm(asked or None)
    is_valid = not asked or form.is_valid()
    people = unopened(request.scope, form.asked().text, today())
    if people:
        return purpose_page(request, PurposeForm(), people)
    page = entries_for(request.scope, form.asked(), request.GET.get("after", ""), today())
    kind, sentence = check_words(last_check(request.scope))
    context = {
        "form": form,
        "is_narrowed": bool(asked),
        "table": trace_table(page.rows),
        "next_url": page.next_url(**asked),
        "check_kind": kind,
        "check_words": sentence,
        "whole": reads_whole_trace(request.scope),
    }
    status = 200 if is_valid else UNPROCESSABLE
    return render(request, "people/trace.html", context=context, status=status)
