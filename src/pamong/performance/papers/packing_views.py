"""Asking for the papers of a whole unit at once."""

from typing import Any

from django.http import HttpResponse

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.people.request import Request
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.papers.packing_actions import pack_papers
from pamong.performance.papers.packing_forms import PackForm
from pamong.performance.papers.permissions import can_ask_papers, can_print_all
from pamong.performance.papers.queries import report_years, units_to_pack
from pamong.ui.numbers import count_asked
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect


@once
def papers_pack(request: Request) -> HttpResponse:
    """Choose a unit, a year and kinds; the worker prints, and its page tells how far it is."""
    scope = request.scope
    require(can_ask_papers(scope))
    form = _form(request)
    if form.is_valid():
        with refused_on(form):
            given: Any = {"by": request.user, "on": today(), "at": now()}
            job = pack_papers(form.cleaned_data["unit"], form.asked(), **given)
            return redirect(request, "people:job-detail", job.uuid)
    return form_page(request, "performance/papers_pack.html", form)


def _form(request: Request) -> PackForm:
    """What may be asked, beginning with the unit and year that one comes from."""
    scope, now_year = request.scope, today().year
    years = report_years(scope) or [now_year]
    unit = units_to_pack(scope).filter(pk=count_asked(request.GET.get("unit", ""), 0)).first()
    initial = {
        "year": str(count_asked(request.GET.get("year", ""), now_year)),
        "unit": unit.uuid if unit else None,
    }
    return PackForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        units=units_to_pack(scope),
        years=years,
        may_audit=can_print_all(scope) or scope.has(Role.AUDITOR),
        only_audit=must_state_purpose(scope),
    )
