"""From a figure to the rows behind it, for whoever may see them: a figure is drilled into by its own cut."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pamong.access.scope import Scope
from pamong.analytics.engines.answers import Answers
from pamong.analytics.engines.cuts import Cut
from pamong.performance.models import ActionStep, Evaluation, Plan, Result

AT_ONCE, ROUNDS = 500, 8  # a page asks this often at most, however few of the rows one may see

# Where a table's rows stand in the database, as far as the scope goes today.
VISIBLE: dict[str, Callable[[Scope], QuerySet[Any]]] = {
    "plans": Plan.objects.visible_to,
    "evaluations": Evaluation.objects.visible_to,
    "results": lambda scope: Result.objects.filter(plan__in=Plan.objects.visible_to(scope)),
    "steps": lambda scope: ActionStep.objects.filter(
        result__plan__in=Plan.objects.visible_to(scope)
    ),
}


@dataclass(frozen=True, slots=True)
class Traced:
    """A page of rows, and after which key the next one begins; 0 where there is none."""

    rows: list[Any]
    after: int


def traced(answers: Answers, cut: Cut, scope: Scope, *, after: int = 0, most: int = 25) -> Traced:
    """The rows that a figure of this cut counted and that the scope may see, in the order of their keys.

    How many there are that it may not see is not told. What was deleted since the snapshot is not there.
    """
    if cut.table not in VISIBLE:
        raise ValueError(f"{cut.table}: expected one of {', '.join(VISIBLE)}")
    if not scope.is_shell and scope.agency_uuid != answers.snapshot.agency:
        return Traced([], 0)
    found: list[Any] = []
    for _round in range(ROUNDS):
        keys = answers.keys(cut, after, AT_ONCE)
        seen = VISIBLE[cut.table](scope).filter(pk__in=keys).order_by("pk")
        found += seen[: most + 1 - len(found)]
        if len(found) > most:
            return Traced(found[:most], found[most - 1].pk)
        if len(keys) < AT_ONCE:
            return Traced(found, 0)
        after = keys[-1]
    return Traced(found, after)
