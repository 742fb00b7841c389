"""Who brings earlier results in; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.permissions import can_import_people
from pamong.performance.models import HistoryUpload


def can_receive_history(scope: Scope, agency: Agency) -> bool:
    """HR everywhere, a unit's administrator in her own units."""
    return can_import_people(scope, agency, import_reach(scope))


def can_import_history(scope: Scope, upload: HistoryUpload) -> bool:
    """The one who sent the file, while she may still import."""
    return upload.user_id == scope.user_id and can_receive_history(scope, upload.agency)


def can_choose_history_columns(scope: Scope, upload: HistoryUpload) -> bool:
    """As importing it."""
    return can_import_history(scope, upload)


def can_drop_history(scope: Scope, upload: HistoryUpload) -> bool:
    """The one who sent it, also when she may import no more."""
    return upload.user_id == scope.user_id
