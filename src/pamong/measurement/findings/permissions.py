"""Who may answer a question about a figure; everybody in the agency reads it with its card."""

from pamong.access.scope import Scope
from pamong.measurement.cards.permissions import can_change_card
from pamong.measurement.models import Finding


def can_answer_finding(scope: Scope, finding: Finding) -> bool:
    """Whoever is asked while in office, who answers for the card, and who keeps the cards."""
    is_asked = bool(scope.active_id) and finding.owner_id == scope.active_id
    return finding.card is not None and (is_asked or can_change_card(scope, finding.card))
