"""Who brings a file of balances in; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.models import Agency
from pamong.performance.credit.permissions import can_receive_balances
from pamong.performance.models import CreditUpload


def can_receive_credits(scope: Scope, agency: Agency) -> bool:
    """HR everywhere, a unit's administrator in her own units."""
    return can_receive_balances(scope, agency)


def can_import_credits(scope: Scope, upload: CreditUpload) -> bool:
    """The one who sent the file, while she may still import."""
    return upload.user_id == scope.user_id and can_receive_credits(scope, upload.agency)


def can_choose_credit_columns(scope: Scope, upload: CreditUpload) -> bool:
    """As importing it."""
    return can_import_credits(scope, upload)


def can_drop_credits(scope: Scope, upload: CreditUpload) -> bool:
    """The one who sent it, also when she may import no more."""
    return upload.user_id == scope.user_id
