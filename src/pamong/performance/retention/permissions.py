"""Who sees, proposes and approves; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.performance.models import RetentionList

Status = RetentionList.Status


def can_see_retention(scope: Scope) -> bool:
    """The personnel office, the head of the agency and the auditor."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_propose_retention(scope: Scope, listing: RetentionList) -> bool:
    """The personnel office of the agency."""
    return scope.agency_id == listing.agency_id and scope.has(Role.HR)


def can_approve_retention(scope: Scope, listing: RetentionList) -> bool:
    """A second person of the personnel office, or the head: never the one who proposed."""
    is_own = scope.agency_id == listing.agency_id and scope.has(Role.HR, Role.AGENCY_HEAD)
    return is_own and scope.user_id not in {0, listing.proposed_by_id}


def can_decline_retention(scope: Scope, listing: RetentionList) -> bool:
    """Whoever could approve, and the one who proposed."""
    return can_approve_retention(scope, listing) or can_propose_retention(scope, listing)
