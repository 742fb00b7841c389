"""Who reads, enters, confirms and determines angka kredit; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Employee
from pamong.people.permissions import keeps_people, keeps_person
from pamong.performance.models import CreditDetermination, CreditEntry


def can_see_list(scope: Scope) -> bool:
    """Whoever rates somebody, keeps people, or watches the agency."""
    return scope.leads or keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)


def can_see_figures(scope: Scope) -> bool:
    """Not an auditor's list: predicates can be read from figures, and each asks for a purpose of its own."""
    return not scope.has(Role.AUDITOR) or scope.has(Role.HR, Role.AGENCY_HEAD)


def can_see_entries(scope: Scope) -> bool:
    """Whoever keeps people."""
    return keeps_people(scope)


def can_enter_balance(scope: Scope, person: Employee) -> bool:
    """HR, and the administrator of the person's unit; nobody for oneself."""
    return keeps_person(scope, person) and not is_own(scope, person)


def can_correct_balance(scope: Scope, entry: CreditEntry) -> bool:
    """As entering it."""
    return can_enter_balance(scope, entry.employee)


def can_confirm_balance(scope: Scope, entry: CreditEntry) -> bool:
    """Another person than who entered it, of those who may enter."""
    return can_enter_balance(scope, entry.employee) and entry.entered_by_id != scope.user_id


def can_refuse_balance(scope: Scope, entry: CreditEntry) -> bool:
    """As confirming; who entered it may take it back too."""
    return can_enter_balance(scope, entry.employee)


def can_note_rank(scope: Scope, person: Employee) -> bool:
    """As a balance."""
    return can_enter_balance(scope, person)


def can_determine_credit(scope: Scope, person: Employee) -> bool:
    """The rater, or who rates in his place; the head of the agency; nobody for oneself."""
    if is_own(scope, person):
        return False
    is_rater = person.rater_id is not None and person.rater_id in scope.rate_ids
    is_head = scope.has(Role.AGENCY_HEAD) and person.agency_id == scope.agency_id
    return scope.is_shell or is_rater or is_head


def can_correct_determination(scope: Scope, determination: CreditDetermination) -> bool:
    """As determining."""
    return can_determine_credit(scope, determination.employee)


def can_receive_balances(scope: Scope, agency: Agency) -> bool:
    """Who keeps people brings a file of balances in."""
    return scope.is_shell or (agency.pk == scope.agency_id and keeps_people(scope))


def can_receive_own(scope: Scope) -> bool:
    """Whether the account brings such files into its own agency."""
    return keeps_people(scope)


def is_own(scope: Scope, person: Employee) -> bool:
    """Whether it is one's own account."""
    return bool(scope.employee_id) and person.pk == scope.employee_id
