"""Who finds the page of what is administered."""

from pamong.access.scope import Role, Scope


def can_see_administration(scope: Scope) -> bool:
    """Who keeps the agency or a unit, and who watches that."""
    return administers(scope) or scope.has(Role.AUDITOR)


def administers(scope: Scope) -> bool:
    """Whether anything there waits for this person; an auditor only reads."""
    return bool(scope.unit_ids) or scope.has(Role.HR, Role.AGENCY_HEAD)


def sees_all(scope: Scope) -> bool:
    """Whether that is the whole agency, and not one's own units."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
