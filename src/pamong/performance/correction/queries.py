"""The requests to correct a person's evaluation in a period, with who asked and who granted."""

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.performance.models import Evaluation, Reopening


def corrections_of(evaluation: Evaluation) -> list[Reopening]:
    """Every request about any version of it, newest first, in one query."""
    return _corrections(plan=evaluation.plan_id, period=evaluation.period)


@prepared
def _corrections(*, plan: int, period: str) -> QuerySet[Reopening]:
    rows = Reopening.objects.filter(evaluation__plan_id=plan, evaluation__period=period)
    rows = rows.select_related("asked_by", "granted_by", "evaluation__plan__agency")
    return rows.order_by("-asked_on", "-pk")


def waiting_for(evaluation: Evaluation) -> Reopening | None:
    """The request that waits for a second person."""
    return next((row for row in corrections_of(evaluation) if row.granted_on is None), None)
