"""Who reads about the install itself."""

from pamong.access.scope import Role, Scope


def can_see_operations(scope: Scope) -> bool:
    """The personnel office, which tells whoever keeps the server."""
    return scope.has(Role.HR)
