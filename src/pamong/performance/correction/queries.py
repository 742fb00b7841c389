"""The requests to correct a person's evaluation in a period, with who asked and who granted."""

from pamong.performance.models import Evaluation, Reopening


def corrections_of(evaluation: Evaluation) -> list[Reopening]:
    """Every request about any version of it, newest first, in one query."""
    rows = Reopening.objects.filter(
        evaluation__plan_id=evaluation.plan_id, evaluation__period=evaluation.period
    )
    rows = rows.select_related("asked_by", "granted_by", "evaluation__plan__agency")
    return list(rows.order_by("-asked_on", "-pk"))


def waiting_for(evaluation: Evaluation) -> Reopening | None:
    """The request that waits for a second person."""
    return next((row for row in corrections_of(evaluation) if row.granted_on is None), None)
