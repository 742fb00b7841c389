"""Who may see what is wrong; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.permissions import keeps_people


def can_see_problems(scope: Scope) -> bool:
    """Who mends them, and who watches that they are mended."""
    return keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)
