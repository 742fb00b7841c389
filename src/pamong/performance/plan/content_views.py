"""Pages where the content of a plan is written: a result, the annexes, the expected behaviour."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.library.queries import library_for
from pamong.performance.models import Plan, Result
from pamong.performance.plan.asking import visible_plan
from pamong.performance.plan.content import PlanContent, ResultLine, content_of
from pamong.performance.plan.content_actions import (
    expect_behaviour,
    remove_result,
    save_annexes,
    save_result,
)
from pamong.performance.plan.forms import LinesForm, ResultForm, result_initial
from pamong.performance.plan.held import removal_said, require_form, say_instead
from pamong.performance.plan.indicator_forms import (
    AT_FIRST,
    AT_MOST,
    IndicatorFormSet,
    indicator_initial,
)
from pamong.performance.plan.indicator_panels import indicator_panels
from pamong.performance.plan.permissions import can_expect_behaviour, is_owner
from pamong.performance.plan.queries import examples_for, leader_results, team_result
from pamong.performance.plan.rules import summary_of
from pamong.performance.rules import choices, pack_named, scale
from pamong.ui.numbers import count_asked
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, found, redirect, render

LIBRARY_SHOWN = 5  # results of the library beside the form; the others where they are copied


def result_forms(request: Request, plan: Plan, line: ResultLine | None) -> tuple[ResultForm, Any]:
    """The form of a result and those of its indicators; “add” shows one form more."""
    leaders = team_result(line) + leader_results(plan)
    serves = next((str(r.uuid) for r in leaders if line and r.pk == line.serves_id), "")
    standing = [indicator_initial(i) for i in line.indicators] if line else []
    blank = max(AT_FIRST - len(standing), 0)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and "add" in data:
        total = count_asked(data.get("i-TOTAL_FORMS", ""), 0)
        data["i-TOTAL_FORMS"] = str(min(total + 1, AT_MOST))
    form = ResultForm(
        data,
        initial=result_initial(line, serves, plan.version),
        plan=plan,
        leader_results=leaders,
    )
    formset = IndicatorFormSet(data, initial=standing, prefix="i", form_kwargs={"plan": plan})
    formset.extra = blank
    return form, formset


def edit_result(
    request: Request,
    plan: Plan,
    content: PlanContent,
    line: ResultLine | None,
    *,
    removed: str = "",
) -> HttpResponse:
    """Show or save a result; one code for adding and changing. One removed meanwhile is asked for anew."""
    form, formset = result_forms(request, plan, line)
    require_form(request.scope, plan, form)
    if removed:
        say_instead(form, removed)
    wants_more = request.method == "POST" and "add" in request.POST
    if request.method == "POST" and not wants_more and form.is_valid() and formset.is_valid():
        result = get_object_or_404(Result, pk=line.pk) if line else None
        with refused_on(form):
            save_result(plan, form.given(formset), result=result, by=request.user, on=today())
            after = "result-add" if "another" in request.POST else "plan-detail"
            return redirect(request, f"performance:{after}", uuid=plan.uuid)
    context = {
        "plan": plan,
        "form": form,
        "formset": formset,
        "indicators": indicator_panels(formset, plan),
        "line": line,
        "is_removed": bool(removed),
        "examples": examples_for(plan),
        "library": library_for(plan, request.scope)[:LIBRARY_SHOWN],
        "summary": summary_of(content),
        "content": content,
        "can_add": formset.total_form_count() < AT_MOST,
    }
    wrong = request.method == "POST" and not wants_more
    status = UNPROCESSABLE if wrong else 200
    return render(request, "performance/result_form.html", context=context, status=status)


@once
def result_add(request: Request, uuid: UUID) -> HttpResponse:
    """Write a new result."""
    plan = visible_plan(request, uuid)
    return edit_result(request, plan, content_of(plan), None)


@once
def result_change(request: Request, uuid: UUID, result: UUID) -> HttpResponse:
    """Change a result."""
    plan = visible_plan(request, uuid)
    content = content_of(plan)
    line = next((line for line in content.results if line.uuid == str(result)), None)
    removed = ""
    if line is None and request.method == "POST" and is_owner(request.scope, plan):
        removed = removal_said(plan, result, request.scope)
    found(line or removed or None)
    return edit_result(request, plan, content, line, removed=removed)


@require_POST
@once
def result_remove(request: Request, uuid: UUID, result: UUID) -> HttpResponse:
    """Take a result out."""
    plan = visible_plan(request, uuid)
    row = get_object_or_404(Result, plan=plan, uuid=result)
    remove_result(plan, row, by=request.user, on=today())
    return redirect(request, "performance:plan-detail", uuid=plan.uuid)


@once
def annexes_change(request: Request, uuid: UUID) -> HttpResponse:
    """Write the three annexes."""
    plan = visible_plan(request, uuid)
    rows = choices(pack_named(plan.pack), "annex")
    standing = content_of(plan).annexes
    initial = {code: "\n".join(standing.get(code, ())) for code, _label in rows}
    form = LinesForm(request.POST or None, plan=plan, rows=rows, initial=initial)
    require_form(request.scope, plan, form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            lines = {code: text.splitlines() for code, text in form.given().items()}
            save_annexes(plan, lines, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return form_page(request, "performance/annexes_form.html", form, plan=plan)


@once
def behaviour_change(request: Request, uuid: UUID) -> HttpResponse:
    """The seven values with their guides; the leader writes what is expected beside them."""
    plan = visible_plan(request, uuid)
    pack = pack_named(plan.pack)
    rows = choices(pack, "behaviour_value")
    standing = content_of(plan).expectations
    form = LinesForm(request.POST or None, plan=plan, rows=rows, initial=standing)
    may_write = can_expect_behaviour(request.scope, plan)
    if request.method == "POST":
        require(may_write, form)
        if form.is_valid():
            with refused_on(form):
                expect_behaviour(plan, form.given(), by=request.user, on=today())
                return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    guides = {term.code: term.details["guides"] for term in scale(pack, "behaviour_value").terms}
    values = [(form[code], label, guides[code]) for code, label in rows]
    return form_page(
        request,
        "performance/behaviour_form.html",
        form,
        plan=plan,
        values=values,
        may_write=may_write,
    )
