"""Who asks for feedback, and who says that he will not give it."""

from pamong.access.scope import Scope
from pamong.performance.models import FeedbackAsk, Plan
from pamong.performance.plan.permissions import is_owner, is_rater


def can_ask_feedback(scope: Scope, plan: Plan) -> bool:
    """The owner of the plan, or the rater."""
    return is_owner(scope, plan) or is_rater(scope, plan)


def can_decline_feedback(scope: Scope, ask: FeedbackAsk) -> bool:
    """Who was asked."""
    return bool(scope.employee_id) and ask.giver_id == scope.employee_id
