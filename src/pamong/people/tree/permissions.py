"""Who may change the tree of units; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Unit
from pamong.people.permissions import keeps_unit


def can_add_unit(scope: Scope, parent: Unit) -> bool:
    """Who keeps the unit under which the new one stands."""
    return keeps_unit(scope, parent)


def can_change_unit(scope: Scope, unit: Unit) -> bool:
    """Who keeps the unit."""
    return keeps_unit(scope, unit)


def can_move_unit(scope: Scope, unit: Unit) -> bool:
    """Who keeps the unit; the one under which it shall stand is asked apart. The top has no place to go."""
    return unit.parent_id is not None and keeps_unit(scope, unit)


def can_close_unit(scope: Scope, unit: Unit) -> bool:
    """HR, or the administrator of the branch in which the unit stands, not of the unit alone."""
    if unit.parent_id is None:
        return False
    inside = unit.pk in scope.unit_ids and unit.parent_id in scope.unit_ids
    return inside or (scope.has(Role.HR) and keeps_unit(scope, unit))


def can_cancel_unit_change(scope: Scope, unit: Unit) -> bool:
    """Who keeps the unit."""
    return keeps_unit(scope, unit)
