"""The page of the record."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.people.trace.forms import TraceForm
from pamong.people.trace.permissions import can_read_trace, reads_whole_trace
from pamong.people.trace.presentation import check_words, trace_table
from pamong.people.trace.queries import entries_for, last_check
from pamong.ui.responses import UNPROCESSABLE, render

FILTERS = ("q", "kind", "since", "until")


@never_cache
def trace(request: Request) -> HttpResponse:
    """The record by day, narrowed by person, kind and days."""
    require(can_read_trace(request.scope))
    asked = {name: text for name in FILTERS if (text := request.GET.get(name, "").strip())}
    form = TraceForm(asked or None)
    is_valid = not asked or form.is_valid()
    page = entries_for(request.scope, form.asked(), request.GET.get("after", ""), today())
    kind, sentence = check_words(last_check(request.scope))
    query = urlencode(asked | {"after": page.next_cursor})
    context = {
        "form": form,
        "is_narrowed": bool(asked),
        "table": trace_table(page.rows),
        "next_url": f"?{query}" if page.next_cursor else "",
        "check_kind": kind,
        "check_words": sentence,
        "whole": reads_whole_trace(request.scope),
    }
    status = 200 if is_valid else UNPROCESSABLE
    return render(request, "people/trace.html", context=context, status=status)
