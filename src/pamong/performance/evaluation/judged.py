"""What was judged beside the results: values by the rater, and what team leaders proposed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Coalesce

from pamong.access.prepared import prepared
from pamong.performance.models import BehaviourRating, Evaluation, TeamInput


@dataclass(frozen=True, slots=True)
class Judged:
    """A rating with its word; of a team's leader also who proposed it, when and about what."""

    value: str
    rating: str
    feedback: str
    by: str = ""
    team: str = ""
    about: str = ""
    on: str = ""


def values_judged(evaluation: Evaluation) -> tuple[list[Judged], list[Judged]]:
    """The ratings of values, and what team leaders proposed for the period, in one query."""
    plan, period = evaluation.plan_id, evaluation.period
    found = [Judged(*row) for row in _judged(evaluation=evaluation.pk, plan=plan, period=period)]
    return [row for row in found if not row.on], [row for row in found if row.on]


@prepared
def _judged(*, evaluation: int, plan: int, period: str) -> Any:
    given = BehaviourRating.objects.filter(evaluation_id=evaluation)
    told = TeamInput.objects.filter(plan_id=plan, period=period).order_by()
    about = Coalesce(F("result__text"), Value(""))
    more = (F("giver__name"), F("team__name"), about, Cast("on", TextField()))
    proposed = _texts(told, F("value"), F("rating"), F("text"), *more)
    rows = _texts(given, F("value"), F("rating"), F("feedback"), *[Value("")] * len(more))
    return rows.union(proposed, all=True).order_by("text_6", "text_3", "text_5", "text_0")


def _texts(rows: Any, *texts: Any) -> Any:
    """The same columns for both kinds of row: what a union needs."""
    told = {f"text_{place}": Cast(text, TextField()) for place, text in enumerate(texts)}
    return rows.annotate(**told).values_list(*told)
