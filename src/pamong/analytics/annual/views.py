"""Pages of yearly reports: the list, one with its sections and figures, and the form of a section."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.analytics.annual import actions
from pamong.analytics.annual.forms import AnnualReasonForm, AnnualTextForm, OpenReportForm
from pamong.analytics.annual.issuing import issue_annual_paper, text_of_report
from pamong.analytics.annual.permissions import (
    can_approve_annual_report,
    can_fill_annual_report,
    can_open_annual_report,
    can_propose_annual_report,
    can_reopen_annual_report,
    can_write_annual_text,
)
from pamong.analytics.annual.presentation import (
    hint_of,
    report_facts,
    report_table,
    section_said,
    sections_table,
    year_table,
)
from pamong.analytics.annual.queries import (
    goal_of,
    open_years,
    reports_of,
    sections_in,
    texts_of,
)
from pamong.analytics.models import AnnualReport
from pamong.documents.editable import NoWriter
from pamong.people.request import Request, own_agency
from pamong.ui.downloads import docx, pdf
from pamong.ui.numbers import count_asked
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent

DETAIL = "analytics:annual-detail"


def annual_list(request: Request) -> HttpResponse:
    """The reports that one may see, year by year."""
    rows = list(reports_of(request.scope))
    context = {
        "title": _("Laporan"),
        "table": report_table(rows),
        "may_open": can_open_annual_report(request.scope),
    }
    return render(request, "analytics/annual_list.html", context=context)


@once
def annual_open(request: Request) -> HttpResponse:
    """Have the report of a year made."""
    require(can_open_annual_report(request.scope))
    years = open_years(request.scope.agency_id, today().year)
    form = OpenReportForm(sent(request), years=years)
    if form.is_valid():
        agency = own_agency(request)
        with refused_on(form):
            year = form.cleaned_data["year"]
            report = actions.open_annual_report(agency, year, by=request.user, on=today())
            said = _("Laporan disusun. Tulis bagian yang belum ada.")
            return redirect(request, DETAIL, report.uuid, said=said)
    return form_page(request, "analytics/annual_open.html", form, years=years)


def report_at(request: Request, uuid: UUID) -> AnnualReport:
    """The report of an address, when one may see it."""
    rows = AnnualReport.objects.visible_to(request.scope)
    report: AnnualReport = get_object_or_404(
        rows.select_related("agency", "approved_by", "proposed_by"), uuid=uuid
    )
    return report


def annual_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One report: where it stands, its sections, and what its figures say."""
    report, scope = report_at(request, uuid), request.scope
    texts, is_over = texts_of(report), today().year > report.year
    may_propose = report.is_draft and can_propose_annual_report(scope, report)
    waits = report.stage == AnnualReport.Stage.PROPOSED
    context: dict[str, Any] = {
        "report": report,
        "facts": report_facts(report),
        "sections": sections_table(report, texts),
        "figures": year_table(report),
        "may_fill": report.is_draft and can_fill_annual_report(scope, report),
        "waits": waits,
        "unwritten": len(sections_in(report)) - sum(bool(one.text) for one in texts.values()),
        "may_propose": may_propose and is_over,
        "is_early": may_propose and not is_over,
        "may_approve": waits and can_approve_annual_report(scope, report),
        "may_reopen": not report.is_draft and can_reopen_annual_report(scope, report),
    }
    return render(request, "analytics/annual_detail.html", context=context)


@once
def annual_write(request: Request, uuid: UUID, section: str) -> HttpResponse:
    """The text of one section."""
    report = report_at(request, uuid)
    if section not in sections_in(report):
        raise Http404
    goal, held = goal_of(report, section), texts_of(report).get(section)
    require(can_write_annual_text(request.scope, report, goal.unit_id or 0 if goal else 0))
    given: dict[str, Any] = {"version": 0}
    if held:
        given = {"text": held.text, "spent": held.spent, "version": held.version}
    form = AnnualTextForm(sent(request), is_goal=goal is not None, initial=given)
    if form.is_valid():
        told, by = form.cleaned_data, request.user
        wrote = {"spent": told.get("spent"), "seen": told["version"]}
        with refused_on(form):
            actions.write_annual_text(report, section, told["text"], **wrote, by=by, on=today())
            return redirect(request, DETAIL, uuid, said=_("Bagian disimpan."))
    more = {"report": report, "title": section_said(report, section), "hint": hint_of(section)}
    return form_page(request, "analytics/annual_write.html", form, **more, section=section)


@require_POST
@once
def annual_fill(request: Request, uuid: UUID) -> HttpResponse:
    """Take the figures anew."""
    report = report_at(request, uuid)
    was = report.snapshot
    report = actions.fill_annual_report(report, by=request.user, on=today())
    is_new = report.snapshot != was
    said = _("Angka diambil lagi dari potret terbaru.") if is_new else _("Angkanya sudah terbaru.")
    return redirect(request, DETAIL, uuid, said=said)


@require_POST
@once
def annual_propose(request: Request, uuid: UUID) -> HttpResponse:
    """To the head of the agency."""
    actions.propose_annual_report(report_at(request, uuid), by=request.user, on=today())
    return redirect(
        request, DETAIL, uuid, said=_("Laporan dikirim kepada pimpinan untuk disetujui.")
    )


@require_POST
@once
def annual_approve(request: Request, uuid: UUID) -> HttpResponse:
    """The head's approval."""
    report = report_at(request, uuid)
    text = request.POST.get("version", "")
    seen = count_asked(text, 0) if text else None
    actions.approve_annual_report(report, by=request.user, on=today(), seen=seen)
    return redirect(request, DETAIL, uuid, said=_("Laporan disetujui."))


@once
def annual_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Send it back or take the approval back, with the reason."""
    report = report_at(request, uuid)
    require(can_reopen_annual_report(request.scope, report))
    form = AnnualReasonForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with refused_on(form):
            actions.reopen_annual_report(report, reason, by=request.user, on=today())
            return redirect(request, DETAIL, uuid, said=_("Laporan menjadi draf lagi."))
    return form_page(request, "analytics/annual_reopen.html", form, report=report)


@require_POST
def annual_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The report as PDF. Sent twice it is the same paper, so it needs no key."""
    report = report_at(request, uuid)
    issued = issue_annual_paper(report, by=request.user, on=today(), at=now())
    return pdf(issued.pdf, issued.writing.file_name)


def annual_text(request: Request, uuid: UUID) -> HttpResponse:
    """The report as a text to edit."""
    report = report_at(request, uuid)
    try:
        made, name = text_of_report(report)
    except NoWriter as lost:
        said = _("Naskah Word belum dapat dibuat karena %(part)s belum terpasang di server.")
        messages.error(request, said % {"part": lost.part})
        return redirect(request, DETAIL, uuid)
    return docx(made, name)
