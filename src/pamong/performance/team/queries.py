"""Reads of the team board, in a fixed number of queries for four people or for sixty."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.measurement.attainment import Mean, low_bound
from pamong.people.leave.queries import away_between
from pamong.people.models import Assignment, Employee
from pamong.people.models.employee import full_name_of
from pamong.performance.due import due_between, due_in
from pamong.performance.evidence.queries import last_evidence
from pamong.performance.models import Evaluation, Plan, PlanQuerySet, Window, post_held
from pamong.performance.periods import Period, period_days
from pamong.performance.progress.queries import mean_attainment
from pamong.performance.rhythm import When, Whose, rhythms_of
from pamong.performance.rules import pack_on

STALE_DAYS = 14
LOOK_BACK = timedelta(days=366)
EMPTY = Mean(None, 0, 0)


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan of the board's year."""

    uuid: str
    status: str
    status_on: date
    version: int
    is_mine: bool = True  # one answers it, in one's own name or for whoever handed that over


Person = tuple[str, str, int, str]  # name, post, the rater, the mark in addresses
Seat = tuple[int, str]  # a person, and the acting post where it is not the own one


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan under this rater."""

    employee_id: int
    pk: int
    year: int
    state: PlanState
    post: str  # of an acting post, as it is held

    @property
    def seat(self) -> Seat:
        """The row of the board that it stands in."""
        return self.employee_id, self.post


@dataclass(frozen=True, slots=True)
class Away:
    """Leave on the day of the board."""

    kind: str  # code of the pack
    last: date


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
    away: Away | None = None  # on leave today
    still: int = 0  # days of leave since the last evidence: they make nobody late
    page: str = ""  # the plan to open: the one of the board's year, else that of the attainment
    uuid: str = ""  # the person's, as it stands in addresses

    @property
    def waits_for_me(self) -> bool:
        """A proposed plan waits for whoever looks at the board."""
        return self._is_proposed and self.plan is not None and self.plan.is_mine

    @property
    def waits_for_rater(self) -> bool:
        """A proposed plan waits for the rater, who did not hand that over."""
        return self._is_proposed and not self.waits_for_me

    @property
    def _is_proposed(self) -> bool:
        return self.plan is not None and self.plan.status == Plan.Status.PROPOSED

    @property
    def waits_since(self) -> date:
        """Since when a proposed plan waits; the last of all days where none does."""
        return self.plan.status_on if self.plan and self.waits_for_me else date.max

    @property
    def waits_for_person(self) -> bool:
        """No plan yet, or one that is with its owner."""
        is_due = self.plan is None or self.plan.status in Plan.EDITABLE
        return is_due and self.away is None

    @property
    def is_behind(self) -> bool:
        """The mean lies below the pack's bound; nothing computed is not behind."""
        return self.mean.value is not None and self.low is not None and self.mean.value < self.low

    @property
    def is_stale(self) -> bool:
        """No evidence in the last days."""
        if self.away:
            return False
        return self.last is None or (self.day - self.last).days - self.still > STALE_DAYS


def waiting_counts(scope: Scope, day: date) -> dict[str, int]:
    """Plans to answer and people to rate, by the page where they wait, in one query; none on leave."""
    if scope.back_on:
        return {}
    rhythms = rhythms_of(scope)
    when, other = rhythms.last(day), rhythms.last_other(day)
    year, period = when
    first, last = period_days(year, period)
    rows = _waiting(
        agreeing=scope.agree_ids,
        rating=scope.rate_ids,
        without=scope.employee_id,
        year=year,
        period=period,
        first=first,
        last=last,
        since=day.year,
        is_whole=period == Period.YEAR,
        keeps=scope.keeps,
        whose=rhythms.whose(when),
        other=other,
        whose_other=rhythms.whose(other) if other else None,
    )
    found: Counter[str] = Counter()
    for place, count in rows:
        found[place] += count
    return dict(found)


@prepared
def _waiting(  # noqa: PLR0913 — what a prepared read is given, it is given apart
    *,
    agreeing: list[int],
    rating: list[int],
    without: int,
    year: int,
    period: str,
    first: date,
    last: date,
    since: int,
    is_whole: bool,
    keeps: bool,
    whose: Whose | None,
    other: When | None,
    whose_other: Whose | None,
) -> Any:
    others = Plan.objects.exclude(employee_id=without)
    mine = others.filter(rater_id__in=rating)
    proposed = others.filter(rater_id__in=agreeing, status=Plan.Status.PROPOSED, year__gte=since)
    due = due_between(year, first, last, is_whole=is_whole, whose=whose)
    parts = [_unrated(due, mine, period)]
    if other:
        parts.append(_unrated(due_in(other, whose_other), mine, other[1]))
    if keeps:  # of a former rater: not his plans, and still his to rate
        for in_year, within in [(year, period), *([other] if other else [])]:
            begun = Evaluation.objects.filter(period=within, plan__year=in_year)
            owed = begun.filter(keeper_id__in=rating, predicate="")
            parts.append(_counted(owed, "performance:evaluation-list"))
    return _counted(proposed, "performance:team").union(*parts, all=True)


def _unrated(due: PlanQuerySet, mine: PlanQuerySet, period: str) -> Any:
    """How many of one's people have no rating in the period."""
    begun = Evaluation.objects.filter(period=period, plan_id=OuterRef("pk"))
    rated = begun.exclude(predicate="", keeper=None)
    due = due.filter(pk__in=mine.values("pk"))
    return _counted(due.exclude(Exists(rated)), "performance:evaluation-list")


def _counted(rows: "QuerySet[Any]", name: str) -> Any:
    named = rows.order_by().annotate(place=Value(name, output_field=CharField()))
    return named.values("place").annotate(n=Count("pk")).values_list("place", "n")


def board_years(plans: Iterable[PlanLine], day: date) -> tuple[int, int]:
    """The year whose plans are shown (the next one as soon as one of it is there), and of attainment."""
    following = day.year + 1
    return (following if any(p.year == following for p in plans) else day.year), day.year


def team_rows(
    scope: Scope, plans: Iterable[PlanLine], *, plan_year: int, year: int, day: date
) -> list[TeamRow]:
    """Everybody whom one rates today, or rated under a plan of the years shown, by name."""
    plans = [plan for plan in plans if plan.year in {plan_year, year}]
    posts = _people(scope, {plan.employee_id for plan in plans})
    people = _seats(scope, posts, plans)
    shown = {plan.seat: plan.state for plan in plans if plan.year == plan_year}
    counted = {plan.seat: plan.pk for plan in plans if plan.year == year}
    pages = {
        plan.seat: plan.state.uuid for plan in sorted(plans, key=lambda p: p.year == plan_year)
    }
    means = mean_attainment(counted.values(), year, day, rhythms_of(scope))
    evidence = last_evidence(posts, day)
    leaves = _leaves(posts, day)
    low = low_bound(pack_on(day, local=scope.local_packs))
    return [
        TeamRow(
            key[0],
            name,
            position,
            shown.get(key),
            means.get(counted.get(key, 0), EMPTY),
            low,
            evidence.get(key[0]),
            day,
            _away(leaves.get(key[0], ()), day),
            _still(leaves.get(key[0], ()), evidence.get(key[0]), day),
            pages.get(key, ""),
            posts[key[0]][3],
        )
        for key, (name, position) in people.items()
    ]


Span = tuple[str, date, date]  # kind, first day, first day after it


def _leaves(people: Iterable[int], day: date) -> dict[int, list[Span]]:
    """Leave of the last weeks, in one query."""
    found: dict[int, list[Span]] = {}
    given = {"first": day - LOOK_BACK, "last": day}
    for person, *span in away_between(people=list(people), **given):
        found.setdefault(person, []).append((span[0], span[1], span[2]))
    return found


def _away(spans: Iterable[Span], day: date) -> Away | None:
    held = (
        Away(kind, until - timedelta(days=1))
        for kind, since, until in spans
        if since <= day < until
    )
    return next(held, None)


def _still(spans: Iterable[Span], last: date | None, day: date) -> int:
    """How many of the days since the last evidence were leave."""
    after = (last or day) + timedelta(days=1)
    return sum(max((min(until, day) - max(since, after)).days, 0) for _kind, since, until in spans)


def _seats(
    scope: Scope, posts: dict[int, Person], plans: Sequence[PlanLine]
) -> dict[Seat, tuple[str, str]]:
    """A row for each person in the own post, and one more for each acting post with a plan, by name."""
    own = {plan.employee_id for plan in plans if not plan.post}
    found: dict[Seat, tuple[str, str]] = {}
    for key, (name, position, rater, _uuid) in posts.items():
        if rater in scope.rater_ids or key in own:
            found[key, ""] = name, position
        acting = {plan.post for plan in plans if plan.post and plan.employee_id == key}
        found |= {(key, post): (name, post) for post in sorted(acting)}
    return found


def board_plans(scope: Scope, day: date) -> list[PlanLine]:
    """Plans under this rater of this year and the next; of two in a year the later comes last, and wins."""
    years = [day.year, day.year + 1]
    own = {"raters": scope.rater_ids, "without": scope.employee_id}
    return [
        PlanLine(
            employee,
            pk,
            year,
            PlanState(str(uuid), state, since, version, rater in scope.agree_ids),
            _acting(held, post),
        )
        for employee, pk, year, uuid, state, since, version, held, post, rater in (
            _plans_of(**own, years=years)
        )
    ]


def _acting(held: str, post: str) -> str:
    """The post of a plan beside the own one; a definitive plan needs none."""
    return "" if held == Assignment.Kind.DEFINITIVE else post_held(held, post)


@prepared
def _plans_of(
    *, raters: list[int], without: int, years: list[int]
) -> QuerySet[Plan, tuple[Any, ...]]:
    rows = Plan.objects.filter(rater_id__in=raters, year__in=years)
    rows = rows.exclude(employee_id=without).order_by("starts_on", "pk")
    own = ("employee_id", "pk", "year", "uuid", "status", "status_on", "version")
    return rows.values_list(*own, "held", "position__name", "rater_id")


def _people(scope: Scope, planned: set[int]) -> dict[int, Person]:
    """Each with the post; where the people are of several units, as under a head of two, also the unit."""
    own = {"raters": scope.rater_ids, "without": scope.employee_id}
    rows = _names(**own, planned=list(planned))
    are_several = len({row[-1] for row in rows if row[-1]}) > 1
    return {
        key: (
            full_name_of(before, name, after),
            f"{position or '–'}, {unit}" if are_several and unit else position or "–",
            rater or 0,
            str(uuid),
        )
        for key, before, name, after, position, rater, uuid, unit in rows
    }


@prepared
def _names(
    *, raters: list[int], without: int, planned: list[int]
) -> QuerySet[Employee, tuple[Any, ...]]:
    rows = Employee.objects.active().filter(Q(rater_id__in=raters) | Q(pk__in=planned))
    rows = rows.exclude(pk=without).order_by("name", "pk")
    own = ("pk", "title_before", "name", "title_after")
    return rows.values_list(*own, "position__name", "rater_id", "uuid", "unit__name")


def planning_ends(scope: Scope, year: int, day: date) -> date | None:
    """Until when plans of the year may be drafted, where the agency said so and it is not over."""
    window = _planning.first(agency=scope.agency_id, year=year, day=day)
    return window.closes_on if window else None


@prepared
def _planning(*, agency: int, year: int, day: date) -> QuerySet[Window]:
    return Window.objects.filter(
        agency_id=agency, year=year, stage=Window.Stage.PLANNING, closes_on__gte=day
    ).order_by("pk")[:1]
