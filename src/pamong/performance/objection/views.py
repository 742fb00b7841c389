"""Pages of objections."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.evaluation.asking import about_evaluation, visible_evaluation
from pamong.performance.evaluation.permissions import must_state_purpose
from pamong.performance.evaluation.queries import has_read
from pamong.performance.models import Objection
from pamong.performance.objection.actions import (
    decide_objection,
    explain_objection,
    file_objection,
    withdraw_objection,
)
from pamong.performance.objection.forms import DecideForm, ExplainForm, ReasonForm
from pamong.performance.objection.permissions import (
    can_decide_objection,
    can_explain_objection,
    can_file_objection,
)
from pamong.performance.objection.presentation import (
    days_said,
    detail_context,
    objections_table,
    waiting_said,
)
from pamong.performance.objection.queries import (
    AROUND,
    object_by,
    objections_in,
    standing_about,
    waiting_count,
)
from pamong.performance.windows.views import year_asked
from pamong.ui.components import Tab
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


def visible_objection(request: Request, uuid: UUID) -> Objection:
    """The objection, or 404 when the person may not even know of it."""
    rows = Objection.objects.visible_to(request.scope).select_related(*AROUND)
    return get_object_or_404(rows, uuid=uuid)


def objection_list(request: Request) -> HttpResponse:
    """The objections of a plan year, those that wait first."""
    day = today()
    year = year_asked(request, day.year)
    page = objections_in(request.scope, year, request.GET.get("after", ""))
    context = {
        "year": year,
        "years": [Tab(str(y), f"?year={y}", current=y == year) for y in (year - 1, year)],
        "rows": page.rows,
        "waiting": waiting_said(waiting_count(request.scope)),
        "table": objections_table(page.rows, day),
        "next_url": page.next_url(year=year),
    }
    return render(request, "performance/objection_list.html", context=context)


@once
def objection_file(request: Request, uuid: UUID) -> HttpResponse:
    """Object to one's own evaluation."""
    evaluation = visible_evaluation(request, uuid)
    form = ReasonForm(request.POST or None)
    require(can_file_objection(request.scope, evaluation), form)
    standing = None if form.is_bound else standing_about(evaluation)
    if standing:
        messages.info(request, _("Keberatan atas penilaian ini sudah pernah diajukan."))
        return redirect(request, "performance:objection-detail", uuid=standing.uuid)
    if form.is_valid():
        with refused_on(form):
            day = today(evaluation.plan.agency.time_zone)
            reason = form.cleaned_data["reason"]
            objection = file_objection(evaluation, reason=reason, by=request.user, on=day)
            said = _("Keberatan diajukan. Penilai dan atasannya melihatnya.")
            return redirect(request, "performance:objection-detail", uuid=objection.uuid, said=said)
    return form_page(
        request,
        "performance/objection_file.html",
        form,
        **about_evaluation(evaluation),
        last=object_by(evaluation),
        why=days_said(evaluation),
    )


def show_objection(
    request: Request,
    objection: Objection,
    explain: ExplainForm | None = None,
    decide: DecideForm | None = None,
) -> HttpResponse:
    """One objection, with the fields of whoever has a turn."""
    bound = explain or decide
    context = detail_context(objection, request.scope, today()) | {
        "explain": explain or ExplainForm(initial={"text": objection.explanation}),
        "decide": decide or DecideForm(objection=objection),
        "bound": bound,
    }
    hand_back_unless(context["may_explain"], explain)
    hand_back_unless(context["may_decide"], decide)
    status = UNPROCESSABLE if bound else 200
    return render(request, "performance/objection_detail.html", context=context, status=status)


def objection_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Read one objection; an auditor states a purpose first, as for the evaluation."""
    objection = visible_objection(request, uuid)
    evaluation, scope = objection.evaluation, request.scope
    if must_state_purpose(scope, evaluation) and not has_read(evaluation, scope.user_id, today()):
        return redirect(request, "performance:evaluation-detail", uuid=evaluation.uuid)
    return show_objection(request, objection)


@require_POST
@once
def objection_explain(request: Request, uuid: UUID) -> HttpResponse:
    """The rater's side."""
    objection = visible_objection(request, uuid)
    form = ExplainForm(request.POST)
    require(can_explain_objection(request.scope, objection), form)
    if form.is_valid():
        with refused_on(form):
            explain_objection(objection, **form.cleaned_data, by=request.user, on=today())
            said = _("Penjelasan tersimpan.")
            return redirect(request, "performance:objection-detail", uuid=uuid, said=said)
    return show_objection(request, objection, explain=form)


@require_POST
@once
def objection_decide(request: Request, uuid: UUID) -> HttpResponse:
    """Decide, finally."""
    objection = visible_objection(request, uuid)
    form = DecideForm(request.POST, objection=objection)
    require(can_decide_objection(request.scope, objection), form)
    if form.is_valid():
        with refused_on(form):
            decide_objection(objection, form.given(), by=request.user, on=today())
            said = _("Keputusan tersimpan. Pegawai dan penilai melihatnya.")
            return redirect(request, "performance:objection-detail", uuid=uuid, said=said)
    return show_objection(request, objection, decide=form)


@require_POST
@once
def objection_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take one's objection back."""
    objection = visible_objection(request, uuid)
    withdraw_objection(objection, by=request.user, on=today())
    return redirect(request, "performance:objection-detail", uuid=uuid)
