"""Who reads the distribution of the whole agency."""

from pamong.access.scope import Role, Scope


def can_read_distribution(scope: Scope) -> bool:
    """The personnel office, the agency's head, the auditor; counts by unit, no names."""
    return bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
