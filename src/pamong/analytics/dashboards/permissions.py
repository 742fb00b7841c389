"""Who reads the dashboards: of the whole agency by role, of a unit by leading it."""

from pamong.access.scope import Role, Scope


def can_read_agency_dashboards(scope: Scope) -> bool:
    """The personnel office, the agency's head, the auditor."""
    return bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_read_unit_dashboards(scope: Scope, path: str) -> bool:
    """Who leads the unit at the path."""
    return can_read_agency_dashboards(scope) or bool(scope.agency_id and scope.employee_id and path)


def can_find_dashboards(scope: Scope) -> bool:
    """Who reads some of them today, told without asking which unit it is."""
    return can_read_agency_dashboards(scope) or scope.leads_unit
