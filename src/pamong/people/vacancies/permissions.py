"""Who lets a superior take over; pure predicates over a scope."""

from collections.abc import Collection

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.permissions import keeps_person


def can_take_over_rater(scope: Scope, rater: Employee, those: Collection[Employee]) -> bool:
    """The superior, who fills the post, and who keeps the facts of the one who left it."""
    takes = bool(scope.active_id) and any(one.pk == scope.active_id for one in those)
    return takes or keeps_person(scope, rater)
