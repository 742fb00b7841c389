"""Who keeps the library; everybody in the agency may read it."""

from pamong.access.scope import Role, Scope


def can_import_library(scope: Scope, agency_id: int) -> bool:
    """The personnel office."""
    return scope.is_shell or (scope.agency_id == agency_id and scope.has(Role.HR))


def can_write_library(scope: Scope, agency_id: int) -> bool:
    """The same."""
    return can_import_library(scope, agency_id)


def can_remove_library_result(scope: Scope, agency_id: int) -> bool:
    """The same."""
    return can_import_library(scope, agency_id)


def can_remove_library(scope: Scope, agency_id: int) -> bool:
    """The same."""
    return can_import_library(scope, agency_id)
