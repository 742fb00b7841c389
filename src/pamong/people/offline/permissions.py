"""Who decides what devices keep."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency


def can_set_offline(scope: Scope, agency: Agency) -> bool:
    """The personnel office or the head, for their own agency."""
    if scope.is_shell:
        return True
    return agency.pk == scope.agency_id and scope.has(Role.HR, Role.AGENCY_HEAD)
