"""Who finds the list of what can be printed."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, Unit
from pamong.performance.evaluation.permissions import must_state_purpose, must_state_purpose_for
from pamong.performance.models import Calibration, Evaluation, Plan, UnitLevel
from pamong.performance.plan.agreed import is_agreed
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


def can_issue_evaluation_paper(scope: Scope, evaluation: Evaluation) -> bool:
    """Whoever sees it; an auditor states a purpose first."""
    return not must_state_purpose(scope, evaluation)


def can_issue_matrix_paper(scope: Scope, plan: Plan) -> bool:
    """The leader or who shares out in his place, his own rater, and who prints for the agency."""
    is_leader = plan.employee_id in scope.agree_ids or is_owner(scope, plan)
    return is_leader or plan.rater_id in scope.rater_ids or can_print_all(scope)


def can_issue_predicates_paper(scope: Scope, level: UnitLevel) -> bool:
    """A leader, the unit's administrator, or who prints for the agency; of what each of them sees.

    An auditor states a purpose for each person, and so opens no list of them.
    """
    return scope.leads or level.unit_id in scope.unit_ids or can_print_all(scope)


def can_issue_credit_paper(scope: Scope, person: Employee) -> bool:
    """Whoever sees the account; an auditor states a purpose first."""
    return not must_state_purpose_for(scope, person)


def can_issue_follow_paper(scope: Scope, person: Employee) -> bool:
    """Whoever sees it; an auditor states a purpose first."""
    return not must_state_purpose_for(scope, person)


def can_issue_minutes_paper(scope: Scope, calibration: Calibration) -> bool:
    """Whoever sees the session; never one who is talked about in it, which its read knows."""
    return scope.is_shell or scope.agency_id == calibration.agency_id


def can_take_papers(scope: Scope, unit: Unit) -> bool:
    """Whoever prints for several people, of a unit of their agency; whose papers, the reads decide."""
    return scope.is_shell or (unit.agency_id == scope.agency_id and can_list_reports(scope))


def can_audit_papers(scope: Scope, unit: Unit) -> bool:
    """The bundle for the inspectorate: its own people, the personnel office, the head of the agency."""
    if scope.is_shell:
        return True
    is_theirs = can_print_all(scope) or scope.has(Role.AUDITOR)
    return unit.agency_id == scope.agency_id and is_theirs


def can_ask_papers(scope: Scope) -> bool:
    """Whoever prints for several people, and the inspectorate."""
    return can_list_reports(scope) or scope.has(Role.AUDITOR)


def can_pack_papers(scope: Scope, unit: Unit, *, is_audit: bool) -> bool:
    """As taking them in the shell: the same papers leave."""
    return can_audit_papers(scope, unit) if is_audit else can_take_papers(scope, unit)


def can_issue_own_papers(scope: Scope) -> bool:
    """Whoever is an employee."""
    return bool(scope.employee_id)


def can_attach_scan(scope: Scope, *, is_signer: bool) -> bool:
    """One whose signature the form asks for, and the personnel office; of papers that they may see."""
    return scope.has(Role.HR) or (is_signer and bool(scope.active_id))


def can_remove_scan(scope: Scope, *, is_signer: bool) -> bool:
    """Whoever may attach one."""
    return can_attach_scan(scope, is_signer=is_signer)


def can_sign_papers(scope: Scope) -> bool:
    """Whoever is in office; which papers, the forms themselves say, for oneself and never for another."""
    return bool(scope.active_id)
