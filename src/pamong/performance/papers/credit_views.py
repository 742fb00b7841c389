"""The papers of angka kredit as PDF. Sent twice it is the same paper, so none of them needs a key."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.documents.issuing import Issued
from pamong.people.request import Request
from pamong.performance.models import CreditDetermination, Evaluation
from pamong.performance.papers.credit_actions import (
    issue_accumulation_paper,
    issue_conversion_paper,
    issue_determination_paper,
)
from pamong.ui.downloads import pdf


@require_POST
def conversion_paper(request: Request, uuid: UUID) -> HttpResponse:
    """What one predicate gives."""
    rows = Evaluation.objects.visible_to(request.scope).select_related(*Evaluation.AROUND)
    evaluation = get_object_or_404(rows, uuid=uuid)
    issued = issue_conversion_paper(evaluation, by=request.user, on=today(), at=now())
    return pdf(issued.pdf, issued.writing.file_name)


@require_POST
def accumulation_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The balance and the conversions of a determination."""
    return _determined(request, uuid, issue_accumulation_paper)


@require_POST
def determination_paper(request: Request, uuid: UUID) -> HttpResponse:
    """A determination with old, new and sum."""
    return _determined(request, uuid, issue_determination_paper)


def _determined(request: Request, uuid: UUID, issue: Callable[..., Issued]) -> HttpResponse:
    rows = CreditDetermination.objects.visible_to(request.scope).select_related("employee__agency")
    issued = issue(get_object_or_404(rows, uuid=uuid), by=request.user, on=today(), at=now())
    return pdf(issued.pdf, issued.writing.file_name)
