"""One's own filters."""

from uuid import UUID

from pamong.access.models import User
from pamong.access.scope import Scope
from pamong.ledger.models import Entry
from pamong.people.models import SavedFilter

LOOKED_AT = 50  # of the latest removals


def filters_of(scope: Scope) -> list[SavedFilter]:
    """All of them by name; there are few."""
    return list(SavedFilter.objects.visible_to(scope))


def was_removed(user: User, uuid: UUID) -> bool:
    """Whether one had this filter and removed it, perhaps in another tab: the record knows."""
    gone = Entry.objects.about(user.uuid).filter(verb="people.filter_removed")
    return any(entry.changes.get("filter") == str(uuid) for entry in gone[:LOOKED_AT])
