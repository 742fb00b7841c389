"""Who proposes, who answers, who decides: two people, and never the one whom it would hit."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee
from pamong.performance.improvement.permissions import is_person, rates_today
from pamong.performance.models import Sanction


def by_role(scope: Scope, employee: Employee, *roles: str) -> bool:
    """Somebody of the agency who holds one of the roles, and not the person."""
    ours = scope.agency_id == employee.agency_id and scope.has(*roles)
    return ours and not is_person(scope, employee)


def sees_sanctions(scope: Scope, employee: Employee) -> bool:
    """The person, who rates and who stands above today, the personnel office, the head and the auditor."""
    above = bool(scope.active_id) and employee.rater_superior_id == scope.active_id
    related = is_person(scope, employee) or rates_today(scope, employee) or above
    return related or by_role(scope, employee, Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_propose_sanction(scope: Scope, employee: Employee) -> bool:
    """The rater of today, or the personnel office."""
    return rates_today(scope, employee) or by_role(scope, employee, Role.HR)


def can_propose_discipline(scope: Scope, employee: Employee) -> bool:
    """The same ones."""
    return can_propose_sanction(scope, employee)


def can_state_sanction(scope: Scope, sanction: Sanction) -> bool:
    """The person, before anything is decided."""
    return is_person(scope, sanction.employee)


def can_decide_sanction(scope: Scope, sanction: Sanction) -> bool:
    """The agency's head or the personnel office, and not whoever proposed it."""
    decides = by_role(scope, sanction.employee, Role.HR, Role.AGENCY_HEAD)
    return decides and scope.user_id != sanction.proposed_by_id


def can_withdraw_sanction(scope: Scope, sanction: Sanction) -> bool:
    """Whoever proposed it."""
    return bool(scope.user_id) and scope.user_id == sanction.proposed_by_id


def can_appeal_sanction(scope: Scope, sanction: Sanction) -> bool:
    """The person, or the personnel office that receives the paper."""
    return is_person(scope, sanction.employee) or by_role(scope, sanction.employee, Role.HR)


def can_annul_sanction(scope: Scope, sanction: Sanction) -> bool:
    """The agency's head or the personnel office."""
    return by_role(scope, sanction.employee, Role.HR, Role.AGENCY_HEAD)
