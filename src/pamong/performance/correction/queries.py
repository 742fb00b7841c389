"""The requests to correct a person's evaluation in a period, with who asked and who granted."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.performance.models import Evaluation, Reopening

SHOWN = 100  # requests on one page


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


def running_of(
    evaluation: Evaluation, corrections: Iterable[Reopening], day: date
) -> Reopening | None:
    """The grant under which a new version of this one is being written on the day."""
    if evaluation.replaced_by_id:
        return None
    granted = (row for row in corrections if row.granted_on and row.evaluation_id == evaluation.pk)
    return next((row for row in granted if row.until is None or row.until >= day), None)


def version_in_work(evaluation: Evaluation) -> Evaluation | None:
    """The newer version that its rater is still writing."""
    rows = Evaluation.objects.filter(plan_id=evaluation.plan_id, period=evaluation.period)
    rows = rows.filter(number__gt=evaluation.number).select_related(*Evaluation.AROUND)
    return rows.order_by("-number").first()


def corrections_for(scope: Scope, day: date) -> "QuerySet[Reopening]":
    """Requests that this person may grant as the second one, while their days last."""
    rows = waiting_corrections(scope, day).exclude(asked_by_id=scope.user_id)
    rows = rows.exclude(evaluation__plan__employee_id=scope.employee_id)
    if scope.has(Role.HR, Role.AGENCY_HEAD):
        return rows
    return rows.filter(evaluation__plan__superior_id=scope.active_id)


def waiting_corrections(scope: Scope, day: date) -> "QuerySet[Reopening]":
    """Requests of the agency that nobody granted and whose last day is not over.

    The agency is compared as a sum, so that the read begins with the few requests and not with all
    plans of the agency.
    """
    rows = Reopening.objects.filter(Q(until=None) | Q(until__gte=day), granted_on=None)
    return rows.alias(agency=F("evaluation__plan__agency_id") + 0).filter(agency=scope.agency_id)


def correction_rows(scope: Scope, day: date) -> list[Reopening]:
    """Waiting requests about evaluations that one may see, the oldest first."""
    rows = waiting_corrections(scope, day).filter(
        evaluation__in=Evaluation.objects.visible_to(scope)
    )
    rows = rows.select_related(
        *("asked_by", "evaluation__plan__employee", "evaluation__plan__unit"),
        *("evaluation__plan__agency", "evaluation__plan__position"),
    )
    return list(rows.order_by("asked_on", "pk")[:SHOWN])
