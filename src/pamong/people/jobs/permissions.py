"""Who does what with long work; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.jobs.kinds import KINDS
from pamong.people.models import Job


def can_list_jobs(scope: Scope) -> bool:
    """Whoever belongs to an agency: most will find none."""
    return bool(scope.agency_id)


def can_retry_job(scope: Scope, job: Job) -> bool:
    """Whoever began it, while they still may."""
    return job.user_id == scope.user_id and job.kind in KINDS and KINDS[job.kind].may(scope, job)


def can_stop_job(scope: Scope, job: Job) -> bool:
    """Whoever began it, and the personnel office of the agency."""
    return job.user_id == scope.user_id or (job.agency_id == scope.agency_id and scope.has(Role.HR))


def can_take_job_file(scope: Scope, job: Job) -> bool:
    """Whoever began it, while they still may: the file holds what they were allowed to see."""
    return can_retry_job(scope, job)
