"""Who records another kind of employee; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.permissions import keeps_person


def can_change_kind(scope: Scope, person: Employee) -> bool:
    """Who keeps the person's facts; nobody about oneself."""
    is_own = bool(scope.employee_id) and person.pk == scope.employee_id
    return keeps_person(scope, person) and not is_own
