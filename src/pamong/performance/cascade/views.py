"""Pages of the cascade: the tree, one goal, and what the personnel office writes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.models import Indicator
from pamong.people.figures import gathered_figures, gathered_said
from pamong.people.request import Request, own_agency
from pamong.performance.cascade.actions import (
    add_goal,
    change_goal,
    link_goals,
    remove_goal,
    set_goal_target,
    unlink_goals,
)
from pamong.performance.cascade.card_actions import set_card_budget, take_card
from pamong.performance.cascade.findings import FIGURE, findings_page
from pamong.performance.cascade.forms import (
    GoalForm,
    LinkForm,
    TargetForm,
    chosen_year,
    initial_below,
    initial_of_goal,
)
from pamong.performance.cascade.permissions import can_keep_cascade, can_read_findings
from pamong.performance.cascade.presentation import (
    cascade_finding_table,
    coverage_words,
    goal_facts,
    indicator_table,
    kin_table,
    moved_words,
    pages_of_findings,
    pages_of_tree,
    result_table,
    tree_table,
)
from pamong.performance.cascade.queries import (
    cards_to_measure,
    goal_page,
    initial_of_target,
    moved_years,
    tree_page,
    units_of_cascade,
    years_of_cascade,
)
from pamong.performance.models import Goal
from pamong.performance.rules import pack_on
from pamong.ui.numbers import count_asked
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


def cascade(request: Request) -> HttpResponse:
    """The tree of a year, whole or of one unit, some goals a page."""
    scope, asked = request.scope, request.GET
    years = years_of_cascade(scope.agency_id)
    year = chosen_year(asked.get("year", ""), years, today().year)
    units = units_of_cascade(scope.agency_id)
    unit = next((u for u in units if u.uuid == asked.get("unit", "")), None)
    after = asked.get("after", "")
    page = tree_page(
        scope.agency_id,
        year,
        pack=pack_on(today(), local=scope.local_packs),
        below=unit.path if unit else "",
        place=count_asked(after, 0),
    )
    context = {
        "page": page,
        "year": year,
        "years": years,
        "units": units,
        "unit": unit,
        "table": tree_table(page, year),
        "moved": moved_words(moved_years(scope.agency_id)),
        **pages_of_tree(page, year, unit.uuid if unit else "", after),
        "can_keep": can_keep_cascade(scope, scope.agency_id),
        "can_read_findings": can_read_findings(scope, scope.agency_id),
        "findings_url": f"{reverse('performance:cascade-findings')}?year={year}",
    }
    return render(request, "performance/cascade.html", "", context)


def _goal(request: Request, uuid: UUID) -> Goal:
    rows = Goal.objects.visible_to(request.scope).select_related("unit", "agency")
    return get_object_or_404(rows, uuid=uuid)


def goal_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One goal: what it serves, what serves it, its indicators and the results in plans."""
    return _goal_page(request, _goal(request, uuid))


def _goal_page(request: Request, goal: Goal, link: LinkForm | None = None) -> HttpResponse:
    years = list(range(goal.first_year, goal.last_year + 1))
    year = chosen_year(request.GET.get("year", ""), years, today().year)
    pack = pack_on(today(), local=request.scope.local_packs)
    page = goal_page(goal, year, request.scope, pack)
    can_keep = can_keep_cascade(request.scope, goal.agency_id)
    edit_url = reverse("performance:goal-target", args=[goal.uuid]) if can_keep else ""
    context = {
        "goal": goal,
        "kind": Goal.Kind(goal.kind).label,
        "facts": goal_facts(goal),
        "coverage": coverage_words(len(page.children), page.coverage),
        "add_below": f"{reverse('performance:goal-add')}?parent={goal.uuid}",
        "page": page,
        "year": year,
        "parents": kin_table(page.parents, year, ""),
        "children": kin_table(page.children, year, ""),
        "indicators": indicator_table(page, year, edit_url),
        "results": result_table(page),
        "others": page.results_total - len(page.results),
        "can_keep": can_keep,
        "edit_url": edit_url,
        "link_form": link or (LinkForm(goal=goal) if can_keep else None),
    }
    status = UNPROCESSABLE if link else 200
    return render(request, "performance/goal_detail.html", "", context, status=status)


@once
def goal_add(request: Request) -> HttpResponse:
    """A new goal, at the top or below the one in the address."""
    scope, day = request.scope, today()
    agency = own_agency(request)
    require(can_keep_cascade(scope, agency.pk))
    above = request.GET.get("parent", "")
    parent = get_object_or_404(Goal.objects.visible_to(scope), uuid=above) if above else None
    form = GoalForm(
        request.POST or None,
        scope=scope,
        on=day,
        parent=parent,
        initial=initial_below(parent, day.year),
    )
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            goal = add_goal(agency, form.given, by=request.user, on=day)
            return redirect(request, "performance:goal-detail", uuid=goal.uuid)
    return form_page(request, "performance/goal_form.html", form, parent=parent)


@once
def goal_change(request: Request, uuid: UUID) -> HttpResponse:
    """The wording, level, unit and years of a goal."""
    goal = _goal(request, uuid)
    require(can_keep_cascade(request.scope, goal.agency_id))
    form = GoalForm(
        request.POST or None, scope=request.scope, on=today(), initial=initial_of_goal(goal)
    )
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            change_goal(goal, form.given, by=request.user, on=today())
            return redirect(request, "performance:goal-detail", uuid=goal.uuid)
    return form_page(request, "performance/goal_form.html", form, goal=goal)


@require_POST
@once
def goal_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take a goal out on which nothing hangs."""
    remove_goal(_goal(request, uuid), by=request.user, on=today())
    return redirect(request, "performance:cascade")


@require_POST
@once
def goal_link(request: Request, uuid: UUID) -> HttpResponse:
    """Let the goal serve another by a share."""
    goal = _goal(request, uuid)
    require(can_keep_cascade(request.scope, goal.agency_id))
    form = LinkForm(request.POST, goal=goal)
    if form.is_valid():
        with refused_on(form):
            parent, share = form.cleaned_data["parent"], form.cleaned_data["share"]
            link_goals(parent, goal, share=share, by=request.user, on=today())
            return redirect(request, "performance:goal-detail", uuid=goal.uuid)
    return _goal_page(request, goal, form)


@require_POST
@once
def goal_unlink(request: Request, uuid: UUID, parent: UUID) -> HttpResponse:
    """End what the goal gives to another."""
    goal, above = _goal(request, uuid), _goal(request, parent)
    unlink_goals(above, goal, by=request.user, on=today())
    return redirect(request, "performance:goal-detail", uuid=goal.uuid)


@once
def goal_target(request: Request, uuid: UUID) -> HttpResponse:
    """An indicator of the goal with its target of a year; without one in the address a new one."""
    goal = _goal(request, uuid)
    require(can_keep_cascade(request.scope, goal.agency_id))
    mark = request.GET.get("indicator", "")
    rows = Indicator.objects.filter(of_goal__goal=goal).select_related("of_goal", "card")
    indicator = get_object_or_404(rows, uuid=mark) if mark else None
    years = list(range(goal.first_year, goal.last_year + 1))
    year = chosen_year(request.GET.get("year", ""), years, today().year)
    cards = None if indicator else cards_to_measure(goal.agency_id)
    initial = initial_of_target(indicator, year)
    form = TargetForm(
        request.POST or None, initial=initial, cards=cards, is_carded=hasattr(indicator, "card")
    )
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            _write_target(request, goal, form, indicator)
            return redirect(request, "performance:goal-detail", uuid=goal.uuid)
    told = {"goal": goal, "indicator": indicator, "years": years}
    return form_page(request, "performance/goal_target.html", form, **told)


def _write_target(
    request: Request, goal: Goal, form: TargetForm, indicator: Indicator | None
) -> None:
    """As typed; where a card was chosen, its indicator as it is; where it has one, the money alone."""
    data = form.cleaned_data
    given: dict[str, Any] = {"by": request.user, "on": today()}
    money = given | {"year": data["year"], "budget": data["budget"]}
    if indicator and form.is_carded:
        set_card_budget(goal, indicator, **money)
    elif card := data.get("card"):
        take_card(goal, card, **money)
    else:
        set_goal_target(goal, form.given(indicator), **given)


def cascade_findings(request: Request) -> HttpResponse:
    """What the cascade lacks, by kind; only for who reads every plan."""
    scope = request.scope
    require(can_read_findings(scope, scope.agency_id))
    year = chosen_year(request.GET.get("year", ""), [], today().year)
    held, asked = gathered_figures(scope, FIGURE, today()), request.GET
    known = held.found.get(year) if held else None
    page = findings_page(
        scope.agency_id, year, asked.get("kind", ""), asked.get("after", ""), known
    )
    context = {
        "page": page,
        "gathered": gathered_said(held) if known else "",
        "year": year,
        "table": cascade_finding_table(page.findings),
        **pages_of_findings(page, year),
    }
    return render(request, "performance/cascade_findings.html", "", context)
