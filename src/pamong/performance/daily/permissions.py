"""Who writes and who looks at the lines of a day."""

from pamong.access.scope import Scope
from pamong.performance.models import DailyEntry, Plan
from pamong.performance.plan.permissions import is_owner


def can_save_day(scope: Scope, plan: Plan) -> bool:
    """Its owner."""
    return is_owner(scope, plan)


def can_review_entry(scope: Scope, entry: DailyEntry) -> bool:
    """The rater of the plan, or who rates in his place today."""
    plan = entry.plan
    return plan.rater_id in scope.review_ids and not is_owner(scope, plan)


def can_undo_confirmation(scope: Scope, entry: DailyEntry) -> bool:
    """Who may confirm it; the act itself is found only by who did it."""
    return can_review_entry(scope, entry)
