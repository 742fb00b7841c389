"""Sanctions that wait, that stand, and those shown beside a rating."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.people.models import Employee
from pamong.performance.models import Sanction

Status = Sanction.Status
WAITING, STANDING, OVER = "waiting", "standing", "over"
TABS = {
    WAITING: Q(status=Status.PROPOSED),
    STANDING: Q(status=Status.IMPOSED),
    OVER: Q(status__in=[Status.DECLINED, Status.WITHDRAWN, Status.ANNULLED]),
}
BESIDE = 6  # shown beside a rating, the newest
DECIDERS = (Role.HR, Role.AGENCY_HEAD)


def sanctions_in(scope: Scope, show: str) -> QuerySet[Sanction]:
    """One's own, those of one's people, and by role the agency's, under a tab or under all."""
    rows = Sanction.objects.all()
    if scope.has(*DECIDERS, Role.AUDITOR):
        rows = rows.visible_to(scope)
    else:
        rows = rows.filter(pk__in=_sides(scope))
    return (rows.filter(TABS[show]) if show else rows).select_related("employee", "proposed_by")


def _sides(scope: Scope) -> Any:
    """Keys found from each side by index."""
    sides = [
        Q(employee_id=scope.employee_id),
        Q(employee__rater_id__in=scope.rate_ids),
        Q(employee__rater_superior_id=scope.active_id),
    ]
    ours = Sanction.objects.filter(employee__agency_id=scope.agency_id)
    first, *rest = [ours.filter(side).order_by().values("pk") for side in sides]
    return first.union(*rest)


def visible_people(scope: Scope) -> QuerySet[Employee]:
    """For whom the reader may know of sanctions."""
    rows = Employee.objects.filter(agency_id=scope.agency_id)
    if scope.has(*DECIDERS, Role.AUDITOR):
        return rows
    mine = Q(pk=scope.employee_id) | Q(rater_id__in=scope.rate_ids)
    return rows.filter(mine | Q(rater_superior_id=scope.active_id))


def to_state(scope: Scope, day: date) -> QuerySet[Sanction]:
    """Proposals that one may answer and has not, as long as the time for it lasts."""
    rows = Sanction.objects.filter(employee_id=scope.employee_id, status=Status.PROPOSED)
    return rows.filter(stated_on=None, statement_by__gte=day)


def to_decide(scope: Scope, day: date) -> QuerySet[Sanction]:
    """Proposals of the agency that another made and that may be decided."""
    rows = Sanction.objects.ready(day).filter(employee__agency_id=scope.agency_id)
    return rows.exclude(proposed_by_id=scope.user_id).exclude(employee_id=scope.employee_id)


def sanctions_beside(employee: Employee, on: date) -> list[Sanction]:
    """What stands or waits for a person, and what ended within the year, newest first."""
    return _beside(employee=employee.pk, since=on - timedelta(days=366))


@prepared
def _beside(*, employee: int, since: date) -> QuerySet[Sanction]:
    rows = Sanction.objects.filter(employee_id=employee)
    rows = rows.filter(status__in=[Status.PROPOSED, Status.IMPOSED])
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=since))
    return rows.order_by("-proposed_on", "-pk")[:BESIDE]
