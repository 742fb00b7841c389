"""Who fetches from the national system; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency
from pamong.performance.models import NationalFetch


def can_ask_fetch(scope: Scope, agency: Agency) -> bool:
    """The personnel office: what comes is the whole agency's."""
    return agency.pk == scope.agency_id and scope.has(Role.HR)


def can_run_fetch(scope: Scope, fetch: NationalFetch) -> bool:
    """The one who asked, while she still may."""
    return fetch.user_id == scope.user_id and can_ask_fetch(scope, fetch.agency)
