"""Who reads the dashboards: of the whole agency by role, of an office by leading it."""

from pamong.access.scope import Role, Scope


def can_read_agency_dashboards(scope: Scope) -> bool:
    """The personnel office, the agency's head, the auditor."""
    return bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_read_office_dashboards(scope: Scope, path: str) -> bool:
    """Who leads the office at the path."""
    return can_read_agency_dashboards(scope) or bool(scope.agency_id and scope.employee_id and path)
