"""Long work, done by the worker."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django_tasks import task

from pamong.access.clock import now
from pamong.people.jobs.running import run_taken, take_up
from pamong.people.models import Job


@task(takes_context=True)  # type: ignore[untyped-decorator,unused-ignore]
def run_job(context: Any, uuid: str) -> None:
    """Do what was asked; a job that is over, or that another task does, is left alone."""
    result = context.task_result
    job = take_up(uuid, UUID(str(result.id)), now(), len(result.worker_ids))
    if job:
        with translation.override(job.user.language or settings.LANGUAGE_CODE):
            run_taken(job)


def hand_over(uuid: str) -> None:
    """Put a job into the queue; whatever task it had before does it no more."""
    result = run_job.enqueue(uuid)
    Job.objects.filter(uuid=uuid).update(task=result.id)
