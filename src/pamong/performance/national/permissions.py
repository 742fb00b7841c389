"""Who may take plans and evaluations out for the national application; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.models import Agency
from pamong.performance.papers.permissions import can_list_reports


def can_export_national(scope: Scope, agency: Agency) -> bool:
    """Whoever may print many: raters, administrators of units, personnel, the head of the agency."""
    return scope.is_shell or (agency.pk == scope.agency_id and can_list_reports(scope))
