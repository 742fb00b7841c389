"""Who reads about the install itself."""

from pamong.access.scope import Role, Scope


def can_see_operations(scope: Scope) -> bool:
    """The personnel office, which tells whoever keeps the server."""
    return scope.has(Role.HR)


def can_ask_backup(scope: Scope) -> bool:
    """The personnel office; the file stays on the server."""
    return scope.has(Role.HR)


def can_verify_backup(scope: Scope) -> bool:
    """Whoever may ask for one."""
    return can_ask_backup(scope)


def can_take_backup(scope: Scope) -> bool:
    """Whoever may ask for one; only where the install holds one agency, as the verb checks."""
    return can_ask_backup(scope)
