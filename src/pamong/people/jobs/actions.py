"""Trying long work again, stopping it, and taking its file along."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.jobs.permissions import can_retry_job, can_stop_job, can_take_job_file
from pamong.people.jobs.work import folder, stop_mark
from pamong.people.models import Job
from pamong.people.scope import scope_of

Status = Job.Status


def _locked(job: Job) -> Job:
    rows = Job.objects.select_for_update(of=("self",)).select_related("agency", "user")
    return rows.get(pk=job.pk)


@transaction.atomic
def retry_job(job: Job, *, by: User, on: date) -> Job:
    """Put failed work back once; work that waits or runs already is left as it is."""
    job = _locked(job)
    require(can_retry_job(scope_of(by, on), job))
    if job.is_open:
        return job
    if job.status != Status.FAILED:
        raise ValidationError(_("Hanya tugas yang gagal dapat dicoba lagi. Mulai tugas baru."))
    job.status, job.failure, job.finished_at = Status.QUEUED, "", None
    job.save(update_fields=["status", "failure", "finished_at"])
    changes = {"status": [Status.FAILED, Status.QUEUED]}
    record("people.job_retried", job, by=by, on=on, changes=changes)
    return job


@transaction.atomic
def stop_job(job: Job, *, by: User, on: date, at: datetime) -> Job:
    """End work that waits at once, and work that runs at its next safe point; what is over stays."""
    job = _locked(job)
    require(can_stop_job(scope_of(by, on), job))
    if job.is_stopping or job.status == Status.STOPPED:
        return job
    if not job.is_open:
        raise ValidationError(_("Tugas ini sudah berakhir; tidak ada yang dibatalkan."))
    before = job.status
    if job.status == Status.QUEUED:
        job.status, job.finished_at = Status.STOPPED, at
    else:
        job.is_stopping = True
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        transaction.on_commit(stop_mark(job).touch)
    job.save(update_fields=["status", "finished_at", "is_stopping"])
    changes = {"status": [before, Status.STOPPED]}
    record("people.job_stopped", job, by=by, on=on, changes=changes)
    return job


@transaction.atomic
def take_job_file(job: Job, *, by: User, on: date) -> Job:
    """Note that the file went out."""
    job = _locked(job)
    require(can_take_job_file(scope_of(by, on), job))
    if not job.file:
        raise ValidationError(_("Berkas tugas ini sudah dihapus. Mulai tugas baru."))
    changes = {"kind": job.kind, "parts": job.done, "bytes": job.bytes}
    record("people.job_file_taken", job, by=by, on=on, changes=changes)
    return job
