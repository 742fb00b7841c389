"""The papers of angka kredit as PDF."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.documents.issuing import Issued
from pamong.people.request import Request
from pamong.performance.models import CreditDetermination, Evaluation
from pamong.performance.papers.credit_actions import (
    issue_accumulation_paper,
    issue_conversion_paper,
    issue_determination_paper,
    issue_determination_papers,
)
from pamong.performance.papers.views import numbered, printed
from pamong.ui.downloads import archive, fit


@require_POST
def conversion_paper(request: Request, uuid: UUID) -> HttpResponse:
    """What one predicate gives."""
    rows = Evaluation.objects.visible_to(request.scope).select_related(*Evaluation.AROUND)
    evaluation = get_object_or_404(rows, uuid=uuid)
    return printed(request, evaluation, issue_conversion_paper)


@require_POST
def accumulation_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The balance and the conversions of a determination."""
    return _determined(request, uuid, issue_accumulation_paper)


@require_POST
def determination_paper(request: Request, uuid: UUID) -> HttpResponse:
    """A determination with old, new and sum."""
    return _determined(request, uuid, issue_determination_paper)


@require_POST
def determination_papers(request: Request, uuid: UUID) -> HttpResponse:
    """A determination with all that it rests on, in one ZIP."""
    row = _visible(request, uuid)
    issued = issue_determination_papers(row, by=request.user, on=today(), at=now())
    name = _("angka kredit %(number)s") % {"number": row.number}
    return archive(numbered(issued), fit(name))


def _determined(request: Request, uuid: UUID, issue: Callable[..., Issued]) -> HttpResponse:
    return printed(request, _visible(request, uuid), issue)


def _visible(request: Request, uuid: UUID) -> CreditDetermination:
    rows = CreditDetermination.objects.visible_to(request.scope).select_related("employee__agency")
    return get_object_or_404(rows, uuid=uuid)
