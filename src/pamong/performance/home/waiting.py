"""What waits for a person, counted by kind in one query."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.people.models import AccessRequest
from pamong.people.permissions import keeps_people
from pamong.people.raters.queries import open_reports
from pamong.people.vacancies.queries import waiting_people
from pamong.performance.closing.queries import running, to_close
from pamong.performance.correction.queries import corrections_for
from pamong.performance.daily.queries import returned_entries, waiting_entries
from pamong.performance.models import Evaluation, FeedbackAsk, LocalRule, Objection, Plan, Reopening
from pamong.performance.periods import period_days

REPORTS = "reports"
ACCESS, OPENING, CORRECTION, RULE = "access", "opening", "correction", "rule"
ASKS, EXPLAIN, DECIDE, AWAITED = "asks", "explain", "decide", "awaited"
RESULT, CLOSING, VACANT = "result", "closing", "vacant"
HOLDERS = (Role.HR, Role.AGENCY_HEAD)


def waiting_for(scope: Scope, day: date, years: list[int] | None = None) -> dict[str, int]:
    """How much of each kind; states of daily lines are kinds of their own.

    With years also how many plans one may see are in each state, as "2026 agreed": it grows with the agency.
    """
    grants = scope.leads or scope.has(*HOLDERS)
    rates = bool(scope.rate_ids)
    year, period = running(scope, day)
    part = {"year": year, "period": period, "first": period_days(year, period)[0]}
    duties = {"keeps": keeps_people(scope), "grants": bool(grants), "rates": rates}
    given = {"day": day} if rates or grants else {}
    rows = _waiting(scope=scope, years=years, **duties, **given, **(part if rates else {}))
    return {kind: count for kind, count in rows if count}


@prepared
def _waiting(  # noqa: PLR0913 — what a prepared read is given, it is given apart
    *,
    scope: Scope,
    keeps: bool,
    grants: bool,
    rates: bool,
    years: list[int] | None,
    day: date = date.min,
    year: int = 0,
    period: str = "",
    first: date = date.min,
) -> Any:
    """Days are given only where they are asked for: an argument must be sent."""
    parts = [_by_status(waiting_entries(scope)), _as(_asks(scope), ASKS), _objections(scope)]
    parts.append(_as(_results(scope), RESULT))
    if rates:
        parts.append(_as(waiting_people(scope.active_id), VACANT))
        parts.append(_as(to_close(scope, (year, period), first, day), CLOSING))
    if keeps:
        parts.append(_as(open_reports(scope).select_related(None), REPORTS))
    if grants:
        parts.append(_as(corrections_for(scope, day), CORRECTION))
    if grants and scope.has(*HOLDERS):
        parts += [
            _as(_access(scope), ACCESS),
            _as(_openings(scope, day), OPENING),
            _as(_rules(scope), RULE),
        ]
    if years:
        parts.append(_plans(scope, years))
    return _by_status(returned_entries(scope.employee_id)).union(*parts, all=True)


def _by_status(rows: "QuerySet[Any]") -> Any:
    return rows.order_by().values("status").annotate(n=Count("pk")).values_list("status", "n")


def _as(rows: "QuerySet[Any]", kind: str) -> Any:
    named = rows.order_by().annotate(kind_=Value(kind, output_field=CharField()))
    return named.values("kind_").annotate(n=Count("pk")).values_list("kind_", "n")


def _plans(scope: Scope, years: list[int]) -> Any:
    kind = Concat(Cast("year", CharField()), Value(" "), "status", output_field=CharField())
    rows = Plan.objects.visible_to(scope).filter(year__in=years).order_by().annotate(kind_=kind)
    return rows.values("kind_").annotate(n=Count("pk")).values_list("kind_", "n")


def _asks(scope: Scope) -> "QuerySet[FeedbackAsk]":
    """Feedback that somebody asked of this person."""
    return FeedbackAsk.objects.filter(
        giver_id=scope.employee_id, answered_on=None, declined_on=None
    )


def _results(scope: Scope) -> "QuerySet[Evaluation]":
    """Own ratings that were set and that the person neither accepted nor objected to."""
    rows = Evaluation.objects.filter(status=Evaluation.Status.SET, replaced_by=None)
    spoken = Objection.objects.filter(evaluation=OuterRef("pk"), status__in=Objection.SPOKEN)
    return rows.filter(plan__employee_id=scope.employee_id).exclude(Exists(spoken))


def _objections(scope: Scope) -> Any:
    """Objections that this person decides or explains, and the own ones that wait.

    No part is asked of all plans of the agency: few objections wait, and the read begins with them.
    """
    plan = "evaluation__plan__"
    rows = Objection.objects.waiting()
    mine = Q(**{f"{plan}employee_id": scope.employee_id})
    rates = Q(**{f"{plan}rater_id__in": scope.rate_ids})
    gave = rates | Q(evaluation__rater_id=scope.active_id)
    ours = Q(**{f"{plan}agency_id": scope.agency_id})
    alone = Q(**{f"{plan}superior_id": None}) | Q(**{f"{plan}superior_id": F(f"{plan}rater_id")})
    decides = Q(**{f"{plan}superior_id": scope.active_id}) & ~alone
    if scope.has(Role.AGENCY_HEAD):
        decides |= alone & ours
    elif scope.has(Role.HR):
        decides |= alone & ours & ~rates
    explains = gave & Q(explanation="")
    kind = Case(
        When(mine, then=Value(AWAITED)),
        When(decides, then=Value(DECIDE)),
        default=Value(EXPLAIN),
        output_field=CharField(),
    )
    found = rows.filter(mine | decides | explains).order_by().annotate(kind_=kind)
    return found.values("kind_").annotate(n=Count("pk")).values_list("kind_", "n")


def _access(scope: Scope) -> "QuerySet[AccessRequest]":
    rows = AccessRequest.objects.visible_to(scope).open().exclude(asked_by_id=scope.user_id)
    return rows.exclude(user_id=scope.user_id)


def _openings(scope: Scope, day: date) -> "QuerySet[Reopening]":
    rows = Reopening.objects.filter(granted_on=None, window__agency_id=scope.agency_id)
    return rows.filter(Q(until=None) | Q(until__gte=day)).exclude(asked_by_id=scope.user_id)


def _rules(scope: Scope) -> "QuerySet[LocalRule]":
    rows = LocalRule.objects.visible_to(scope).filter(status=LocalRule.Status.ASKED)
    return rows.exclude(asked_by_id=scope.user_id)
