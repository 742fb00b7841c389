"""Who may take a list along."""

from pamong.access.scope import Scope


def can_take_list(scope: Scope) -> bool:
    """Anyone takes along what the page shows; a scope that has left shows no pages of an agency."""
    return bool(scope.user_id) or scope.is_shell
