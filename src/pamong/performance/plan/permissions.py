"""Who may do what with a plan; pure questions about one plan and one scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Assignment
from pamong.performance.models import Plan


def is_owner(scope: Scope, plan: Plan) -> bool:
    """The one whose plan it is."""
    return bool(scope.employee_id) and plan.employee_id == scope.employee_id


def is_rater(scope: Scope, plan: Plan) -> bool:
    """The rater, or who does anything in his place today; never the owner."""
    return plan.rater_id in scope.rater_ids and not is_owner(scope, plan)


def agrees(scope: Scope, plan: Plan) -> bool:
    """The rater, or whom he asked to answer plans today; never the owner."""
    return plan.rater_id in scope.agree_ids and not is_owner(scope, plan)


def rates(scope: Scope, plan: Plan) -> bool:
    """The rater, or whom he asked to rate today; never the owner."""
    return plan.rater_id in scope.rate_ids and not is_owner(scope, plan)


def can_edit_plan(scope: Scope, plan: Plan) -> bool:
    """Its owner, while nobody else holds it."""
    return is_owner(scope, plan) and plan.is_editable


def can_propose_plan(scope: Scope, plan: Plan) -> bool:
    """Its owner; whether it is complete is a rule, not a permission."""
    return is_owner(scope, plan)


def can_withdraw_plan(scope: Scope, plan: Plan) -> bool:
    """Its owner."""
    return is_owner(scope, plan)


def can_agree_plan(scope: Scope, plan: Plan) -> bool:
    """The rater."""
    return agrees(scope, plan)


def can_undo_agreement(scope: Scope, plan: Plan) -> bool:
    """The rater, while he is it; the act itself is found only by who did it."""
    return agrees(scope, plan)


def can_return_plan(scope: Scope, plan: Plan) -> bool:
    """The rater."""
    return agrees(scope, plan)


def can_expect_behaviour(scope: Scope, plan: Plan) -> bool:
    """The rater writes what is expected beside the fixed guides."""
    return agrees(scope, plan)


def can_ask_revision(scope: Scope, plan: Plan) -> bool:
    """Its owner asks; the old target is kept."""
    return is_owner(scope, plan)


def can_answer_revision(scope: Scope, plan: Plan) -> bool:
    """The rater answers."""
    return agrees(scope, plan)


def can_shorten_plan(scope: Scope, plan: Plan) -> bool:
    """The rater, or who keeps the person's facts; never the owner."""
    keeps = scope.has(Role.HR) and plan.agency_id == scope.agency_id
    keeps = keeps or plan.unit_id in scope.unit_ids or scope.is_shell
    return not is_owner(scope, plan) and (is_rater(scope, plan) or keeps)


def can_draft_acting_plan(scope: Scope, post: Assignment) -> bool:
    """Whoever holds the post, for oneself."""
    return bool(scope.employee_id) and post.employee_id == scope.employee_id


def can_draft_plan(scope: Scope, employee_id: int, agency_id: int) -> bool:
    """Oneself, or the personnel office for someone who cannot."""
    own = bool(scope.employee_id) and scope.employee_id == employee_id
    return own or (scope.has(Role.HR) and scope.agency_id == agency_id) or scope.is_shell
