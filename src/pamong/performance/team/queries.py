"""Reads of the team board, in a fixed number of queries for four people or for sixty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.measurement.attainment import Mean, low_bound
from pamong.people.models import Employee
from pamong.performance.evaluation.queries import due_between
from pamong.performance.evidence.queries import last_evidence
from pamong.performance.models import Evaluation, Plan, Window
from pamong.performance.progress.queries import mean_attainment
from pamong.performance.rules import pack_on
from pamong.performance.windows.queries import Period, period_on, quarter_days

STALE_DAYS = 14
EMPTY = Mean(None, 0, 0)


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan of the board's year."""

    uuid: str
    status: str
    status_on: date


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One person on the board."""

    employee_id: int
    name: str
    position: str
    plan: PlanState | None
    mean: Mean
    low: Decimal | None
    last: date | None
    day: date
    page: str = ""  # the plan to open: the one of the board's year, else that of the attainment

    @property
    def waits_for_me(self) -> bool:
        """A proposed plan waits for the rater."""
        return self.plan is not None and self.plan.status == Plan.Status.PROPOSED

    @property
    def waits_for_person(self) -> bool:
        """No plan yet, or one that is with its owner."""
        return self.plan is None or self.plan.status in Plan.EDITABLE

    @property
    def is_behind(self) -> bool:
        """The mean lies below the pack's bound; nothing computed is not behind."""
        return self.mean.value is not None and self.low is not None and self.mean.value < self.low

    @property
    def is_stale(self) -> bool:
        """No evidence in the last days."""
        return self.last is None or self.last < self.day - timedelta(days=STALE_DAYS)


def waiting_counts(scope: Scope, day: date) -> dict[str, int]:
    """Plans to answer and people to rate, by the page where they wait, in one query."""
    year, period = period_on(day)
    first, last = quarter_days(year, period)
    whose = {"raters": scope.rater_ids, "without": scope.employee_id}
    when = {"year": year, "period": period, "first": first, "last": last}
    return dict(_waiting(**whose, **when, since=day.year, is_whole=period == Period.YEAR))


@prepared
def _waiting(  # noqa: PLR0913 — what a prepared read is given, it is given apart
    *,
    raters: list[int],
    without: int,
    year: int,
    period: str,
    first: date,
    last: date,
    since: int,
    is_whole: bool,
) -> Any:
    mine = Plan.objects.filter(rater_id__in=raters).exclude(employee_id=without)
    proposed = mine.filter(status=Plan.Status.PROPOSED, year__gte=since)
    rated = Evaluation.objects.filter(plan_id=OuterRef("pk"), period=period).exclude(predicate="")
    due = due_between(year, first, last, is_whole=is_whole).filter(pk__in=mine.values("pk"))
    found = _counted(proposed, "performance:team")
    return found.union(
        _counted(due.exclude(Exists(rated)), "performance:evaluation-list"), all=True
    )


def _counted(rows: "QuerySet[Plan]", name: str) -> Any:
    named = rows.order_by().annotate(place=Value(name, output_field=CharField()))
    return named.values("place").annotate(n=Count("pk")).values_list("place", "n")


def board_years(scope: Scope, day: date) -> tuple[int, int]:
    """The year whose plans are shown (the next one as soon as one of it is there), and of attainment."""
    following = _any_plan(raters=scope.rater_ids, year=day.year + 1)
    return (day.year + 1 if following else day.year), day.year


@prepared
def _any_plan(*, raters: list[int], year: int) -> QuerySet[Plan, tuple[int]]:
    return Plan.objects.filter(rater_id__in=raters, year=year).values_list("pk")[:1]


def team_rows(scope: Scope, *, plan_year: int, year: int, day: date) -> list[TeamRow]:
    """Everybody whom one rates today, or rated under a plan of the years shown, by name."""
    plans = _plans(scope, {plan_year, year})
    people = _people(scope, {employee for employee, *_ in plans})
    shown = {row[0]: PlanState(*row[3:]) for row in plans if row[2] == plan_year}
    counted = {row[0]: row[1] for row in plans if row[2] == year}
    pages = {row[0]: row[3] for row in sorted(plans, key=lambda row: row[2] == plan_year)}
    means = mean_attainment(counted.values(), year, day)
    evidence = last_evidence(people, day)
    low = low_bound(pack_on(day, local=scope.local_packs))
    return [
        TeamRow(
            key,
            name,
            position,
            shown.get(key),
            means.get(counted.get(key, 0), EMPTY),
            low,
            evidence.get(key),
            day,
            pages.get(key, ""),
        )
        for key, (name, position) in people.items()
    ]


def _plans(scope: Scope, years: Iterable[int]) -> list[tuple[int, int, int, str, str, date]]:
    """Plans under this rater; of two in a year the later one comes last, and wins."""
    own = {"raters": scope.rater_ids, "without": scope.employee_id}
    return [
        (employee, pk, year, str(uuid), status, on)
        for employee, pk, year, uuid, status, on in _plans_of(**own, years=list(years))
    ]


@prepared
def _plans_of(
    *, raters: list[int], without: int, years: list[int]
) -> QuerySet[Plan, tuple[Any, ...]]:
    rows = Plan.objects.filter(rater_id__in=raters, year__in=years)
    rows = rows.exclude(employee_id=without).order_by("starts_on", "pk")
    return rows.values_list("employee_id", "pk", "year", "uuid", "status", "status_on")


def _people(scope: Scope, planned: set[int]) -> dict[int, tuple[str, str]]:
    own = {"raters": scope.rater_ids, "without": scope.employee_id}
    return {
        key: (full_name(before, name, after), position or "–")
        for key, before, name, after, position in _names(**own, planned=list(planned))
    }


@prepared
def _names(
    *, raters: list[int], without: int, planned: list[int]
) -> QuerySet[Employee, tuple[Any, ...]]:
    rows = Employee.objects.active().filter(Q(rater_id__in=raters) | Q(pk__in=planned))
    rows = rows.exclude(pk=without).order_by("name", "pk")
    return rows.values_list("pk", "title_before", "name", "title_after", "position__name")


def full_name(before: str, name: str, after: str) -> str:
    """Title before, name, titles after."""
    front = f"{before} {name}".strip()
    return f"{front}, {after}" if after else front


def planning_ends(scope: Scope, year: int, day: date) -> date | None:
    """Until when plans of the year may be drafted, where the agency said so and it is not over."""
    window = _planning.first(agency=scope.agency_id, year=year, day=day)
    return window.closes_on if window else None


@prepared
def _planning(*, agency: int, year: int, day: date) -> QuerySet[Window]:
    return Window.objects.filter(
        agency_id=agency, year=year, stage=Window.Stage.PLANNING, closes_on__gte=day
    ).order_by("pk")[:1]
