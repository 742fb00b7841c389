"""Who may bring a file of people in through the browser; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency, PeopleUpload
from pamong.people.permissions import can_import_people


def can_receive_upload(scope: Scope, agency: Agency) -> bool:
    """Who may import there: HR everywhere, a unit's administrator in her own units."""
    return can_import_people(scope, agency, import_reach(scope))


def can_confirm_upload(scope: Scope, upload: PeopleUpload) -> bool:
    """The one who sent the file, while she may still import."""
    return upload.user_id == scope.user_id and can_receive_upload(scope, upload.agency)


def can_choose_columns(scope: Scope, upload: PeopleUpload) -> bool:
    """As confirming: both say what the file means."""
    return can_confirm_upload(scope, upload)


def can_choose_units(scope: Scope, upload: PeopleUpload) -> bool:
    """As confirming: both say where people will stand."""
    return can_confirm_upload(scope, upload)


def can_drop_upload(scope: Scope, upload: PeopleUpload) -> bool:
    """The one who sent it, also when she may import no more."""
    return upload.user_id == scope.user_id
