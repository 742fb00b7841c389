"""The papers of what follows from an evaluation as PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.people.request import Request
from pamong.performance.models import Calibration, ImprovementPlan, Objection, Sanction
from pamong.performance.objection.queries import AROUND
from pamong.performance.papers.follow_actions import (
    issue_improvement_paper,
    issue_minutes_paper,
    issue_objection_paper,
    issue_sanction_paper,
)
from pamong.performance.papers.views import printed


@require_POST
def improvement_paper(request: Request, uuid: UUID) -> HttpResponse:
    """A plan to improve as it stands."""
    rows = ImprovementPlan.objects.visible_to(request.scope)
    plan = get_object_or_404(rows.select_related(*ImprovementPlan.AROUND), uuid=uuid)
    return printed(request, plan, issue_improvement_paper)


@require_POST
def sanction_paper(request: Request, uuid: UUID) -> HttpResponse:
    """A decided sanction."""
    rows = Sanction.objects.visible_to(request.scope).select_related(*Sanction.AROUND)
    return printed(request, get_object_or_404(rows, uuid=uuid), issue_sanction_paper)


@require_POST
def objection_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The decision about an objection."""
    rows = Objection.objects.visible_to(request.scope).select_related(*AROUND)
    return printed(request, get_object_or_404(rows, uuid=uuid), issue_objection_paper)


@require_POST
def minutes_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The minutes of a closed session of calibration."""
    rows = Calibration.objects.visible_to(request.scope).select_related("agency", "convener")
    return printed(request, get_object_or_404(rows, uuid=uuid), issue_minutes_paper)
