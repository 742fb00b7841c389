"""Who hands over a rater's duties, and who takes them back; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Delegation, Employee
from pamong.people.permissions import keeps_people, keeps_person


def can_see_delegations(scope: Scope) -> bool:
    """Who leads, who acts for a leader, and who keeps or watches people."""
    return scope.leads or keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)


def can_make_delegation(scope: Scope, rater: Employee) -> bool:
    """The rater, or who keeps the rater's facts, on his behalf."""
    is_own = bool(scope.employee_id) and rater.pk == scope.employee_id and not scope.has_left
    return is_own or keeps_person(scope, rater)


def can_end_delegation(scope: Scope, delegation: Delegation) -> bool:
    """As it was made; and the one who acts may lay it down."""
    is_delegate = bool(scope.employee_id) and delegation.delegate_id == scope.employee_id
    return is_delegate or can_make_delegation(scope, delegation.rater)
