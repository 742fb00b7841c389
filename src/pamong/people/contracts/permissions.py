"""Who keeps contracts and who decides on them; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Contract, Employee
from pamong.people.permissions import keeps_people, keeps_person


def can_see_contracts(scope: Scope) -> bool:
    """Who keeps or watches people finds the list."""
    return keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)


def can_add_contract(scope: Scope, person: Employee) -> bool:
    """HR, and the administrator of the person's unit."""
    return keeps_person(scope, person)


def can_remove_contract(scope: Scope, contract: Contract) -> bool:
    """As adding it."""
    return keeps_person(scope, contract.employee)


def can_decide_contract(scope: Scope, contract: Contract) -> bool:
    """HR and the head of the agency, never about oneself."""
    if scope.is_shell:
        return True
    is_ours = contract.employee.agency_id == scope.agency_id
    is_own = contract.employee_id == scope.employee_id
    return is_ours and not is_own and scope.has(Role.HR, Role.AGENCY_HEAD)
