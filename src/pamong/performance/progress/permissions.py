"""Who may write how the work goes."""

from pamong.access.scope import Scope
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import is_owner


def can_enter_reading(scope: Scope, plan: Plan) -> bool:
    """Its owner alone; the rater judges and so never writes the figures."""
    return is_owner(scope, plan)


def can_save_steps(scope: Scope, plan: Plan) -> bool:
    """Its owner."""
    return is_owner(scope, plan)
