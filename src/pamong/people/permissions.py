"""Who may do what with the facts about people; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Employee, Unit


def keeps_people(scope: Scope) -> bool:
    """Whether the account keeps the facts of anybody at all: HR, or the administrator of a unit."""
    return scope.has(Role.HR) or bool(scope.unit_ids)


def keeps_unit(scope: Scope, unit: Unit | None) -> bool:
    """Whether the account keeps the facts of the unit's people."""
    if scope.has(Role.HR):
        return scope.is_shell or unit is None or unit.agency_id == scope.agency_id
    return unit is not None and unit.pk in scope.unit_ids


def keeps_person(scope: Scope, person: Employee) -> bool:
    """Whether the account keeps the facts of this person."""
    if scope.has(Role.HR):
        return scope.is_shell or person.agency_id == scope.agency_id
    return person.unit_id in scope.unit_ids


def can_import_people(scope: Scope, agency: Agency, within: frozenset[int] | None) -> bool:
    """HR for the whole agency; a unit's administrator inside her own units."""
    if scope.is_shell:
        return True
    if agency.pk != scope.agency_id:
        return False
    if scope.has(Role.HR):
        return True
    return bool(scope.unit_ids) and within is not None and within <= scope.unit_ids


def can_export_people(scope: Scope, agency: Agency) -> bool:
    """Anyone of the agency may take out what anyone of it may see: visible_to decides the rows."""
    return scope.is_shell or agency.pk == scope.agency_id


def rules_agency(scope: Scope, agency_id: int) -> bool:
    """HR or head of this very agency."""
    is_own = scope.is_shell or scope.agency_id == agency_id
    return is_own and scope.has(Role.HR, Role.AGENCY_HEAD)
