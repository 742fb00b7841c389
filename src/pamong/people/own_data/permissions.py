"""Who may take whose data."""

from pamong.access.scope import Scope
from pamong.people.models import Employee


def can_take_own_data(scope: Scope, employee: Employee) -> bool:
    """Oneself, after leaving too; nobody for another."""
    return scope.employee_id != 0 and scope.employee_id == employee.pk
