"""What one looks over, the whole agency by role or the offices under a head, as counts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery, Value

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.measurement.attainment import low_bound, mean_figure
from pamong.measurement.models import Reading
from pamong.people.models import Employee, Unit
from pamong.performance.distribution.queries import LEAVES, NOBODY_SET, SMALL_GROUP, levels_in
from pamong.performance.due import who_need_plans
from pamong.performance.home.kinds import TOLD, counted_as, kind_of, telling, text_of
from pamong.performance.models import Goal, Objection, Plan, PlanIndicator
from pamong.performance.progress.queries import MEASURED, aim_of, figure_of, rhythms_among, span_on
from pamong.performance.register.queries import last_plans
from pamong.performance.rhythm import OWNER, rhythms_of
from pamong.performance.rules import pack_on

ROLES = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
STATE, HELD = "plans_in", "held_by"  # with more after the sign between
PEOPLE, OBJECTIONS = "people", "objections"
LEVELS, GIVEN, DEPARTS, SMALL = "levels", "given", "departs", "small"
NUMBERS = (PEOPLE, OBJECTIONS, LEVELS, GIVEN, DEPARTS, SMALL)
FEW = 3
GOAL_STATES = FINE, BEHIND, UNREAD = ("fine", "behind", "unread")


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody for whose answer plans wait, since the first was proposed."""

    since: date
    uuid: UUID
    name: str
    count: int


@dataclass(slots=True)
class Overview:
    """How everything stands that one looks over; people are counted once, by their last plan."""

    people: int = 0  # who need a plan
    states: dict[int, Counter[str]] = field(default_factory=dict)  # by year
    levels: int = 0  # units whose level is set
    given: int = 0  # of these, where predicates are set
    departs: int = 0  # of these, where they leave the pattern
    small: int = 0  # of these, where too few people stand to tell
    objections: int = 0
    held: list[Holder] = field(default_factory=list)  # the longest first

    def without(self, year: int) -> int:
        """How many people have no plan of the year."""
        return self.people - self.states[year].total()


def overview_parts(
    *, scope: Scope, path: str, years: list[int], year: int, period: str
) -> list[Any]:
    """The counts as parts of a union of kind and number; without a path those of the whole agency."""
    people = _people(scope, path)
    levels: Any = levels_in(scope.agency_id, (year, period))
    if path:
        levels = levels.filter(unit__path__startswith=Value(path))
    objections: Any = Objection.objects.waiting().filter(
        evaluation__plan__agency_id=scope.agency_id
    )
    if path:
        objections = objections.filter(evaluation__plan__unit__path__startswith=Value(path))
    return [
        counted_as(people, PEOPLE),
        telling(last_plans(people, years), STATE, text_of("year"), F("status")),
        counted_as(levels, LEVELS),
        counted_as(levels.exclude(NOBODY_SET), GIVEN),
        counted_as(levels.filter(LEAVES), DEPARTS),
        counted_as(levels.filter(SMALL_GROUP), SMALL),
        counted_as(objections, OBJECTIONS),
        _held(scope, is_agency=not path),
    ]


def _people(scope: Scope, path: str) -> Any:
    """Those who need a plan: of the agency, or in the office and below it without its head."""
    rows = who_need_plans(Employee.objects.filter(agency_id=scope.agency_id))
    if not path:
        return rows
    units = Unit.objects.filter(agency_id=scope.agency_id, path__startswith=Value(path))
    return rows.filter(unit_id__in=units.values("pk")).exclude(pk=scope.employee_id)


def _held(scope: Scope, *, is_agency: bool) -> Any:
    """The few for whom somebody waits longest; of an office those whom its head rates."""
    rows: Any = Plan.objects.filter(status=Plan.Status.PROPOSED).exclude(rater=None).order_by()
    if is_agency:
        rows = rows.filter(agency_id=scope.agency_id)
    else:
        rows = rows.filter(superior_id=scope.active_id).exclude(rater_id=scope.active_id)
    first = rows.values("rater_id").annotate(since=Min("status_on")).order_by("since", "rater_id")
    found = rows.filter(rater_id__in=first.values("rater_id")[:FEW]).values("rater_id")
    told = (text_of("since"), Max(text_of("rater__uuid")), Max("rater__name"))
    found = found.annotate(since=Min("status_on"), n=Count("pk"), kind_=kind_of(HELD, *told))
    return found.values_list("kind_", "n")


def overview_of(counts: dict[str, int], years: list[int]) -> Overview:
    """The overview out of the kinds of the union, which are taken away from the other counts."""
    found = Overview(states={year: Counter() for year in years})
    for name in NUMBERS:
        setattr(found, name, counts.pop(name, 0))
    for told in [kind for kind in counts if kind.startswith((STATE, HELD))]:
        kind, first, *more = told.split(TOLD, 3)
        count = counts.pop(told)
        if kind == STATE:
            found.states[int(first)][more[0]] = count
        else:
            found.held.append(Holder(date.fromisoformat(first), UUID(more[0]), more[1], count))
    found.held.sort(key=lambda holder: holder.since)
    return found


def whole_overview(scope: Scope, day: date) -> tuple[Overview, dict[str, Counter[str]]]:
    """How a whole agency stands, its goals beside: what the first screen counts for who looks over it."""
    years = [day.year, day.year + 1]
    year, period = rhythms_of(scope).last(day)
    first, *rest = overview_parts(scope=scope, path="", years=years, year=year, period=period)
    counts: Counter[str] = Counter()
    for kind, count in first.union(*rest, all=True):
        counts[kind] += count
    return overview_of(counts, years), goals_standing(scope, day)


def goals_standing(scope: Scope, day: date) -> dict[str, Counter[str]]:
    """How the goals stand that plans in force carry, by kind: by the mean of what is measured there."""
    low = low_bound(pack_on(day, local=scope.local_packs))
    figures: dict[tuple[str, int], list[Any]] = {}
    given = {"agency": scope.agency_id, "year": day.year}
    rhythms = rhythms_of(scope)
    given["with_owner"] = bool(rhythms.others(day.year))
    rows = _measured(**given, first=date(day.year, 1, 1), last=day)
    usual, by_plan = rhythms.usual(day.year), rhythms_among(rows, day.year, rhythms)
    for plan, goal, kind, mark, ends_on, value, as_of, *measure in rows:
        last = (value, as_of) if value is not None else None
        span = span_on(day, ends_on, by_plan.get(plan, usual))
        told = tuple(measure[: len(MEASURED)])
        figures.setdefault((kind, goal), []).append(figure_of(told, last, mark, span))
    found: dict[str, Counter[str]] = {}
    for (kind, _goal), own in figures.items():
        mean = mean_figure(own).value
        state = UNREAD if mean is None else BEHIND if low is not None and mean < low else FINE
        found.setdefault(kind, Counter())[state] += 1
    return found


@prepared
def _measured(*, agency: int, year: int, first: date, last: date, with_owner: bool) -> Any:
    """What is measured for the goals, each with its last reading of the year, in one query."""
    kinds = [Goal.Kind.GOAL.value, Goal.Kind.OUTCOME.value, Goal.Kind.PROGRAMME.value]
    newest = Reading.objects.standing().filter(indicator_id=OuterRef("indicator_id"))
    newest = newest.filter(as_of__gte=first, as_of__lte=last).order_by("-as_of", "-pk")
    serving = Q(result__goal__kind__in=kinds, result__plan__status__in=Plan.IN_FORCE)
    rows = PlanIndicator.objects.filter(
        serving, result__plan__agency_id=agency, result__plan__year=year
    )
    rows = rows.annotate(
        aim=aim_of(year),
        value=Subquery(newest.values("value")[:1]),
        as_of=Subquery(newest.values("as_of")[:1]),
    )
    own = (
        "result__plan_id",
        "result__goal_id",
        "result__goal__kind",
        "result__plan__pack",
        "result__plan__ends_on",
    )
    owner = [f"result__plan__{name}" for name in OWNER] if with_owner else []
    return rows.order_by().values_list(*own, "value", "as_of", *MEASURED, *owner)
