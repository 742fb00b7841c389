"""Who may say who rates whom; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, SupervisorReport
from pamong.people.permissions import keeps_people, keeps_person


def can_see_raters(scope: Scope) -> bool:
    """HR and administrators of units see the table; the auditor reads it."""
    return keeps_people(scope) or scope.has(Role.AUDITOR, Role.AGENCY_HEAD)


def can_set_rater(scope: Scope, employee: Employee) -> bool:
    """Who keeps the person's facts, and never for oneself."""
    return keeps_person(scope, employee) and employee.pk != scope.employee_id


def can_undo_raters(scope: Scope, employee: Employee) -> bool:
    """Who may set the rater; the act itself is found only by who did it."""
    return can_set_rater(scope, employee)


def can_set_superior(scope: Scope, employee: Employee) -> bool:
    """Who sets the rater."""
    return can_set_rater(scope, employee)


def can_report_supervisor(scope: Scope, employee: Employee) -> bool:
    """Each for oneself."""
    return scope.employee_id != 0 and employee.pk == scope.employee_id


def can_answer_report(scope: Scope, report: SupervisorReport) -> bool:
    """Who may set this person's rater."""
    return can_set_rater(scope, report.employee)
