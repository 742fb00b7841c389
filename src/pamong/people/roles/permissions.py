"""Who may give and end roles; pure predicates over a scope."""

from datetime import date

from pamong.access.scope import Role, Scope
from pamong.people.accounts.permissions import can_ask_code
from pamong.people.models import AccessRequest, Agency, Employee, Mandate, Unit
from pamong.people.permissions import rules_agency


def can_see_roles(scope: Scope) -> bool:
    """HR, head and auditor see who holds what."""
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_ask_role(scope: Scope, agency: Agency, user_id: int) -> bool:
    """Roles over the agency are asked for by its HR or head, for another person."""
    return rules_agency(scope, agency.pk) and scope.user_id != user_id


def can_offer_role(scope: Scope, person: Employee) -> bool:
    """Whether the page of a person offers it: the person has an account, and is another."""
    is_other = person.user_id is not None and person.user_id != scope.user_id
    return is_other and rules_agency(scope, person.agency_id)


def can_give_unit_role(scope: Scope, unit: Unit, user_id: int) -> bool:
    """Roles over a unit are given by HR alone, to somebody else."""
    is_hr = scope.is_shell or (scope.has(Role.HR) and scope.agency_id == unit.agency_id)
    return is_hr and scope.user_id != user_id


def can_end_unit_role(scope: Scope, mandate: Mandate) -> bool:
    """As it was given; one may lay down one's own."""
    if mandate.unit is None:
        return False
    is_own = scope.user_id != 0 and mandate.user_id == scope.user_id
    return is_own or can_give_unit_role(scope, mandate.unit, mandate.user_id)


def can_grant_access(
    scope: Scope, asked: AccessRequest, *, holds_agency: bool, is_asked_above: bool
) -> bool:
    """The second administrator is neither the first nor the person concerned.

    `holds_agency` says that a code would open an account with a role over the agency: `can_second_code`.
    """
    if scope.is_shell:
        return True
    if scope.user_id in {asked.asked_by_id, asked.user_id}:
        return False
    if asked.kind == AccessRequest.Kind.CODE and holds_agency:
        return can_second_code(scope, asked.agency_id, is_asked_above=is_asked_above)
    if rules_agency(scope, asked.agency_id):
        return True
    is_code = asked.kind == AccessRequest.Kind.CODE and asked.employee is not None
    return is_code and can_ask_code(scope, asked.employee)  # type: ignore[arg-type]


def can_second_code(scope: Scope, agency_id: int, *, is_asked_above: bool) -> bool:
    """HR, the head or an auditor, whose role took two; asked by one over a unit, the head alone.

    HR names who is over a unit alone, and so would be both of the two.
    """
    if scope.agency_id != agency_id:
        return False
    if not is_asked_above:
        return scope.has(Role.AGENCY_HEAD) and not scope.has(Role.HR)
    return scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_issue_granted_code(scope: Scope, asked: AccessRequest, on: date) -> bool:
    """Only the second administrator, on the day of the grant: later a new request is needed."""
    is_granted = asked.status == AccessRequest.Status.GRANTED and asked.answered_on == on
    is_second = scope.user_id != 0 and scope.user_id == asked.answered_by_id
    return asked.kind == AccessRequest.Kind.CODE and is_granted and is_second


def can_decline_access(scope: Scope, asked: AccessRequest) -> bool:
    """Whoever could grant, and the one who asked, who thereby takes it back."""
    is_asker = scope.user_id != 0 and scope.user_id == asked.asked_by_id
    return is_asker or can_grant_access(scope, asked, holds_agency=False, is_asked_above=True)
