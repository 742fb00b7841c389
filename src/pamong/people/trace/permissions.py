"""Who reads the record; pure predicates over a scope."""

from pamong.access.scope import Role, Scope


def reads_whole_trace(scope: Scope) -> bool:
    """The personnel office, the head of the agency and the auditor read all of their agency."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_read_trace(scope: Scope) -> bool:
    """These three, and a leader for the people whom she rates."""
    return reads_whole_trace(scope) or scope.leads
