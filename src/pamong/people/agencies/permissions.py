"""Who makes agencies and names them."""

from pamong.access.scope import Scope


def can_keep_agencies(scope: Scope) -> bool:
    """Whoever runs the install, from the shell: an account belongs to an agency and reaches no further."""
    return scope.is_shell
