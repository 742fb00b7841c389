"""Who makes and releases the table of bases, and who notes penalties; pure predicates."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Employee
from pamong.performance.models import AllowancePenalty, AllowanceTable


def can_make_table(scope: Scope, agency: Agency) -> bool:
    """The personnel office."""
    return scope.is_shell or (scope.has(Role.HR) and agency.pk == scope.agency_id)


def can_fill_table(scope: Scope, table: AllowanceTable) -> bool:
    """As making one."""
    return scope.is_shell or (scope.has(Role.HR) and table.agency_id == scope.agency_id)


def can_release_table(scope: Scope, table: AllowanceTable) -> bool:
    """The personnel office or the head of the agency; someone else than who filled it."""
    ours = table.agency_id == scope.agency_id
    return ours and scope.has(Role.HR, Role.AGENCY_HEAD) and table.made_by_id != scope.user_id


def can_drop_table(scope: Scope, table: AllowanceTable) -> bool:
    """As filling."""
    return can_fill_table(scope, table)


def can_see_penalties(scope: Scope) -> bool:
    """The personnel office; everybody else finds the own one on the own line."""
    return scope.has(Role.HR) and bool(scope.agency_id)


def can_note_penalty(scope: Scope, employee: Employee) -> bool:
    """The personnel office, never about oneself."""
    ours = employee.agency_id == scope.agency_id
    return ours and scope.has(Role.HR) and employee.pk != scope.employee_id


def can_end_penalty(scope: Scope, penalty: AllowancePenalty) -> bool:
    """As noting."""
    return can_note_penalty(scope, penalty.employee)
