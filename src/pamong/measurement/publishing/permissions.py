"""Who may bring figures before the public: never one person alone, and never whom the figure binds.

One proposes: the owner of the card or who keeps the cards. Another confirms: the head of the agency or who is
named for public information.
"""

from pamong.access.scope import Role, Scope
from pamong.measurement.cards.permissions import may_propose_figures, owns_card
from pamong.measurement.models import Card, Publication


def publishes(scope: Scope, agency_id: int) -> bool:
    """The head of the agency, or who is named for public information there."""
    if scope.is_shell:
        return True
    return scope.agency_id == agency_id and scope.has(Role.AGENCY_HEAD, Role.PUBLISHER)


def can_propose_publication(scope: Scope, card: Card) -> bool:
    """Its owner, who keeps the cards, and who publishes."""
    return may_propose_figures(scope, card)


def can_confirm_publication(scope: Scope, publication: Publication) -> bool:
    """Who publishes, unless it is the one who proposed or the card's owner."""
    if not publishes(scope, publication.agency_id):
        return False
    if scope.is_shell:
        return True
    return not is_proposer(scope, publication) and not owns_card(scope, publication.card)


def can_decline_publication(scope: Scope, publication: Publication) -> bool:
    """Who publishes; and the one who proposed takes it back."""
    return is_proposer(scope, publication) or publishes(scope, publication.agency_id)


def is_proposer(scope: Scope, publication: Publication) -> bool:
    """Who proposed it and takes it back, where others decline."""
    return bool(scope.user_id) and publication.proposed_by_id == scope.user_id


def can_withdraw_publication(scope: Scope, publication: Publication) -> bool:
    """Who publishes, alone: what harms somebody must be gone at once, and the public reads the reason."""
    return publishes(scope, publication.agency_id)
