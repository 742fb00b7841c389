"""One's own filters."""

from pamong.access.scope import Scope
from pamong.people.models import SavedFilter


def filters_of(scope: Scope) -> list[SavedFilter]:
    """All of them by name; there are few."""
    return list(SavedFilter.objects.visible_to(scope))
