"""Pages of data problems."""

from django.http import HttpResponse

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.people.models import DataProblem
from pamong.people.permissions import keeps_people
from pamong.people.problems import queries
from pamong.people.problems.announcing import problems_told, waits_told
from pamong.people.problems.permissions import can_see_problems
from pamong.people.problems.presentation import (
    ADVICE,
    blocking_table,
    problem_table,
    problem_tabs,
    ranked_said,
)
from pamong.people.request import Request
from pamong.ui.responses import render


def problem_list(request: Request) -> HttpResponse:
    """What is wrong with the organisation's data, one kind at a time."""
    require(can_see_problems(request.scope))
    counts = queries.problem_counts(request.scope)
    first = next((kind for kind, count in counts.items() if count), DataProblem.Kind.NO_RATER)
    asked = request.GET.get("kind", "")
    kind = asked if asked in counts else str(first)
    page = queries.problems_of_kind(request.GET.get("after", ""), scope=request.scope, kind=kind)
    context = {
        "tabs": problem_tabs(counts, kind),
        "is_clean": not any(counts.values()),
        "advice": ADVICE[DataProblem.Kind(kind)],
        "table": problem_table(page.rows, kind, today(), mends=keeps_people(request.scope)),
        "next_url": page.next_url(kind=kind),
        "told": problems_told(counts),
        "searched_on": queries.last_search(request.scope),
    }
    return render(request, "people/problem_list.html", context=context)


def blocking_list(request: Request) -> HttpResponse:
    """For whom others wait, how many, and for how long."""
    require(can_see_problems(request.scope))
    counted, held = queries.waits_shown(request.scope, today())
    waits = queries.who_blocks_whom(request.scope, today(), counted)
    context = {
        "told": waits_told(waits, today()),
        "gathered": ranked_said(held),
        "tabs": problem_tabs(queries.problem_counts(request.scope), "blocking"),
        "tables": [(label, blocking_table(rows, label, today())) for label, rows in waits],
    }
    return render(request, "people/blocking_list.html", context=context)
