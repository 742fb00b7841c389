"""Who sets the windows of an agency, and who opens a closed one."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Unit
from pamong.performance.models import Reopening, Window


def can_set_window(scope: Scope, agency_id: int) -> bool:
    """The personnel office and the agency's head."""
    ours = scope.agency_id == agency_id or scope.is_shell
    return ours and scope.has(Role.HR, Role.AGENCY_HEAD)


def can_choose_rhythm(scope: Scope, agency_id: int) -> bool:
    """Whoever sets windows."""
    return can_set_window(scope, agency_id)


def can_ask_reopening(scope: Scope, window: Window) -> bool:
    """Whoever sets windows, and a unit's administrator for the people there."""
    administers = bool(scope.unit_ids) and scope.agency_id == window.agency_id
    return administers or can_set_window(scope, window.agency_id)


def can_ask_extension(scope: Scope, window: Window, unit: Unit) -> bool:
    """Whoever sets windows, and a unit's administrator for the units there."""
    if unit.agency_id != window.agency_id:
        return False
    return unit.pk in scope.unit_ids or can_set_window(scope, window.agency_id)


def can_grant_reopening(scope: Scope, reopening: Reopening) -> bool:
    """Someone who sets windows and is not the one who asked."""
    if reopening.window is None or reopening.asked_by_id == scope.user_id:
        return False
    return can_set_window(scope, reopening.window.agency_id)
