"""Who reads the distribution: of the whole agency by role, of an office and below by leading it."""

from pamong.access.scope import Role, Scope


def can_read_distribution(scope: Scope) -> bool:
    """The personnel office, the agency's head, the auditor; counts by unit, no names."""
    return bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_read_office_distribution(scope: Scope, path: str) -> bool:
    """Who leads the office at the path; the units below it answer to its head."""
    return can_read_distribution(scope) or bool(scope.agency_id and scope.employee_id and path)


def can_see_every_predicate(scope: Scope) -> bool:
    """Who sees each predicate without stating a purpose: the counts tell them nothing new."""
    return scope.is_shell or (bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD))
