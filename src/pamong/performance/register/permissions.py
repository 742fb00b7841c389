"""Who reads the register of the whole agency."""

from pamong.access.scope import Role, Scope

READERS = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_read_register(scope: Scope) -> bool:
    """The personnel office, the agency's head, the auditor."""
    return bool(scope.agency_id) and scope.has(*READERS)


def sees_predicates(scope: Scope) -> bool:
    """The auditor alone reads an evaluation only after stating a purpose, so no list shows it."""
    return scope.has(Role.HR, Role.AGENCY_HEAD)
