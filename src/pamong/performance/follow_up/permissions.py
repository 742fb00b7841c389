"""Who gives a follow-up and who ends it."""

from pamong.access.scope import Role, Scope
from pamong.performance.models import Evaluation, FollowUp
from pamong.performance.plan.permissions import is_owner, rates


def can_add_follow_up(scope: Scope, evaluation: Evaluation) -> bool:
    """The rater, or the personnel office."""
    plan = evaluation.plan
    ours = scope.is_shell or scope.agency_id == plan.agency_id
    by_role = ours and scope.has(Role.HR, Role.AGENCY_HEAD) and not is_owner(scope, plan)
    return rates(scope, plan) or by_role


def can_finish_follow_up(scope: Scope, follow_up: FollowUp) -> bool:
    """Its owner, or who may give it."""
    is_its_owner = bool(scope.active_id) and follow_up.owner_id == scope.active_id
    return is_its_owner or can_add_follow_up(scope, follow_up.evaluation)


def can_undo_proposals(scope: Scope, follow_up: FollowUp) -> bool:
    """Who may give it; the act that is taken back is one's own."""
    return can_add_follow_up(scope, follow_up.evaluation)
