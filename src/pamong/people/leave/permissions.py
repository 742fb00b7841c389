"""Who keeps leave; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, Leave
from pamong.people.permissions import keeps_people, keeps_person


def can_see_leaves(scope: Scope) -> bool:
    """Who keeps, watches or leads people finds the list."""
    return keeps_people(scope) or scope.leads or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)


def can_add_leave(scope: Scope, person: Employee) -> bool:
    """HR, and the administrator of the person's unit."""
    return keeps_person(scope, person)


def can_change_leave(scope: Scope, leave: Leave) -> bool:
    """As adding it."""
    return keeps_person(scope, leave.employee)


def can_cancel_leave(scope: Scope, leave: Leave) -> bool:
    """As adding it."""
    return keeps_person(scope, leave.employee)


def can_import_leaves(scope: Scope) -> bool:
    """Who keeps anybody's facts; each person of the file is asked about again."""
    return keeps_people(scope)
