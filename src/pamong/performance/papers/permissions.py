"""Who finds the list of what can be printed."""

from pamong.access.scope import Role, Scope


def can_print_all(scope: Scope) -> bool:
    """The personnel office and the head of the agency print for every unit."""
    return scope.has(Role.HR, Role.AGENCY_HEAD)


def can_list_reports(scope: Scope) -> bool:
    """Whoever rates somebody, administers a unit, or prints for the agency."""
    return scope.leads or bool(scope.unit_ids) or can_print_all(scope)
