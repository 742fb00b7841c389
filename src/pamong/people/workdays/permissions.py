"""Who keeps calendars; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.permissions import keeps_unit
from pamong.people.workdays.places import Place


def can_set_week(scope: Scope, place: Place) -> bool:
    """HR for the agency and any unit, an administrator for the own units."""
    if scope.is_shell:
        return True
    if place.agency.pk != scope.agency_id:
        return False
    return scope.has(Role.HR) if place.unit is None else keeps_unit(scope, place.unit)


def can_end_week(scope: Scope, place: Place) -> bool:
    """As setting one; an agency always has a week of its own."""
    return place.unit is not None and can_set_week(scope, place)


def can_add_own_day(scope: Scope, place: Place) -> bool:
    """As setting the week."""
    return can_set_week(scope, place)


def can_remove_own_day(scope: Scope, place: Place) -> bool:
    """As setting the week."""
    return can_set_week(scope, place)


def can_import_own_days(scope: Scope, place: Place) -> bool:
    """As setting the week."""
    return can_set_week(scope, place)


def can_import_roster(scope: Scope, place: Place) -> bool:
    """As setting the week: people of the place alone."""
    return can_set_week(scope, place)
