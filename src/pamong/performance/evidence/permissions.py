"""Who may say what a piece of evidence serves."""

from pamong.access.scope import Scope
from pamong.measurement.models import Evidence
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import is_owner


def can_add_to_plan(scope: Scope, plan: Plan) -> bool:
    """The owner of the plan."""
    return is_owner(scope, plan)


def can_use_evidence(scope: Scope, evidence: Evidence, plan: Plan) -> bool:
    """The owner of both."""
    return is_owner(scope, plan) and evidence.owner_id == plan.employee_id
