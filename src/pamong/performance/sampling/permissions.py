"""Who draws and judges a sample: the auditor alone; others read what a closed one came to."""

from pamong.access.scope import Role, Scope
from pamong.performance.models import AuditSample


def audits(scope: Scope) -> bool:
    """Whoever audits the agency."""
    return not scope.is_shell and scope.has(Role.AUDITOR)


def reads_samples(scope: Scope) -> bool:
    """Whoever finds samples on the page of what is administered."""
    return scope.has(Role.AUDITOR, Role.HR, Role.AGENCY_HEAD)


def can_draw_sample(scope: Scope) -> bool:
    """The auditor."""
    return audits(scope)


def can_judge_sample(scope: Scope, sample: AuditSample) -> bool:
    """An auditor of the agency."""
    return audits(scope) and scope.agency_id == sample.agency_id


def can_close_sample(scope: Scope, sample: AuditSample) -> bool:
    """The same one."""
    return can_judge_sample(scope, sample)
