"""Who records that people leave; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.permissions import keeps_person


def can_leave_employee(scope: Scope, person: Employee) -> bool:
    """Who keeps the person's facts; nobody about oneself."""
    is_own = bool(scope.employee_id) and person.pk == scope.employee_id
    return keeps_person(scope, person) and not is_own


def can_withdraw_leaving(scope: Scope, person: Employee) -> bool:
    """As recording it."""
    return can_leave_employee(scope, person)


def can_return_employee(scope: Scope, person: Employee) -> bool:
    """As recording it."""
    return can_leave_employee(scope, person)
