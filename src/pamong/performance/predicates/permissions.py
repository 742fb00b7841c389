"""Who sets the predicates of a rater's people."""

from pamong.access.scope import Scope
from pamong.people.models import Employee


def can_set_predicates(scope: Scope, rater: Employee) -> bool:
    """The rater, or who rates in his place today."""
    return rater.pk in scope.rate_ids
