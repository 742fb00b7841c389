"""The page on which predicates are set."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.evaluation.asking import list_address
from pamong.performance.holding import holding_of, setting_held_said
from pamong.performance.papers.permissions import can_issue_predicates_paper
from pamong.performance.papers.queries import levels_seen
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.predicates.forms import SetForm
from pamong.performance.predicates.presentation import set_context
from pamong.performance.predicates.queries import Group, groups_of
from pamong.performance.rhythm import rhythms_of
from pamong.ui.keys import is_uuid
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect


def rater_asked(request: Request) -> Employee:
    """The rater named in the address, whose work one does today; else oneself."""
    people = Employee.objects.filter(pk__in=request.scope.rate_ids)
    key = request.GET.get("for", "")
    if is_uuid(key):
        return get_object_or_404(people, uuid=key)
    return get_object_or_404(people, pk=request.scope.employee_id)


def papers_of(scope: Scope, groups: Sequence[Group]) -> list[tuple[str, str]]:
    """The name and address of each unit's list that may be printed by now."""
    done = [g.level.pk for g in groups if g.level and any(line.is_final for line in g.lines)]
    if not done:
        return []
    return [
        (level.unit.name, reverse("performance:predicates-paper", args=[level.uuid]))
        for level in levels_seen(scope).filter(pk__in=done).select_related("unit")
        if can_issue_predicates_paper(scope, level)
    ]


@once
def predicates_set(request: Request, year: int, period: str) -> HttpResponse:
    """Weigh the predicates beside the pattern, and set them."""
    rater = rater_asked(request)
    when = (year, period)
    day, rhythms, without = today(), rhythms_of(request.scope), request.scope.employee_id
    groups = groups_of([rater.pk], when, rhythms, without=without)
    departs = any(group.distribution.departs for group in groups)
    form = SetForm(request.POST or None, departs=departs)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            reason, seen = form.cleaned_data["reason"], request.POST.getlist("seen")
            set_predicates(rater, when, reason=reason, seen=seen, by=request.user, on=day)
            return redirect(request, list_address(year, period))
    keys = [line.evaluation_id for group in groups for line in group.to_set]
    context = set_context(groups, when, form, setting_held_said(holding_of(keys, day))) | {
        "papers": papers_of(request.scope, groups)
    }
    return form_page(request, "performance/predicates_set.html", **context)
