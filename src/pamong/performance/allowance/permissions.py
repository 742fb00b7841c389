"""Who draws up, checks, pays and reads the allowance; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Unit
from pamong.people.permissions import keeps_people, keeps_unit
from pamong.performance.models import AllowanceLine, AllowanceSheet


def can_see_sheets(scope: Scope) -> bool:
    """Whoever keeps people or pays them, the head of the agency, and the auditor."""
    pays = bool(scope.pay_unit_ids)
    return keeps_people(scope) or pays or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)


def can_see_rules(scope: Scope) -> bool:
    """Whether the page of the rules opens: for those who answer for the whole agency."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_read_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """An auditor states a purpose; no one else needs to."""
    return must_state_purpose(scope, sheet)


def must_state_purpose(scope: Scope, sheet: AllowanceSheet) -> bool:
    """An auditor who has no other part in the sheet."""
    if scope.is_shell or not scope.has(Role.AUDITOR) or scope.has(Role.HR, Role.AGENCY_HEAD):
        return False
    return not (keeps_unit(scope, sheet.unit) or pays_unit(scope, sheet.unit))


def pays_unit(scope: Scope, unit: Unit) -> bool:
    """The treasurer of the unit, or of one above it."""
    return unit.pk in scope.pay_unit_ids


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
    """The treasurer, the personnel office or the head; someone else than who drew it up."""
    ours = scope.is_shell or sheet.unit.agency_id == scope.agency_id
    may = scope.has(Role.HR, Role.AGENCY_HEAD) or pays_unit(scope, sheet.unit)
    return ours and may and sheet.drawn_by_id != scope.user_id


def can_export_sheet(scope: Scope, sheet: AllowanceSheet) -> bool:
    """As drawing up, and the treasurer who pays it."""
    return keeps_unit(scope, sheet.unit) or pays_unit(scope, sheet.unit)


def can_set_payroll_columns(scope: Scope, agency: Agency) -> bool:
    """The personnel office."""
    return scope.is_shell or (scope.has(Role.HR) and agency.pk == scope.agency_id)


def is_own(scope: Scope, line: AllowanceLine) -> bool:
    """Whether it is one's own pay."""
    return line.employee_id == scope.employee_id
