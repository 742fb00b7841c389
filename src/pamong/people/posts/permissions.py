"""Who may move people; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.models import Assignment, Employee, Unit
from pamong.people.permissions import keeps_person, keeps_unit


def can_move_employee(scope: Scope, employee: Employee) -> bool:
    """Who keeps the person's facts where the person is now."""
    return keeps_person(scope, employee)


def can_place_in(scope: Scope, unit: Unit) -> bool:
    """Who keeps the unit to which the person moves."""
    return keeps_unit(scope, unit)


def can_set_acting_rater(scope: Scope, assignment: Assignment) -> bool:
    """Who may end it, and never for oneself."""
    is_own = assignment.employee_id == scope.employee_id
    return can_end_assignment(scope, assignment) and not is_own


def can_end_assignment(scope: Scope, assignment: Assignment) -> bool:
    """Who keeps the person's facts, or those of the unit in which the acting post is."""
    return keeps_person(scope, assignment.employee) or keeps_unit(scope, assignment.unit)
