"""Printable pages, and the list of them for a unit."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.permissions import require
from pamong.documents.issuing import Issued
from pamong.people.request import Request
from pamong.performance.evaluation.permissions import must_state_purpose
from pamong.performance.evaluation.queries import has_read
from pamong.performance.models import Evaluation, Plan
from pamong.performance.papers.actions import (
    issue_annex_paper,
    issue_evaluation_document,
    issue_evaluation_paper,
    issue_matrix_paper,
    issue_plan_paper,
    issue_predicates_paper,
)
from pamong.performance.papers.forms import ReportForm
from pamong.performance.papers.permissions import can_list_reports, can_print_all
from pamong.performance.papers.presentation import beside, lists_table, report_table
from pamong.performance.papers.queries import (
    ReportRow,
    levels_seen,
    lists_seen,
    matrix_plans,
    report_page,
    report_units,
    report_years,
)
from pamong.performance.papers.taking import issue_own_papers
from pamong.ui.downloads import archive, fit, pdf
from pamong.ui.numbers import count_asked
from pamong.ui.paging import Page
from pamong.ui.responses import redirect, render


def printed(request: Request, subject: Any, issue: Callable[..., Issued]) -> HttpResponse:
    """The PDF that a verb issues of a subject. Sent twice it is the same paper, so it needs no key."""
    issued = issue(subject, by=request.user, on=today(), at=now())
    return pdf(issued.pdf, issued.writing.file_name)


@require_POST
def plan_paper(request: Request, uuid: UUID) -> HttpResponse:
    """A plan as PDF, with its annexes."""
    plan = get_object_or_404(Plan.objects.visible_to(request.scope), uuid=uuid)
    return printed(request, plan, issue_plan_paper)


@require_POST
def evaluation_paper(request: Request, uuid: UUID) -> HttpResponse:
    """An evaluation as PDF once its predicate is set; an auditor states a purpose first."""
    return _evaluation_printed(request, uuid, issue_evaluation_paper)


@require_POST
def evaluation_document(request: Request, uuid: UUID) -> HttpResponse:
    """The yearly document of an evaluation as PDF."""
    return _evaluation_printed(request, uuid, issue_evaluation_document)


def _evaluation_printed(request: Request, uuid: UUID, issue: Callable[..., Issued]) -> HttpResponse:
    rows = Evaluation.objects.visible_to(request.scope).select_related(*Evaluation.AROUND)
    evaluation = get_object_or_404(rows, uuid=uuid)
    scope, day = request.scope, today(evaluation.plan.agency.time_zone)
    asks = must_state_purpose(scope, evaluation) and not has_read(evaluation, scope.user_id, day)
    if asks or not evaluation.is_final:
        return redirect(request, "performance:evaluation-detail", uuid=uuid)
    return printed(request, evaluation, issue)


@require_POST
def annex_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The annexes of a plan as PDF, without the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.scope), uuid=uuid)
    return printed(request, plan, issue_annex_paper)


@require_POST
def matrix_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The matrix of a leader's plan as PDF."""
    plan = get_object_or_404(matrix_plans(request.scope), uuid=uuid)
    return printed(request, plan, issue_matrix_paper)


@require_POST
def predicates_paper(request: Request, uuid: UUID) -> HttpResponse:
    """Everybody's predicate in a unit and period as PDF, for who sees each of them."""
    level = get_object_or_404(levels_seen(request.scope), uuid=uuid)
    return printed(request, level, issue_predicates_paper)


@require_POST
def own_papers(request: Request, year: int) -> HttpResponse:
    """One's own papers of a year: the paper itself where there is one, else all in one ZIP."""
    issued = issue_own_papers(year, by=request.user, on=today(), at=now())
    if len(issued) == 1:
        return pdf(issued[0].pdf, issued[0].writing.file_name)
    return archive(numbered(issued), _("dokumen kinerja %(year)s") % {"year": year})


def numbered(issued: Iterable[Issued]) -> Iterator[tuple[str, bytes]]:
    """Papers as files of an archive, in their order."""
    for n, one in enumerate(issued, 1):
        yield f"{n} {fit(one.writing.file_name)}.pdf", one.pdf


def report_list(request: Request) -> HttpResponse:
    """What can be printed about a unit's people, by year."""
    scope = request.scope
    require(can_list_reports(scope))
    now = today().year
    years = report_years(scope) or [now]
    otherwise = now if now in years else years[0]
    asked = count_asked(request.GET.get("year", ""), otherwise)
    year = asked if asked in years else otherwise
    units, whole = report_units(scope, year), can_print_all(scope)
    form = ReportForm(request.GET.get("unit"), year=year, years=years, units=units, whole=whole)
    page: Page[ReportRow] = Page([])
    if form.is_known:
        page = report_page(scope, year, form.chosen, request.GET.get("after", ""))
    lists = lists_seen(scope, year, form.chosen) if form.is_known else []
    context = {
        "form": form,
        "year": year,
        "rows": page.rows,
        "table": report_table(page.rows),
        "lists": lists_table(lists) if lists else None,
        "plans_url": _national(year, "plans", form),
        "evaluations_url": _national(year, "evaluations", form),
        "next_url": page.next_url(year=year, unit=form.asked),
        "pack_url": _pack(year, form),
        "beside": beside(scope),
    }
    return render(request, "performance/report_list.html", context=context)


def _pack(year: int, form: ReportForm) -> str:
    """Where everything of the choice is printed at once."""
    chosen = {"unit": form.chosen.pk} if form.chosen else {}
    return f"{reverse('performance:papers-pack')}?{urlencode({'year': year} | chosen)}"


def _national(year: int, kind: str, form: ReportForm) -> str:
    """The address of the workbook for the national application; none where no unit was found."""
    if not form.is_known:
        return ""
    address = reverse("performance:national-export", args=[year, kind])
    return f"{address}?unit={form.chosen.pk}" if form.chosen else address
