"""Who finds the list of what can be printed."""

from pamong.access.scope import Role, Scope
from pamong.performance.models import Plan
from pamong.performance.papers.agreed import is_agreed
from pamong.performance.plan.permissions import is_owner


def can_print_all(scope: Scope) -> bool:
    """The personnel office and the head of the agency print for every unit."""
    return scope.has(Role.HR, Role.AGENCY_HEAD)


def can_list_reports(scope: Scope) -> bool:
    """Whoever rates somebody, administers a unit, or prints for the agency."""
    return scope.leads or bool(scope.unit_ids) or can_print_all(scope)


def can_issue_plan_paper(scope: Scope, plan: Plan) -> bool:
    """What was agreed by whoever sees it; a draft is a matter of its owner, the raters and the office."""
    if is_agreed(plan) or can_print_all(scope):
        return True
    is_ours = plan.unit_id in scope.unit_ids or plan.superior_id == scope.active_id
    return is_owner(scope, plan) or plan.rater_id in scope.rater_ids or is_ours
