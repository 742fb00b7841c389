"""The list of coming retirements."""

from django.http import HttpResponse

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.people.permissions import keeps_people
from pamong.people.request import Request
from pamong.people.retirement.permissions import can_see_retirements
from pamong.people.retirement.presentation import (
    ages_why,
    count_said,
    retirement_table,
    retirement_tabs,
)
from pamong.people.retirement.queries import retirement_count, retirements_in, span_of
from pamong.ui.responses import render


def retirement_list(request: Request) -> HttpResponse:
    """Who reaches the age of retirement, the first to go first."""
    require(can_see_retirements(request.scope))
    on, asked = today(), text_of(request.GET.get("year", ""))[:4]
    span = span_of(asked, on)
    page = retirements_in(request.scope, span, request.GET.get("after", ""))
    context = {
        "table": retirement_table(page.rows, on, leaves=keeps_people(request.scope)),
        "tabs": retirement_tabs(asked, on),
        "title": count_said(retirement_count(request.scope, span)),
        "next_url": page.next_url(year=asked),
        "why": ages_why(),
    }
    return render(request, "people/retirement_list.html", context=context)
