"""Pages for copying results and for changing agreed targets."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.library.presentation import picks
from pamong.performance.library.queries import library_for
from pamong.performance.models import Plan, PlanIndicator
from pamong.performance.plan.asking import visible_plan
from pamong.performance.plan.copying import copy_results, offered, sources_for
from pamong.performance.plan.permissions import (
    can_ask_revision,
    can_edit_plan,
)
from pamong.performance.plan.presentation import copy_tables, revision_lines
from pamong.performance.plan.revision_actions import ask_revision
from pamong.performance.plan.revision_forms import RevisionForm
from pamong.ui.keys import is_uuid
from pamong.ui.picked import PicksForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render
from pamong.ui.tables import Table


@once
def plan_copy(request: Request, uuid: UUID) -> HttpResponse:
    """Pick results to copy: one's own of earlier years, or agreed ones of the same post."""
    plan = visible_plan(request, uuid)
    require(can_edit_plan(request.scope, plan))
    wrong = PicksForm() if request.method == "POST" else None
    if wrong:
        results = list(sources_for(plan).filter(uuid__in=_keys(request, "result")))
        keys = {UUID(key) for key in _keys(request, "library")}
        taken = [row for row in library_for(plan, request.scope) if row.uuid in keys]
        if not (results or taken):
            wrong.lack(_("Centang paling sedikit satu hasil kerja untuk disalin."))
        else:
            copy_results(plan, results, library=taken, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    groups = _groups(request, plan, wrong)
    context = {"plan": plan, "form": wrong, "groups": groups}
    status = UNPROCESSABLE if wrong else 200
    return render(request, "performance/plan_copy.html", context=context, status=status)


def _groups(request: Request, plan: Plan, wrong: PicksForm | None) -> list[tuple[str, Table]]:
    """What may be copied; what is wrong with the picks stands over the first list."""
    groups = copy_tables(plan, offered(plan))
    if fixed := library_for(plan, request.scope):
        groups.insert(0, (_("Pustaka instansi untuk jabatan ini"), picks(fixed)))
    if wrong and groups:
        title, first = groups[0]
        groups[0] = (title, replace(first, error=wrong.said))
    return groups


def _keys(request: Request, name: str) -> list[str]:
    return [key for key in request.POST.getlist(name) if is_uuid(key)]


@once
def revision_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask for another target of an agreed plan."""
    plan = visible_plan(request, uuid)
    given: Any = {"lines": revision_lines(plan), "plan": plan, "on": today()}
    form = RevisionForm(request.POST or None, **given)
    require(can_ask_revision(request.scope, plan), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            line = get_object_or_404(
                PlanIndicator.objects.select_related("result__plan"),
                result__plan=plan,
                uuid=form.cleaned_data["line"],
            )
            asked: Any = {name: form.cleaned_data[name] for name in ("new_value", "reason")}
            asked["quarters"] = form.quarters()
            ask_revision(line, **asked, by=request.user, on=today())
            return redirect(request, "performance:plan-detail", uuid=plan.uuid)
    return form_page(request, "performance/revision_form.html", form, plan=plan)
