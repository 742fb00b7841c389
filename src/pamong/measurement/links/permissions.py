"""Who may have links opened again."""

from pamong.access.scope import Scope
from pamong.measurement.evidence.permissions import can_add_evidence


def can_ask_link_check(scope: Scope, employee_id: int) -> bool:
    """Whose links they are."""
    return can_add_evidence(scope, employee_id)
