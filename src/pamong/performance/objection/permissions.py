"""Who objects, who explains, who decides."""

from pamong.access.scope import Role, Scope
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.models import Evaluation, Objection
from pamong.performance.plan.permissions import is_owner, rates


def can_file_objection(scope: Scope, evaluation: Evaluation) -> bool:
    """The one rated."""
    return is_owner(scope, evaluation.plan)


def can_withdraw_objection(scope: Scope, objection: Objection) -> bool:
    """Who filed it."""
    return is_owner(scope, objection.evaluation.plan)


def can_explain_objection(scope: Scope, objection: Objection) -> bool:
    """The rater in office, or the one who gave the rating."""
    evaluation = objection.evaluation
    gave = bool(scope.active_id) and evaluation.rater_id == scope.active_id
    owes = can_rate_evaluation(scope, evaluation)
    return rates(scope, evaluation.plan) or owes or gave


def can_decide_objection(scope: Scope, objection: Objection) -> bool:
    """The rater's superior; where there is none, the agency's head or the personnel office.

    Never the one rated, and never the rater, unless the rater stands at the top of the line.
    """
    plan = objection.evaluation.plan
    if not scope.employee_id or is_owner(scope, plan):
        return False
    if plan.superior_id not in {None, plan.rater_id, objection.evaluation.rater_id}:
        return plan.superior_id == scope.active_id
    ours = scope.agency_id == plan.agency_id
    if ours and scope.has(Role.AGENCY_HEAD):
        return True
    return ours and scope.has(Role.HR) and not rates(scope, plan)
