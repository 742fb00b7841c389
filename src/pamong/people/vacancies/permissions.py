"""Who lets a superior take over; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.permissions import keeps_person


def can_take_over_rater(scope: Scope, rater: Employee, superior: Employee | None) -> bool:
    """The superior who takes over, and who keeps the facts of the one who left the post."""
    is_superior = bool(scope.active_id) and superior is not None
    is_superior = is_superior and superior.pk == scope.active_id  # type: ignore[union-attr]
    return is_superior or keeps_person(scope, rater)
