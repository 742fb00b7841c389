"""Who opens a plan to improve, who writes in it, who ends it: by the relation of today."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee
from pamong.performance.models import Evaluation, ImprovementMilestone, ImprovementPlan


def is_person(scope: Scope, employee: Employee) -> bool:
    """The one whom it is about."""
    return bool(scope.employee_id) and employee.pk == scope.employee_id


def rates_today(scope: Scope, employee: Employee) -> bool:
    """Who rates the person today, or whom that one asked to; never the person."""
    return employee.rater_id in scope.rate_ids and not is_person(scope, employee)


def can_open_improvement(scope: Scope, evaluation: Evaluation) -> bool:
    """The rater of today, who will go the way with the person."""
    return rates_today(scope, evaluation.plan.employee)


def can_add_milestone(scope: Scope, plan: ImprovementPlan) -> bool:
    """The rater of today."""
    return rates_today(scope, plan.employee)


def can_remove_milestone(scope: Scope, milestone: ImprovementMilestone) -> bool:
    """The same one."""
    return can_add_milestone(scope, milestone.plan)


def can_note_milestone(scope: Scope, milestone: ImprovementMilestone) -> bool:
    """Both sides."""
    employee = milestone.plan.employee
    return is_person(scope, employee) or rates_today(scope, employee)


def can_judge_improvement(scope: Scope, plan: ImprovementPlan) -> bool:
    """The rater of today."""
    return rates_today(scope, plan.employee)


def can_acknowledge_improvement(scope: Scope, plan: ImprovementPlan) -> bool:
    """The person."""
    return is_person(scope, plan.employee)


def can_cancel_improvement(scope: Scope, plan: ImprovementPlan) -> bool:
    """The rater of today, or the personnel office, where a person has no rater any more."""
    ours = scope.agency_id == plan.employee.agency_id and scope.has(Role.HR)
    return rates_today(scope, plan.employee) or (ours and not is_person(scope, plan.employee))
