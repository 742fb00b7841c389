"""Who may speak about the work, and who may talk it over."""

from pamong.access.scope import Scope
from pamong.performance.models import Dialogue, DialogueAction, Plan
from pamong.performance.plan.permissions import is_owner, is_rater


def can_give_feedback(scope: Scope, plan: Plan, side: str) -> bool:
    """Whoever stands on a side of the plan, never its owner."""
    return bool(side) and not is_owner(scope, plan)


def can_ask_dialogue(scope: Scope, plan: Plan) -> bool:
    """Either of the two."""
    return is_owner(scope, plan) or is_rater(scope, plan)


def can_hold_dialogue(scope: Scope, dialogue: Dialogue) -> bool:
    """Either of the two writes what was agreed; the other sees it in the trace."""
    return can_ask_dialogue(scope, dialogue.plan)


def can_finish_action(scope: Scope, action: DialogueAction) -> bool:
    """Who promised it, or the rater."""
    own = bool(scope.employee_id) and action.owner_id == scope.employee_id
    return own or is_rater(scope, action.dialogue.plan)
