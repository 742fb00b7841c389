"""Who reads the rules, who asks for another answer, who grants it."""

from pamong.access.scope import Role, Scope
from pamong.performance.models import LocalRule


def can_see_rules(scope: Scope) -> bool:
    """Everybody whom the rules of an agency bind."""
    return bool(scope.agency_id) or scope.is_shell


def can_ask_rule(scope: Scope) -> bool:
    """The personnel office."""
    return scope.has(Role.HR) and bool(scope.agency_id)


def can_grant_rule(scope: Scope, rule: LocalRule) -> bool:
    """The head of the agency or the personnel office; someone else than who asked."""
    ours = rule.agency_id == scope.agency_id
    return ours and scope.has(Role.HR, Role.AGENCY_HEAD) and rule.asked_by_id != scope.user_id


def can_refuse_rule(scope: Scope, rule: LocalRule) -> bool:
    """Who may grant; and who asked may take it back, while she may still ask."""
    is_own = rule.asked_by_id == scope.user_id and rule.agency_id == scope.agency_id
    return can_grant_rule(scope, rule) or (is_own and can_ask_rule(scope))
