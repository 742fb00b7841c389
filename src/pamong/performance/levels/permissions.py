"""Who sets how a unit did."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, Unit


def can_set_level(scope: Scope, unit: Unit, head: Employee | None) -> bool:
    """The rater of the unit's head; the agency's head; for a head without rater, also personnel.

    Never the head of the unit, for nobody rates the own unit.
    """
    if not scope.active_id or scope.agency_id != unit.agency_id:
        return False
    if head is not None and head.pk == scope.active_id:
        return False
    if scope.has(Role.AGENCY_HEAD):
        return True
    if head is None or head.rater_id is None:
        return scope.has(Role.HR)
    return head.rater_id in scope.rate_ids
