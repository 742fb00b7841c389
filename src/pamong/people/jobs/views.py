"""Pages of long work."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.jobs.actions import retry_job, stop_job, take_job_file
from pamong.people.jobs.kinds import KINDS
from pamong.people.jobs.permissions import can_list_jobs
from pamong.people.jobs.presentation import (
    detail_context,
    jobs_table,
    seen_as,
    uploads_table,
)
from pamong.people.jobs.queries import busy_uploads, jobs_of
from pamong.people.jobs.standing import standing_table
from pamong.people.models import Job
from pamong.people.request import Request
from pamong.ui.downloads import download
from pamong.ui.responses import is_fragment, redirect, render


def _job(request: Request, uuid: UUID) -> Job:
    rows = Job.objects.visible_to(request.scope).select_related("agency", "user")
    return get_object_or_404(rows, uuid=uuid)


@require_safe
def job_list(request: Request) -> HttpResponse:
    """One's own long work; the personnel office finds that of the whole agency."""
    require(can_list_jobs(request.scope))
    page = jobs_of(request.scope, request.GET.get("after", ""))
    context = {
        "table": jobs_table(page.rows, request.scope),
        "next_url": page.next_url(),
        "standing": standing_table(request.scope),
        "uploads": uploads_table(busy_uploads(request.scope)),
    }
    return render(request, "people/job_list.html", context=context)


@never_cache
@require_safe
def job_detail(request: Request, uuid: UUID) -> HttpResponse:
    """How far it is, or what came of it."""
    job = _job(request, uuid)
    if is_fragment(request) and request.GET.get("seen") != seen_as(job):
        return redirect(request, "people:job-detail", uuid)  # more than the count: the whole page
    context = detail_context(job, request.scope, now())
    return render(request, "people/job_detail.html", "progress", context)


@require_POST
@once
def job_retry(request: Request, uuid: UUID) -> HttpResponse:
    """Put failed work back."""
    retry_job(_job(request, uuid), by=request.user, on=today())
    return redirect(request, "people:job-detail", uuid)


@require_POST
@once
def job_stop(request: Request, uuid: UUID) -> HttpResponse:
    """End it at once, or at its next safe point."""
    job = stop_job(_job(request, uuid), by=request.user, on=today(), at=now())
    if job.is_stopping:
        messages.success(request, _("Tugas dihentikan pada titik aman berikutnya."))
    else:
        messages.success(request, _("Tugas dibatalkan."))
    return redirect(request, "people:job-detail", uuid)


@require_POST
def job_file(request: Request, uuid: UUID) -> HttpResponseBase:
    """The file it made. Sent twice it is the same file, so it needs no key."""
    job = take_job_file(_job(request, uuid), by=request.user, on=today())
    return download(job.file.open, job.file_name, KINDS[job.kind].content_type)
