"""Who may do what with evidence; who may see it is decided where it is used."""

from pamong.access.scope import Scope
from pamong.measurement.models import Evidence


def can_add_evidence(scope: Scope, employee_id: int) -> bool:
    """For oneself."""
    return bool(scope.employee_id) and scope.employee_id == employee_id


def can_remove_evidence(scope: Scope, evidence: Evidence) -> bool:
    """Its owner."""
    return can_add_evidence(scope, evidence.owner_id)
