"""Who keeps filters: everybody their own."""

from pamong.access.scope import Scope
from pamong.people.models import SavedFilter


def can_save_filter(scope: Scope) -> bool:
    """Whoever has an account."""
    return bool(scope.user_id)


def can_rename_filter(scope: Scope, kept: SavedFilter) -> bool:
    """Its owner."""
    return kept.user_id == scope.user_id


def can_remove_filter(scope: Scope, kept: SavedFilter) -> bool:
    """Its owner."""
    return kept.user_id == scope.user_id
