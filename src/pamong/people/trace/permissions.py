"""Who reads the record; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee


def reads_whole_trace(scope: Scope) -> bool:
    """The personnel office, the head of the agency and the auditor read all of their agency."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def must_state_purpose(scope: Scope) -> bool:
    """The auditor, before opening one person's trace; who keeps people's facts need not."""
    is_keeper = scope.has(Role.HR, Role.AGENCY_HEAD)
    return scope.has(Role.AUDITOR) and not is_keeper


def can_state_purpose(scope: Scope, employee: Employee) -> bool:
    """The auditor, for people of the own agency."""
    return must_state_purpose(scope) and scope.agency_id == employee.agency_id


def can_read_trace(scope: Scope) -> bool:
    """These three, and a leader for the people whom she rates."""
    return reads_whole_trace(scope) or scope.leads
