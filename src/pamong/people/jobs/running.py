"""One run of long work in the worker: taken up, done, and its outcome kept if it is still the last run."""

import logging
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from pamong.access.clock import now, today
from pamong.people.jobs.kinds import KINDS, Made
from pamong.people.jobs.work import StoppedError, Work, stop_mark
from pamong.people.models import Job
from pamong.people.models.job import FAILURE_LENGTH
from pamong.people.scope import scope_of

MOST_TRIES = 8  # by the queue: work that ends every worker is not begun for ever
KILLED = gettext_noop(
    "Pekerjaan ini berulang kali terhenti di tengah jalan. Hubungi pengelola server."
)
UNFORESEEN = gettext_noop(
    "Terjadi kesalahan. Coba lagi; bila tetap gagal, hubungi pengelola server."
)
NOT_ALLOWED = gettext_noop("Anda tidak lagi berwenang melakukan ini.")
log = logging.getLogger("pamong.tasks")
Status = Job.Status


@transaction.atomic
def take_up(uuid: str, task: UUID, at: datetime, tries: int = 1) -> Job | None:
    """Begin a run, where this task is the one that may; a run that went silent gives way to it."""
    rows = Job.objects.select_for_update(of=("self",)).select_related("agency", "user")
    job = rows.filter(uuid=uuid, task=task).first()
    if job is None or job.status in {Status.DONE, Status.STOPPED}:
        return None
    stop_mark(job).unlink(missing_ok=True)
    if job.is_stopping or tries > MOST_TRIES:
        job.status = Status.STOPPED if job.is_stopping else Status.FAILED
        job.failure = "" if job.is_stopping else KILLED
        job.finished_at, job.is_stopping = at, False
        job.save(update_fields=["status", "failure", "finished_at", "is_stopping"])
        return None
    job.runs += 1
    job.status, job.started_at, job.finished_at, job.failure = Status.RUNNING, at, None, ""
    job.save(update_fields=["runs", "status", "started_at", "finished_at", "failure"])
    return job


def run_taken(job: Job) -> None:
    """Do it, and keep what came of it; an unforeseen fault is kept too and told to the queue."""
    work = Work(job)
    try:
        _require(job)
        made = KINDS[job.kind].run(work)
    except StoppedError:
        _end(work, status=Status.STOPPED)
    except PermissionDenied:
        _end(work, status=Status.FAILED, failure=NOT_ALLOWED)
    except ValidationError as error:
        _end(work, status=Status.FAILED, failure=" ".join(error.messages)[:FAILURE_LENGTH])
    except Exception:
        log.exception("long work failed: %s %s", job.kind, job.uuid)
        _end(work, status=Status.FAILED, failure=UNFORESEEN)
        raise
    else:
        _keep(work, made)


def _require(job: Job) -> None:
    scope = scope_of(job.user, today(job.agency.time_zone))
    if job.kind not in KINDS or not KINDS[job.kind].may(scope, job):
        raise PermissionDenied


def _keep(work: Work, made: Made) -> None:
    held: dict[str, Any] = {"done": made.done, "failed": made.failed}
    if made.file_name:
        held |= {"file": work.name, "file_name": made.file_name}
        held |= {"bytes": work.path.stat().st_size}
    if not _end(work, status=Status.DONE, is_kept=bool(made.file_name), **held):
        log.warning("long work %s was taken over by another run", work.job.uuid)


def _end(work: Work, *, is_kept: bool = False, **held: Any) -> bool:
    """Close this run; False where a later one has begun, whose outcome counts instead."""
    mine = Job.objects.filter(pk=work.job.pk, runs=work.job.runs, status=Status.RUNNING)
    is_last = bool(mine.update(finished_at=now(), is_stopping=False, **held))
    if not (is_last and is_kept):
        Path(settings.FILES, work.name).unlink(missing_ok=True)
    if is_last:
        stop_mark(work.job).unlink(missing_ok=True)
    work.forget()
    return is_last
