"""Who may take out plans; which rows go out is decided by visible_to."""

from pamong.access.scope import Scope
from pamong.people.models import Agency


def can_export_plans(scope: Scope, agency: Agency) -> bool:
    """Anyone of the agency may take out what anyone of it may see."""
    return scope.is_shell or agency.pk == scope.agency_id
