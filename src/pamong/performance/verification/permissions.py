"""Who looks at a piece of evidence: never its owner, and only by relation to what it serves."""

from dataclasses import dataclass

from pamong.access.scope import Scope
from pamong.measurement.models import Evidence


@dataclass(frozen=True, slots=True)
class Sides:
    """Whose matter a piece is: who leads, in which units it serves, who keeps the card of its figure."""

    raters: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    keepers: frozenset[int] = frozenset()


def can_confirm_evidence(scope: Scope, evidence: Evidence, sides: Sides) -> bool:
    """The leader, the unit's administrator, and who keeps the card of the figure behind which it stands."""
    if not scope.active_id or scope.active_id == evidence.owner_id:
        return False
    return bool(
        scope.rate_ids & sides.raters
        or scope.unit_ids & sides.units
        or scope.active_id in sides.keepers
    )


def can_question_evidence(scope: Scope, evidence: Evidence, sides: Sides) -> bool:
    """As confirming it."""
    return can_confirm_evidence(scope, evidence, sides)


def can_explain_evidence(scope: Scope, evidence: Evidence) -> bool:
    """Its owner, while in office."""
    return bool(scope.active_id) and scope.active_id == evidence.owner_id
