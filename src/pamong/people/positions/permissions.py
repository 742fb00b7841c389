"""Who keeps the posts of an agency; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Position
from pamong.people.permissions import keeps_people


def can_add_position(scope: Scope, agency: Agency) -> bool:
    """Whoever keeps people there: an import may name a new post as well."""
    return scope.is_shell or (keeps_people(scope) and scope.agency_id == agency.pk)


def can_change_position(scope: Scope, position: Position) -> bool:
    """HR: one post is held in many units."""
    return scope.is_shell or (scope.has(Role.HR) and scope.agency_id == position.agency_id)


def can_close_position(scope: Scope, position: Position) -> bool:
    """As changing it."""
    return can_change_position(scope, position)
