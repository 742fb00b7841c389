"""Who reads which steps are late: who rates, keeps a unit, or watches over the agency."""

from pamong.access.scope import Scope
from pamong.performance.register.permissions import can_read_register


def can_read_late_steps(scope: Scope) -> bool:
    """Whoever sees plans of others; of whom, `visible_to` says."""
    return scope.leads or scope.leads_unit or bool(scope.unit_ids) or can_read_register(scope)
