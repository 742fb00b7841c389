"""Pages about who rates whom."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.following import count_staying
from pamong.people.models import SupervisorReport
from pamong.people.queries import keepers_of, oneself, person_named, ratings_of
from pamong.people.raters import actions
from pamong.people.raters.forms import (
    AnswerForm,
    FindForm,
    RaterForm,
    ReportForm,
    SuperiorForm,
)
from pamong.people.raters.listing import supervision_tabs
from pamong.people.raters.permissions import (
    can_answer_report,
    can_report_supervisor,
    can_see_raters,
    can_set_superior,
)
from pamong.people.raters.presentation import (
    SHAPES,
    report_facts,
    report_table,
    report_trace,
    stayed_said,
    staying_said,
)
from pamong.people.raters.queries import (
    default_superior,
    leaders_named,
    people_named,
    proposed_raters,
    report_count,
    report_named,
    report_page,
)
from pamong.people.request import Request
from pamong.people.saying import rater_facts
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent


def asked(request: Request) -> str:
    """The name that was typed into the page's search."""
    return request.GET.get("q", "").strip()


@once
def supervisor_report(request: Request) -> HttpResponse:
    """Say that the recorded superior is wrong: one press is enough, a name helps."""
    employee = get_object_or_404(oneself(request.scope))
    require(can_report_supervisor(request.scope, employee))
    people = proposed_raters(employee, asked(request), today(), named=leaders_named)
    others = [one for one in people if one.pk != employee.rater_id]
    form = ReportForm(sent(request), people=others)
    if form.is_valid():
        with refused_on(form):
            report = actions.report_supervisor(
                employee, **form.cleaned_data, by=request.user, on=today()
            )
            said = _("Laporan terkirim. Jawabannya tampil di halaman ini.")
            return redirect(request, "people:supervisor-report-detail", report.uuid, said=said)
    return form_page(
        request,
        "people/supervisor_report.html",
        form,
        asked=asked(request),
        recorded=rater_facts(employee, (), today())[:1],
        keepers=", ".join(keepers_of(employee, today())),
    )


@once
def superior_set(request: Request, uuid: UUID) -> HttpResponse:
    """Choose who stands above a person's rater; the rater's own rater is the default."""
    person = get_object_or_404(person_named(request.scope, uuid))
    require(can_set_superior(request.scope, person))
    default = default_superior(person, person.rater) if person.rater else None
    found = people_named(person.agency_id, asked(request))
    without = {person.pk, person.rater_id}
    form = SuperiorForm(
        sent(request),
        people=[one for one in found if one.pk not in without],
        default=default,
        on=today(),
    )
    if form.is_valid():
        with refused_on(form):
            actions.set_superior(person, **form.cleaned_data, by=request.user, on=today())
            said = _("Atasan penilai ditetapkan. Keberatan diajukan kepadanya.")
            return redirect(request, "people:employee-detail", person.uuid, said=said)
    return form_page(
        request,
        "people/superior_set.html",
        form,
        person=person,
        find=FindForm(request.GET, people=[]),
        recorded=rater_facts(person, ratings_of(person), today()),
        query=f"?{request.GET.urlencode()}",
    )


def supervisor_report_list(request: Request) -> HttpResponse:
    """Reports that wait for this administrator."""
    require(can_see_raters(request.scope))
    page = report_page(request.scope, request.GET.get("after", ""))
    context = {
        "table": report_table(page.rows, today()),
        "tabs": supervision_tabs("reports", report_count(request.scope)),
        "next_url": page.next_url(),
    }
    return render(request, "people/supervisor_report_list.html", context=context)


def _report(request: Request, uuid: UUID) -> SupervisorReport:
    return get_object_or_404(report_named(request.scope, uuid))


def supervisor_report_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One report: what is recorded, what the person says, and the answer, for both sides."""
    return _shown(request, _report(request, uuid))


def _rater_form(request: Request, report: SupervisorReport, data: Any = None) -> RaterForm:
    people = proposed_raters(report.employee, asked(request), today(), named=people_named)
    people = [one for one in people if one.pk != report.employee.rater_id]
    if report.suggested and report.suggested not in people:
        people.insert(0, report.suggested)
    first = {"rater": str(report.suggested.uuid)} if report.suggested else {}
    staying = staying_said(count_staying([report.employee_id], today(), today()), today())
    return RaterForm(data, people=people, on=today(), staying=staying, initial=first)


def _shown(
    request: Request,
    report: SupervisorReport,
    rater: RaterForm | None = None,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    is_open = report.status == SupervisorReport.Status.OPEN
    may_answer = is_open and can_answer_report(request.scope, report)
    context = {
        "report": report,
        "shape": SHAPES[SupervisorReport.Status(report.status)],
        "facts": report_facts(report),
        "trace": report_trace(report, str(request.user.uuid)),
        "is_own": report.employee_id == request.scope.employee_id,
        "may_answer": may_answer,
        "rater_form": (rater or _rater_form(request, report)) if may_answer else None,
        "answer_form": answer or AnswerForm(),
        "asked": asked(request),
        "query": f"?{request.GET.urlencode()}",
    }
    status = UNPROCESSABLE if rater or answer else 200
    return render(request, "people/supervisor_report_detail.html", context=context, status=status)


@require_POST
@once
def report_mend(request: Request, uuid: UUID) -> HttpResponse:
    """Set the right rater; open plans follow."""
    report = _report(request, uuid)
    require(can_answer_report(request.scope, report))
    form = _rater_form(request, report, request.POST)
    if form.is_valid():
        with refused_on(form):
            day = form.cleaned_data["valid_from"]
            stayed = stayed_said(count_staying([report.employee_id], day, today()))
            actions.mend_report(report, **form.cleaned_data, by=request.user, on=today())
            said = _("Penilai diperbaiki. SKP yang masih berjalan ikut berpindah.")
            said = f"{said} {stayed}".strip()
            return redirect(request, "people:supervisor-report-detail", report.uuid, said=said)
    return _shown(request, report, rater=form)


@require_POST
@once
def report_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Leave the rater as recorded, with a reason."""
    report = _report(request, uuid)
    require(can_answer_report(request.scope, report))
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            actions.decline_report(report, **form.cleaned_data, by=request.user, on=today())
            said = _("Laporan dijawab. Penilai tidak diubah.")
            return redirect(request, "people:supervisor-report-detail", report.uuid, said=said)
    return _shown(request, report, answer=form)
