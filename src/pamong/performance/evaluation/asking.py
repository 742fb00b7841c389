"""The evaluation of an address, or no page; the list in which it stands."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from pamong.people.request import Request
from pamong.performance.evaluation.place import place_of
from pamong.performance.evaluation.queries import (
    visible_evaluations,
)
from pamong.performance.models import Evaluation
from pamong.performance.periods import say_period
from pamong.performance.rules import PREDICATES, label_of, pack_named
from pamong.ui.responses import found


def visible_evaluation(request: Request, uuid: UUID) -> Evaluation:
    """The evaluation, or 404 when the person may not even know of it."""
    evaluation: Evaluation = found(visible_evaluations.first(scope=request.scope, uuid=uuid))
    request.place = place_of(request.scope, evaluation)[1]
    return evaluation


def about_evaluation(evaluation: Evaluation) -> dict[str, Any]:
    """What a form about an evaluation says of it."""
    return {
        "evaluation": evaluation,
        "period": say_period(evaluation.plan.year, evaluation.period),
        "predicate": label_of(pack_named(evaluation.pack), PREDICATES, evaluation.predicate),
    }


def list_address(year: int, period: str) -> str:
    """The list of a period."""
    return f"{reverse('performance:evaluation-list')}?year={year}&period={period}"
