"""Who makes agencies, and who says what one is called."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency


def can_keep_agencies(scope: Scope) -> bool:
    """Whoever runs the install, from the shell: an account belongs to an agency and reaches no further."""
    return scope.is_shell


def can_set_agency(scope: Scope, agency: Agency) -> bool:
    """The personnel office, for its own agency."""
    return scope.is_shell or (agency.pk == scope.agency_id and scope.has(Role.HR))
