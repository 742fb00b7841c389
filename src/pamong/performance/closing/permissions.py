"""Who closes a plan by its last evaluation."""

from pamong.access.scope import Scope
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.models import Evaluation


def can_close_evaluation(scope: Scope, evaluation: Evaluation) -> bool:
    """The rater under whom the plan ran, or who rates in his place today."""
    return can_rate_evaluation(scope, evaluation)
