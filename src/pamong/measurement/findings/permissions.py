"""Who may answer a question about a figure; everybody in the agency reads it with its card."""

from pamong.access.scope import Scope
from pamong.measurement.cards.permissions import can_change_card
from pamong.measurement.models import Finding


def can_answer_finding(scope: Scope, finding: Finding) -> bool:
    """Who answers for the card, and who keeps the cards."""
    return finding.card is not None and can_change_card(scope, finding.card)
