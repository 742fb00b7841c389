"""Reads for the pages of plans: lists, the leader's results, examples, the trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.ledger.actions import digest_of
from pamong.ledger.models import Entry
from pamong.people.models import ACTING_KINDS, Assignment, Employee
from pamong.people.models.dated import DatedQuerySet
from pamong.people.models.employee import full_name_of
from pamong.performance.models import (
    Evaluation,
    Plan,
    PlanQuerySet,
    PlanReturn,
    Result,
    TargetRevision,
    post_held,
)
from pamong.performance.plan.content import ResultLine

EXAMPLES = 5
PLANS_READ = 80  # a post may be held by thousands; the newest say enough
TRACE_LENGTH = 30


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of a trace with the words that the ledger keeps only as a digest."""

    verb: str
    actor_name: str
    actor_uuid: str
    at: datetime
    effective_on: date
    quote: str
    changes: dict[str, Any]


@prepared
def visible_plans(*, scope: Scope, uuid: UUID) -> QuerySet[Plan]:
    """The plan with this address, when the person may know of it, with the people and places around it."""
    rows = Plan.objects.visible_to(scope).select_related(
        "agency", "employee", "position", "duty", "unit", "rater", "rater__position"
    )
    return rows.filter(uuid=uuid)


def plans_of(scope: Scope, employee_id: int) -> list[Plan]:
    """One person's plans, newest period first."""
    return _plans_of(scope=scope, employee=employee_id)


@prepared
def _plans_of(*, scope: Scope, employee: int) -> QuerySet[Plan]:
    rows = Plan.objects.visible_to(scope).filter(employee_id=employee)
    around = ("employee", "rater", "position", "duty", "unit")
    return rows.select_related(*around).order_by("-starts_on")


def plans_for_post(post: Assignment) -> PlanQuerySet:
    """The plans that were made for an acting post."""
    return Plan.objects.filter(
        employee_id=post.employee_id,
        held=post.kind,
        unit_id=post.unit_id,
        position_id=post.position_id,
    )


def acting_posts(employee_id: int) -> DatedQuerySet[Assignment]:
    """The acting posts that a person holds or held, newest first."""
    rows = Assignment.objects.filter(employee_id=employee_id)
    named = ("employee__agency", "unit", "position", "rater__rater", "superior")
    return rows.filter(kind__in=ACTING_KINDS).select_related(*named).order_by("-valid_from", "-pk")


@prepared
def posts_within(*, employee: int, first: date, last: date) -> QuerySet[Assignment]:
    """The acting posts that a person holds on some day from first to last."""
    return acting_posts(employee).within(first, last)


def begins_on(employee: Employee, day: date) -> date | None:
    """The day of this year from which a plan is still to be made: after the last one, closed early as a
    move does, or since the service began within the year; nothing where neither is so.
    """
    rows = Plan.objects.definitive().filter(employee=employee, year=day.year)
    last = rows.aggregate(last=Max("ends_on"))["last"]
    if last:
        return last + timedelta(days=1) if last < date(day.year, 12, 31) else None
    return employee.joined_on if entered_in(employee, day.year) else None


def entered_in(employee: Employee, year: int) -> bool:
    """Whether the service began after the first day of the year."""
    joined = employee.joined_on
    return joined is not None and date(year, 1, 1) < joined <= date(year, 12, 31)


def set_evaluations(scope: Scope, plan_ids: Sequence[int]) -> dict[tuple[int, str], UUID]:
    """The standing evaluations of some plans whose predicate is set, by plan and period."""
    rows = Evaluation.objects.visible_to(scope).final().standing().filter(plan_id__in=plan_ids)
    return {
        (plan, period): uuid for plan, period, uuid in rows.values_list("plan_id", "period", "uuid")
    }


def leader_results(plan: Plan) -> list[Result]:
    """The results of the rater's plan for the same year that a subordinate may serve."""
    if plan.rater_id is None:
        return []
    days = {"first": plan.starts_on, "last": plan.ends_on}
    return _leader_results(rater=plan.rater_id, year=plan.year, **days)


@prepared
def _leader_results(*, rater: int, year: int, first: date, last: date) -> QuerySet[Result]:
    rows = Result.objects.filter(
        plan__employee_id=rater,
        plan__year=year,
        plan__starts_on__lte=last,
        plan__ends_on__gte=first,
        kind=Result.Kind.MAIN,
    ).exclude(plan__status=Plan.Status.WITHDRAWN)
    return rows.only("pk", "uuid", "text").order_by("plan__starts_on", "place")


def team_result(line: ResultLine | None) -> list[Result]:
    """The team leader's result that a result from a team serves: it stays while the sentence changes."""
    if line is None or not line.team or line.serves_id is None:
        return []
    return list(Result.objects.filter(pk=line.serves_id).only("pk", "uuid", "text"))


def examples_for(plan: Plan) -> list[tuple[str, int]]:
    """Results in the newest plans that others in the same post agreed on, with how many use them."""
    return _examples(agency=plan.agency_id, post=plan.position_id, without=plan.employee_id)


@prepared
def _examples(*, agency: int, post: int, without: int) -> QuerySet[Result, tuple[str, int]]:
    others = Plan.objects.filter(agency_id=agency, position_id=post, status__in=Plan.IN_FORCE)
    newest = others.exclude(employee_id=without).order_by("-pk").values("pk")[:PLANS_READ]
    rows = Result.objects.filter(plan__in=newest, kind=Result.Kind.MAIN)
    counted = rows.values_list("text").annotate(people=Count("plan__employee", distinct=True))
    return counted.order_by("-people", "text")[:EXAMPLES]


def trace_of(plan: Plan) -> list[TraceLine]:
    """What happened to a plan, newest first; reasons come from their own rows, by digest."""
    entries = _entries(subject=plan.uuid)
    quotes: dict[str, str] = {}
    if any("reason" in entry.changes for entry in entries):
        quotes = {digest_of(row.text): row.text for row in PlanReturn.objects.filter(plan=plan)}
    return [
        TraceLine(
            entry.verb,
            entry.actor_name,
            str(entry.actor_uuid),
            entry.recorded_at,
            entry.effective_on,
            quotes.get((entry.changes.get("reason") or ["", ""])[-1], ""),
            entry.changes,
        )
        for entry in entries
    ]


@prepared
def _entries(*, subject: UUID) -> QuerySet[Entry]:
    return Entry.objects.about(subject)[:TRACE_LENGTH]


@prepared
def asked_revisions(*, plan: int) -> QuerySet[TargetRevision]:
    """Changes of targets that wait for an answer."""
    rows = TargetRevision.objects.filter(plan_id=plan, status=TargetRevision.Status.ASKED)
    return rows.select_related("plan_indicator__indicator")


@dataclass(frozen=True, slots=True)
class TeamPlanRow:
    """A subordinate's plan in a list."""

    pk: int
    uuid: str
    name: str
    position: str  # as it is held, and where
    status: str
    status_on: date
    version: int
    results: int
    indicators: int
    is_mine: bool  # one answers it, in one's own name or for whoever handed that over

    @property
    def waits(self) -> bool:
        """Whether one's answer is awaited."""
        return self.is_mine and self.status == Plan.Status.PROPOSED


def team_plans(scope: Scope, year: int, status: str = "") -> list[TeamPlanRow]:
    """The plans that wait for, or belong to, the people whom one rates."""
    rows = Plan.objects.visible_to(scope).filter(rater_id__in=scope.rater_ids, year=year)
    if status:
        rows = rows.filter(status=status)
    found = rows.annotate(
        result_count=Count("results", distinct=True),
        indicator_count=Count("results__indicators", distinct=True),
    ).order_by("employee__name", "pk")
    return [
        TeamPlanRow(
            pk,
            str(uuid),
            full_name_of(before, name, after),
            ", ".join(part for part in (post_held(held, position), unit) if part),
            state,
            state_on,
            version,
            results,
            indicators,
            rater in scope.agree_ids,
        )
        for pk, uuid, before, name, after, held, position, unit, state, state_on, version, results, indicators, rater in (
            found.values_list(
                *("pk", "uuid", "employee__title_before", "employee__name"),
                *("employee__title_after", "held", "position__name", "unit__name"),
                *("status", "status_on", "version", "result_count", "indicator_count", "rater_id"),
            )
        )
    ]


def team_years(scope: Scope) -> list[int]:
    """Years for which one's people have plans, newest first."""
    rows = Plan.objects.visible_to(scope).filter(rater_id__in=scope.rater_ids)
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)
