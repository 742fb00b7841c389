"""Who draws up, checks and locks the allowance; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Unit
from pamong.people.permissions import keeps_people, keeps_unit
from pamong.performance.models import AllowanceLine, AllowanceSheet


def can_see_sheets(scope: Scope) -> bool:
    """Whoever keeps people, and the head of the agency."""
    return keeps_people(scope) or scope.has(Role.AGENCY_HEAD)


def can_draft_sheet(scope: Scope, unit: Unit) -> bool:
    """The personnel office, and the unit's administrator."""
    return keeps_unit(scope, unit)


def can_redraw_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """As drawing up."""
    return keeps_unit(scope, sheet.unit)


def can_check_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """As drawing up: who drew it up may say that it is complete."""
    return keeps_unit(scope, sheet.unit)


def can_return_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """As checking."""
    return keeps_unit(scope, sheet.unit)


def can_lock_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """The personnel office or the head of the agency; someone else than who drew it up."""
    ours = scope.is_shell or sheet.unit.agency_id == scope.agency_id
    return ours and scope.has(Role.HR, Role.AGENCY_HEAD) and sheet.drawn_by_id != scope.user_id


def can_export_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """As drawing up."""
    return keeps_unit(scope, sheet.unit)


def can_set_payroll_columns(scope: Scope, agency: Agency) -> bool:
    """The personnel office."""
    return scope.is_shell or (scope.has(Role.HR) and agency.pk == scope.agency_id)


def is_own(scope: Scope, line: AllowanceLine) -> bool:
    """Whether it is one's own pay."""
    return line.employee_id == scope.employee_id
