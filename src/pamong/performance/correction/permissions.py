"""Who asks for a correction, and who else grants it."""

from pamong.access.scope import Role, Scope
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.models import Evaluation, Reopening
from pamong.performance.plan.permissions import is_owner


def can_ask_correction(scope: Scope, evaluation: Evaluation) -> bool:
    """Whoever owes the rating, the rater's superior, or the personnel office; never the one rated."""
    plan = evaluation.plan
    if is_owner(scope, plan):
        return False
    is_superior = bool(scope.active_id) and plan.superior_id == scope.active_id
    is_rater = can_rate_evaluation(scope, evaluation)
    return is_rater or is_superior or _by_role(scope, evaluation)


def can_grant_correction(scope: Scope, reopening: Reopening) -> bool:
    """The rater's superior or the personnel office; someone else than who asked and who is rated."""
    evaluation = reopening.evaluation
    if evaluation is None or reopening.asked_by_id == scope.user_id:
        return False
    plan = evaluation.plan
    if is_owner(scope, plan):
        return False
    is_superior = bool(scope.active_id) and plan.superior_id == scope.active_id
    return is_superior or _by_role(scope, evaluation)


def _by_role(scope: Scope, evaluation: Evaluation) -> bool:
    ours = scope.is_shell or scope.agency_id == evaluation.plan.agency_id
    return ours and scope.has(Role.HR, Role.AGENCY_HEAD)
