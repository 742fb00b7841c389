"""Who may let whom in; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, Unit
from pamong.people.permissions import rules_agency


def can_open_accounts(scope: Scope) -> bool:
    """HR, or the administrator of a unit."""
    return scope.has(Role.HR) or bool(scope.unit_ids)


def can_issue_sheet(scope: Scope, unit: Unit) -> bool:
    """For the people of a unit one administers, or of any unit of one's agency as HR."""
    if scope.is_shell:
        return True
    is_hr = scope.has(Role.HR) and unit.agency_id == scope.agency_id
    return is_hr or unit.pk in scope.unit_ids


def can_ask_code(scope: Scope, employee: Employee) -> bool:
    """For another person of the own units or agency; nobody lets oneself in."""
    if scope.is_shell:
        return True
    if employee.agency_id != scope.agency_id or employee.pk == scope.employee_id:
        return False
    return scope.has(Role.HR) or employee.unit_id in scope.unit_ids


def can_ask_holders_code(scope: Scope, employee: Employee, *, holds_agency: bool) -> bool:
    """As for anybody; for the account of a role over the agency its HR or head, for another person."""
    is_ruled = rules_agency(scope, employee.agency_id) and employee.pk != scope.employee_id
    return can_ask_code(scope, employee) or (holds_agency and is_ruled)


def can_issue_code(scope: Scope, employee: Employee, *, holds_role: bool) -> bool:
    """Alone only for who holds no role: a role's account takes two administrators."""
    return can_ask_code(scope, employee) and (scope.is_shell or not holds_role)
