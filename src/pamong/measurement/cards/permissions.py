"""Who may do what with cards; everybody in the agency reads them.

Whom a target binds does not set it: the owner words the card and enters its figures, and how it is
counted, aimed at and computed is the part of who keeps the cascade.
"""

from pamong.access.scope import Role, Scope
from pamong.measurement.models import Card, Reading


def keeps_cards(scope: Scope, agency_id: int) -> bool:
    """The personnel office or the head of the agency."""
    if scope.is_shell:
        return True
    return scope.agency_id == agency_id and scope.has(Role.HR, Role.AGENCY_HEAD)


def owns_card(scope: Scope, card: Card) -> bool:
    """Who answers for its figures, while in office."""
    return bool(scope.active_id) and card.owner_id == scope.active_id


def can_add_card(scope: Scope, agency_id: int) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, agency_id)


def can_change_card(scope: Scope, card: Card) -> bool:
    """Its owner, for the words; who keeps the cards, for all of it."""
    return keeps_cards(scope, card.agency_id) or owns_card(scope, card)


def can_set_card_target(scope: Scope, card: Card) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, card.agency_id)


def can_compose_card(scope: Scope, card: Card) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, card.agency_id)


def can_enter_card_reading(scope: Scope, card: Card) -> bool:
    """Its owner, and who keeps the cards."""
    return can_change_card(scope, card)


def can_confirm_card_reading(scope: Scope, card: Card, reading: Reading) -> bool:
    """Never who entered it: who keeps the cards or the unit, who leads the owner, and the owner of what another entered."""
    if not scope.active_id or scope.active_id == reading.entered_by_id:
        return False
    if scope.agency_id != card.agency_id:
        return False
    leads = card.owner is not None and card.owner.rater_id in scope.rate_ids
    keeps = card.unit_id in scope.unit_ids or keeps_cards(scope, card.agency_id)
    return leads or keeps or owns_card(scope, card)


def can_close_card(scope: Scope, card: Card) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, card.agency_id)


def can_reopen_card(scope: Scope, card: Card) -> bool:
    """As putting it away."""
    return can_close_card(scope, card)


def can_mend_card_owner(scope: Scope, card: Card) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, card.agency_id)


def can_import_cards(scope: Scope, agency_id: int) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, agency_id)


def may_propose_figures(scope: Scope, card: Card) -> bool:
    """Whether one may propose a card's figures for the public: its owner, who keeps cards, and who publishes."""
    is_here = scope.agency_id == card.agency_id
    by_role = is_here and scope.has(Role.AGENCY_HEAD, Role.PUBLISHER)
    return can_change_card(scope, card) or by_role
