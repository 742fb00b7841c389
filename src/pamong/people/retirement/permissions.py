"""Who sees whose retirement comes; a pure predicate over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.permissions import keeps_people


def can_see_retirements(scope: Scope) -> bool:
    """Who keeps or watches people."""
    return keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)
