"""What the first screen reads: a fixed number of queries, whatever one leads."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value

from pamong.access.kept import Gathered, keep, kept, kept_a_minute, timed
from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.measurement.attainment import Attainment
from pamong.people.figures import OVERVIEW, figures_for, mark_large
from pamong.people.models import Assignment
from pamong.performance.distribution.offices import led_path
from pamong.performance.due import due_in
from pamong.performance.home.kinds import TOLD
from pamong.performance.home.overview import (
    ROLES,
    Overview,
    goals_standing,
    overview_of,
    whole_overview,
)
from pamong.performance.home.waiting import (
    FILLED,
    KEPT,
    KEPT_OTHER,
    LACKING,
    LEVELS_OTHER,
    LEVELS_UNSET,
    RATED,
    REPORTS,
    TO_ANSWER,
    TO_SET,
    waiting_for,
)
from pamong.performance.models import DailyEntry, Evaluation, Plan, Window
from pamong.performance.periods import NEXT_FROM, ByMonth, Period, parts_in
from pamong.performance.plan.content import PlanContent
from pamong.performance.progress.queries import attainments_of, results_of
from pamong.performance.rhythm import Rhythms, When, Whose, rhythm_of, rhythms_of
from pamong.performance.team_input.queries import inputs_due
from pamong.performance.windows.queries import readings_closed

LOOK_AHEAD = timedelta(days=60)
SHOWN, READ = 5, 40  # windows; of those read some are not the person's


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A plan of someone whom one rates."""

    year: int
    status: str
    status_on: date
    name: str
    employee_id: int
    is_due: bool  # rated in the period that people rate now
    predicate: str | None  # of the newest rating in it
    is_due_other: bool  # the same of the period of those who are rated the other way
    predicate_other: str | None
    is_mine: bool = True  # one answers it, in one's own name or for whoever handed that over
    is_counted: bool = True  # for the own post of someone whom one rates today


@dataclass(frozen=True, slots=True)
class Due:
    """A window that is open for this person, with the last day; for one's own unit it may be a later one."""

    stage: str
    year: int
    period: str
    closes_on: date
    is_ours: bool = False  # longer, for one's own unit
    is_again: bool = False  # closed, and opened again for everybody


@dataclass(slots=True)
class Home:
    """Everything on the first screen, as values."""

    day: date
    plans: list[Plan] = field(default_factory=list)
    current: Plan | None = None
    beside: list[Plan] = field(default_factory=list)  # in force for acting posts
    content: PlanContent = field(default_factory=PlanContent)
    attainments: dict[int, Attainment] = field(default_factory=dict)
    leaves_on: date | None = None  # one's own last day of service is recorded, and comes before it
    closed: Collection[str] = ()  # periods whose readings take no changes
    team: list[TeamLine] = field(default_factory=list)
    windows: list[Due] = field(default_factory=list)
    period: When = (0, "")  # the one that people rate now
    other: When | None = None  # the one of those who are rated the other way
    by_month: ByMonth = frozenset()  # the quarters of the year in which one is rated by month
    to_rate: Counter[When] = field(default_factory=Counter)  # people, by period
    rated: int = 0  # people whom one rates today
    entries_returned: int = 0
    entries_to_review: int = 0
    inputs: dict[When, int] = field(
        default_factory=dict
    )  # members of one's teams whose raters wait for a word
    reports: int = 0  # of a wrong superior, for those who mend it
    to_set: dict[tuple[int, str], int] = field(default_factory=dict)  # predicates, by period
    sent: list[list[str]] = field(default_factory=list)  # what one asked, as kinds that tell more
    requests: dict[str, int] = field(default_factory=dict)  # what others ask, by kind
    filled: dict[str, int] = field(default_factory=dict)  # people to hand to a new head, by name
    lacking: dict[date, int] = field(
        default_factory=dict
    )  # lines of sheets that one pays, by month
    to_answer: dict[UUID, int] = field(default_factory=dict)  # proposals, by session of calibration
    levels_unset: Counter[When] = field(default_factory=Counter)  # units whose level one sets
    overview: Overview | None = None  # of the agency by role, or of the office that one leads
    held: Gathered | None = None  # when the overview was gathered, unless it was counted just now
    goals: dict[str, Counter[str]] = field(default_factory=dict)  # how they stand, by kind

    @property
    def rated_now(self) -> list[When]:
        """The periods that people rate now: that of most, then that of those rated the other way."""
        return [self.period, *([self.other] if self.other else [])]

    @property
    def proposed_to_me(self) -> list[TeamLine]:
        """Plans that wait for an answer, the oldest first."""
        mine = (line for line in self.team if line.is_mine)
        waiting = [line for line in mine if line.status == Plan.Status.PROPOSED]
        return sorted(waiting, key=lambda line: line.status_on)

    @property
    def waiting(self) -> dict[str, int]:
        """What waits, by the page where it waits."""
        return {
            "performance:team": len(self.proposed_to_me),
            "performance:evaluation-list": self.to_rate.total(),
        }

    @property
    def people(self) -> int:
        """How many people one rates; none is left out for having no plan."""
        return max(self.rated, len({line.employee_id for line in self.counted_team}))

    @property
    def counted_team(self) -> list[TeamLine]:
        """Of each person whom one rates today the last plan of a year: a move makes two."""
        lines = (line for line in self.team if line.is_counted)
        return list({(line.year, line.employee_id): line for line in lines}.values())

    def team_without(self) -> dict[int, int]:
        """How many of the people one rates have no plan of a year."""
        return {year: self.people - had.total() for year, had in self.team_by_year().items()}

    def team_by_year(self) -> dict[int, Counter[str]]:
        """How the team's plans stand in this year and, from its planning on, in the next."""
        found = by_year((line.year, line.status, 1) for line in self.counted_team)
        for year in (self.day.year, self.day.year + (self.day.month >= NEXT_FROM)):
            if self.people:
                found.setdefault(year, Counter())
        return dict(sorted(found.items()))


def by_year(rows: Iterable[tuple[int, str, int]]) -> dict[int, Counter[str]]:
    """Numbers of plans by year and state."""
    found: dict[int, Counter[str]] = {}
    for year, status, count in rows:
        found.setdefault(year, Counter())[status] += count
    return dict(sorted(found.items()))


def home_of(scope: Scope, day: date) -> Home:
    """Gather the first screen."""
    rhythms = rhythms_of(scope)
    home = Home(day, period=rhythms.last(day), other=rhythms.last_other(day))
    home.by_month = rhythms.usual(day.year)
    home.leaves_on = scope.leaves_on
    if scope.employee_id:
        home.plans = own_plans(scope, day)
        covering = [p for p in home.plans if p.starts_on <= day <= p.ends_on and p.is_in_force]
        home.current = next((p for p in covering if not p.is_acting), None)
        home.beside = [p for p in covering if p.is_acting]
    _count_waiting(home, scope)
    if home.current:
        home.content, home.by_month = results_of(home.current), rhythm_of(home.current, rhythms)
        home.attainments = attainments_of(
            home.current, home.content, until=day, by_month=home.by_month
        )
        if any(one.actual is None and one.last_on for one in home.attainments.values()):
            home.closed = readings_closed(home.current, day).keys()
    if scope.leads:
        lines = team_lines(scope, home.period, home.other)
        home.team = [line for line in lines if line.year >= day.year]
        home.to_rate[home.period] += sum(line.is_due and not line.predicate for line in lines)
        if home.other:
            lacks = (line.is_due_other and not line.predicate_other for line in lines)
            home.to_rate[home.other] += sum(lacks)
    if scope.leads_team:
        home.inputs = inputs_due(scope, home.rated_now, day)
    if scope.employee_id or not scope.has(Role.PUBLISHER) or scope.has(*ROLES):
        home.windows = coming_windows(home, scope)  # plans do not concern who publishes alone
    return home


def own_plans(scope: Scope, day: date) -> list[Plan]:
    """One's own plans of last year and later, newest first."""
    with_owner = any(rhythms_of(scope).others(year) for year in (day.year - 1, day.year))
    return _own_plans(scope=scope, since=day.year - 1, with_owner=with_owner)


@prepared
def _own_plans(*, scope: Scope, since: int, with_owner: bool) -> QuerySet[Plan]:
    rows = Plan.objects.visible_to(scope).filter(employee_id=scope.employee_id, year__gte=since)
    around = ("rater", "position", "duty", "unit", *(["employee"] if with_owner else []))
    return rows.select_related(*around).order_by("-starts_on")


def team_lines(scope: Scope, when: When, other: When | None) -> list[TeamLine]:
    """The plans of the period's year and later of those whom one rates, and how far they are rated in it.

    Who is rated the other way is due in a period of those people.
    """
    rhythms = rhythms_of(scope)
    whose = {"whose": rhythms.whose(when), "whose_other": other and rhythms.whose(other)}
    rows = _team(scope=scope, when=when, other=other, **whose)
    return [TeamLine(*row) for row in rows]


@prepared
def _team(
    *,
    scope: Scope,
    when: When,
    whose: Whose | None,
    other: When | None,
    whose_other: Whose | None,
) -> QuerySet[Plan, tuple[Any, ...]]:
    rows = Plan.objects.visible_to(scope).filter(rater_id__in=scope.rater_ids, year__gte=when[0])
    due, predicate = _rated_in(scope, when, whose)
    due_other, predicate_other = Value(False), Value("")
    if other:
        due_other, predicate_other = _rated_in(scope, other, whose_other)
    rows = rows.exclude(employee_id=scope.employee_id).annotate(
        is_due=due,
        predicate=predicate,
        is_due_other=due_other,
        predicate_other=predicate_other,
        is_answered=Q(rater_id__in=scope.agree_ids),
        is_counted=Q(
            held=Assignment.Kind.DEFINITIVE,
            employee__rater_id__in=scope.rater_ids,
            employee__left_on=None,
        ),
    )
    person = ("year", "status", "status_on", "employee__name", "employee_id")
    rated = ("is_due", "predicate", "is_due_other", "predicate_other")
    return rows.order_by("starts_on").values_list(*person, *rated, "is_answered", "is_counted")


def _rated_in(scope: Scope, when: When, whose: Whose | None) -> Any:
    """Whether a plan is to be rated in a period by those for whom one rates, and its newest predicate."""
    newest = Evaluation.objects.filter(plan=OuterRef("pk"), period=when[1]).order_by("-number")
    due = due_in(when, whose).filter(pk=OuterRef("pk"), rater__in=scope.rate_ids)
    is_due = Exists(due) & ~Exists(newest.filter(keeper__isnull=False))
    return is_due, Subquery(newest.values("predicate")[:1])


def coming_windows(home: Home, scope: Scope) -> list[Due]:
    """Windows that are open for the person, the next to close first; longer where a unit was given more."""
    day, paths = home.day, {plan.unit.path for plan in home.plans}
    rows = _windows(agency=scope.agency_id, day=day, until=day + LOOK_AHEAD)
    found: dict[tuple[int, str, str], Due] = {}
    rhythms = rhythms_of(scope)
    for stage, year, period, closes_on, path, longer in rows:
        if period not in _periods_of(home, scope, rhythms, stage, year):
            continue
        holds = longer and (path is None or any(own.startswith(path) for own in paths))
        last = max(closes_on, longer) if holds else closes_on
        key = (year, period, stage)
        if last >= day and (key not in found or last > found[key].closes_on):
            gained = last > closes_on
            found[key] = Due(stage, year, period, last, gained and bool(path), gained and not path)
    return sorted(found.values(), key=lambda due: (due.closes_on, due.stage))[:SHOWN]


def _periods_of(
    home: Home, scope: Scope, rhythms: Rhythms, stage: str, year: int
) -> tuple[Period, ...]:
    """The periods in which the person reads figures, or rates or is rated, in a year."""
    others = rhythms.others(year)
    if not others:
        return rhythms.periods(year)
    usual, otherwise = parts_in(rhythms.usual(year)), parts_in(rhythms.otherwise(year))
    own = otherwise if scope.kind in others else usual
    if home.current and home.current.year == year:
        own = parts_in(home.by_month)
    if stage != Window.Stage.READINGS and scope.leads:
        own += usual
    watches = scope.has(Role.HR, Role.AGENCY_HEAD)
    if stage != Window.Stage.READINGS and (watches or any(one.is_due_other for one in home.team)):
        own += otherwise
    return (*own, Period.YEAR)


@prepared
def _windows(*, agency: int, day: date, until: date) -> QuerySet[Window, tuple[Any, ...]]:
    """Open windows, and those that were given a later day, once for each time."""
    granted = Q(reopenings__until__gte=day, reopenings__granted_on__isnull=False)
    rows = Window.objects.annotate(longer=FilteredRelation("reopenings", condition=granted))
    rows = rows.filter(agency_id=agency, opens_on__lte=day, closes_on__lte=until)
    rows = rows.filter(Q(closes_on__gte=day) | Q(longer__isnull=False))
    last = ("longer__unit__path", "longer__until")
    rows = rows.order_by("closes_on", "stage", "pk")
    return rows.values_list("stage", "year", "period", "closes_on", *last)[:READ]


def _count_waiting(home: Home, scope: Scope) -> None:
    """Own lines that came back, those of others to look at, and what others ask, in one query.

    Who looks over the agency or an office is told how it stands: counted in it, once a minute.
    """
    looks_over = scope.has(*ROLES)
    path = "" if looks_over else led_path(home.plans, home.day)
    whose = scope.employee_id if path else 0
    key = f"home.standing.{scope.agency_id}.{whose}.{path}.{home.day}"
    known = kept(key) if looks_over or path else None
    if known is None and looks_over and scope.is_gathered:
        whole, held = figures_for(scope, OVERVIEW, home.day, whole_overview)
        known = (*whole, held)
    years = [home.day.year, home.day.year + 1]
    is_asked = known is None and (looks_over or bool(path))
    asked = (years if is_asked else None, path if is_asked else "")
    known_now = timed(partial(waiting_for, scope, home.day, *asked))
    if is_asked and looks_over:
        mark_large(scope, known_now)
    counts = known_now.found
    found = (overview_of(counts, years), None, None) if is_asked else known
    if found:
        home.overview, goals, home.held = keep(key, found)
        if scope.has(Role.AGENCY_HEAD):
            home.goals = goals or kept_a_minute(
                f"home.goals.{scope.agency_id}.{home.day}", lambda: goals_standing(scope, home.day)
            )
    _take_told(home, {kind: counts.pop(kind) for kind in list(counts) if TOLD in kind})
    home.reports = counts.pop(REPORTS, 0)
    home.rated = counts.pop(RATED, 0)
    home.levels_unset[home.period] = counts.pop(LEVELS_UNSET, 0)
    home.to_rate[home.period] = counts.pop(KEPT, 0)
    if home.other:
        home.levels_unset[home.other] = counts.pop(LEVELS_OTHER, 0)
        home.to_rate[home.other] = counts.pop(KEPT_OTHER, 0)
    home.entries_returned = counts.pop(DailyEntry.Status.RETURNED, 0)
    home.entries_to_review = counts.pop(DailyEntry.Status.RECORDED, 0)
    home.requests = counts


def _take_told(home: Home, counts: dict[str, int]) -> None:
    """Kinds that carry more than a number."""
    for told, count in sorted(counts.items()):
        kind, *more = told.split(TOLD, 3)
        if kind == TO_SET:
            home.to_set[int(more[0]), more[1]] = count
        elif kind == FILLED:
            home.filled[TOLD.join(more)] = count
        elif kind == TO_ANSWER:
            home.to_answer[UUID(more[0])] = count
        elif kind == LACKING:
            home.lacking[date.fromisoformat(more[0])] = count
        else:
            home.sent.append([kind, *more])
