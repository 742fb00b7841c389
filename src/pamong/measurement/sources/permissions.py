"""Who may do what with sources.

Who keeps the cards makes a source and says who answers for it. The one who does may let it bring
figures and say which card its words mean; what a target is, nobody sets but who keeps the cards.
"""

from pamong.access.scope import Scope
from pamong.measurement.cards.permissions import keeps_cards
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.mapping import Brings


def can_add_source(scope: Scope, agency_id: int) -> bool:
    """Who keeps the cards."""
    return keeps_cards(scope, agency_id)


def can_change_source(scope: Scope, source: Source) -> bool:
    """Who keeps the cards, while it is in use."""
    return source.removed_on is None and keeps_cards(scope, source.agency_id)


def can_connect_source(scope: Scope, source: Source) -> bool:
    """As changing it: where it looks decides what it finds."""
    return can_change_source(scope, source)


def can_renew_secret(scope: Scope, source: Source) -> bool:
    """As connecting it: whoever has the secret sends figures."""
    return can_change_source(scope, source)


def can_remove_source(scope: Scope, source: Source) -> bool:
    """Who keeps the cards."""
    return can_change_source(scope, source)


def can_run_source(scope: Scope, source: Source) -> bool:
    """Who keeps the cards, and who answers for the source while in office."""
    is_own = bool(scope.active_id) and source.owner_id == scope.active_id
    return can_change_source(scope, source) or (source.removed_on is None and is_own)


def can_receive_run(scope: Scope, source: Source) -> bool:
    """Who may let it bring figures."""
    return can_run_source(scope, source)


def can_fetch_source(scope: Scope, source: Source) -> bool:
    """Who may let it bring figures."""
    return can_run_source(scope, source)


def can_map_source(scope: Scope, source: Source, brings: str = Brings.READING) -> bool:
    """Who may let it bring figures; that it brings targets, only who keeps the cards."""
    if brings == Brings.TARGET:
        return can_change_source(scope, source)
    return can_run_source(scope, source)


def can_match_indicators(scope: Scope, source: Source) -> bool:
    """Who may let it bring figures."""
    return can_run_source(scope, source)


def can_make_cards(scope: Scope, source: Source) -> bool:
    """Who keeps the cards."""
    return can_change_source(scope, source)


def can_write_run(scope: Scope, run: SourceRun) -> bool:
    """Who may let it bring figures; targets only who keeps the cards."""
    brings_targets = run.source.mapping.get("brings") == Brings.TARGET
    if brings_targets and not keeps_cards(scope, run.agency_id):
        return False
    return can_run_source(scope, run.source)


def can_drop_run(scope: Scope, run: SourceRun) -> bool:
    """Who may let it bring figures."""
    return can_run_source(scope, run.source)
