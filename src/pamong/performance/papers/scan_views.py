"""Pages of scans: found by the code on the paper, kept beside it, and the one door through which a scan leaves."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.checking.queries import digest_by_code
from pamong.documents.models import Paper, PaperScan
from pamong.documents.store import opened
from pamong.measurement.evidence.contents import KINDS
from pamong.people.request import Request
from pamong.performance.papers.permissions import can_attach_scan, can_remove_scan
from pamong.performance.papers.scan_actions import attach_scan, remove_scan
from pamong.performance.papers.scan_forms import ScanForm, ScanRemovalForm
from pamong.performance.papers.scan_presentation import paper_facts, scans_table
from pamong.performance.papers.scan_queries import is_signer_of, sees_paper
from pamong.ui.downloads import download
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent

ENDINGS = {kind.media_type: kind.ending for kind in KINDS}


def seen_paper(request: Request, uuid: UUID) -> Paper:
    """A paper on record that one may see, else 404."""
    paper = get_object_or_404(Paper, uuid=uuid)
    if not sees_paper(request.scope, paper, today()):
        raise Http404
    return paper


@require_safe
def scan_find(request: Request) -> HttpResponse:
    """A paper on record by the code at its foot; what one may not see is not found."""
    code = request.GET.get("code", "")
    digest = digest_by_code(code)
    paper = Paper.objects.filter(digest=digest).first() if digest else None
    if paper and sees_paper(request.scope, paper, today()):
        return redirect(request, "performance:scan-attach", uuid=paper.uuid)
    context = {"code": code[:80], "is_lost": bool(code)}
    status = UNPROCESSABLE if code else 200
    return render(request, "performance/scan_find.html", context=context, status=status)


@once
def scan_attach(request: Request, uuid: UUID) -> HttpResponse:
    """The scans of a paper; its signers and the personnel office add one."""
    paper = seen_paper(request, uuid)
    is_signer = is_signer_of(request.scope, paper)
    may_change = can_attach_scan(request.scope, is_signer=is_signer)
    form = ScanForm(request.POST or None, request.FILES or None)
    require(may_change or request.method != "POST", form)
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        with refused_on(form):
            file = form.cleaned_data["file"]
            attach_scan(paper, file, by=request.user, on=today(), at=now())
            said = _("Pindaian tersimpan.")
            return redirect(request, "performance:scan-attach", uuid=paper.uuid, said=said)
    scans = list(PaperScan.objects.of(paper))
    context = {
        "paper": paper,
        "form": form if may_change else None,
        "facts": list(paper_facts(paper)),
        "scans": scans,
        "table": scans_table(paper, scans, may_change=may_change),
    }
    return form_page(request, "performance/scan_attach.html", **context)


@once
def scan_remove(request: Request, uuid: UUID, scan: UUID) -> HttpResponse:
    """Take a wrong scan away; the page asks why first."""
    paper = seen_paper(request, uuid)
    row = get_object_or_404(PaperScan.objects.of(paper).kept(), uuid=scan)
    is_signer = is_signer_of(request.scope, paper)
    require(can_remove_scan(request.scope, is_signer=is_signer))
    form = ScanRemovalForm(sent(request))
    if form.is_valid():
        with refused_on(form):
            remove_scan(row, reason=form.cleaned_data["reason"], by=request.user, on=today())
            said = _("Pindaian dihapus.")
            return redirect(request, "performance:scan-attach", uuid=paper.uuid, said=said)
    return form_page(request, "performance/scan_remove.html", form, paper=paper, scan=row)


@require_safe
def scan_file(request: Request, uuid: UUID, scan: UUID) -> HttpResponseBase:
    """The file as a download, never shown in our own pages' place."""
    paper = seen_paper(request, uuid)
    row = get_object_or_404(PaperScan.objects.of(paper).kept(), uuid=scan)
    ending = ENDINGS.get(row.media_type, "bin")
    name = f"{paper.title} {paper.digest[:12]}.{ending}"
    return download(partial(opened, row.path), name, row.media_type)
