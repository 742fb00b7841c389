"""Reads of the cascade: the tree page by page, one goal with its kin, coverage by shares."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    Max,
    Min,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import Coalesce

from pamong.access.scope import Scope
from pamong.measurement.attainment import Attainment
from pamong.measurement.models import Card, Indicator
from pamong.people.models import Unit
from pamong.performance.cascade.levels import level_of
from pamong.performance.cascade.reached import Aim, Came, came_to, latest_of
from pamong.performance.models import Contribution, Goal, GoalIndicator, Plan, Result
from pamong.policy.pack import Pack

NODES_A_PAGE = 20
MOVED_SAID = "kolom %d berlaku sebagai %d"  # in the source of a goal whose plan is of other years
MOVED = re.compile(MOVED_SAID.replace("%d", r"(\d{4})"))


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """An indicator of a goal with the targets of two years and the money of the later one."""

    name: str
    unit: str
    direction: str
    baseline: Decimal | None
    last_value: Decimal | None
    last_text: str
    value: Decimal | None
    text: str
    budget: Decimal | None
    indicator_uuid: str
    source: str = ""
    key: int = 0
    reached: Attainment | None = None  # in the year before, where something was measured
    actual: Decimal | None = None  # in the year itself, so far
    card: Card | None = None  # where it has one
    lacks_before: bool = False  # whether something is missing from the figure of the year before
    lacks_now: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One goal where it stands in the tree; a goal with many parents stands below each of them."""

    pk: int
    uuid: str
    kind: str
    code: str
    name: str
    unit_id: int
    unit_name: str
    depth: int = 0
    share: Decimal | None = None  # of itself, given to the goal above
    children: int = 0
    coverage: Decimal | None = None  # the sum of its children's shares
    root_unit: str = ""
    parent_unit: str = ""
    unit_path: str = ""

    @property
    def place(self) -> tuple[Any, ...]:
        """Its order among brothers: the whole agency first, then offices by name."""
        return (bool(self.unit_id), self.unit_name, level_of(self.kind), self.code, self.pk)


@dataclass(frozen=True, slots=True)
class TreePage:
    """Some nodes of the tree in its order, with their indicators."""

    nodes: Sequence[Node]
    indicators: Mapping[int, Sequence[IndicatorTarget]]
    total: int
    next_place: int = 0


Links = dict[int, list[tuple[int, Decimal]]]  # parent → (child, share)


def tree_page(
    agency_id: int, year: int, *, pack: Pack, below: str = "", place: int = 0
) -> TreePage:
    """A page of the tree from a place on, in four queries; below a unit's path with all above."""
    goals = {node.pk: node for node in _goals(agency_id, year)}
    links = _links(agency_id, goals)
    whole = list(_walk(goals, links, _kept(goals, links, below)))
    nodes = whole[place : place + NODES_A_PAGE]
    after = place + len(nodes)
    return TreePage(
        nodes,
        with_reached(indicators_of([node.pk for node in nodes], year), year, pack),
        len(whole),
        after if after < len(whole) else 0,
    )


def _goals(agency_id: int, year: int) -> Iterator[Node]:
    of_unit = (Coalesce("unit_id", 0), "unit__name", "unit__path")
    rows = (
        Goal.objects.filter(agency_id=agency_id, first_year__lte=year, last_year__gte=year)
        .order_by("pk")
        .values_list("pk", "uuid", "kind", "code", "name", *of_unit)
    )
    for pk, uuid, kind, code, name, unit_id, unit_name, path in rows:
        yield Node(
            *(pk, str(uuid), kind, code, name, unit_id, unit_name or ""), unit_path=path or ""
        )


def _links(agency_id: int, goals: Mapping[int, Node]) -> Links:
    found: Links = defaultdict(list)
    rows = Contribution.objects.filter(parent__agency_id=agency_id)
    for parent, child, share in rows.values_list("parent_id", "child_id", "share"):
        if parent in goals and child in goals:
            found[parent].append((child, share))
    return found


def _kept(goals: Mapping[int, Node], links: Links, below: str) -> set[int]:
    """The goals of a unit and of those below, with everything above them; all without a path."""
    if not below:
        return set(goals)
    above: dict[int, list[int]] = defaultdict(list)
    for parent, children in links.items():
        for child, _share in children:
            above[child].append(parent)
    kept: set[int] = set()
    queue = [pk for pk, node in goals.items() if node.unit_path.startswith(below)]
    while queue:
        here = queue.pop()
        if here not in kept:
            kept.add(here)
            queue += above[here]
    return kept


def _walk(goals: Mapping[int, Node], links: Links, kept: set[int]) -> Iterator[Node]:
    """Depth first; what hangs below a goal with many parents is told once, below the first."""
    held = {child for children in links.values() for child, _ in children}
    roots = [goals[pk] for pk in kept if pk not in held]
    told: set[int] = set()
    stack: list[tuple[Node, int, Decimal | None, str, str]] = [
        (node, 0, None, node.unit_name, node.unit_name)
        for node in sorted(roots, key=_place, reverse=True)
    ]
    while stack:
        node, depth, share, root_unit, parent_unit = stack.pop()
        below = links.get(node.pk, [])
        yield Node(
            *(node.pk, node.uuid, node.kind, node.code, node.name, node.unit_id, node.unit_name),
            depth=depth,
            share=share,
            children=len(below),
            coverage=sum((part for _, part in below), Decimal(0)) if below else None,
            root_unit=root_unit,
            parent_unit=parent_unit,
        )
        if node.pk in told:
            continue
        told.add(node.pk)
        children = [(goals[pk], part) for pk, part in below if pk in kept]
        children.sort(key=lambda pair: pair[0].place, reverse=True)
        stack += [(child, depth + 1, part, root_unit, node.unit_name) for child, part in children]


def _place(node: Node) -> tuple[Any, ...]:
    return node.place


def indicators_of(goal_ids: Iterable[int], year: int) -> dict[int, list[IndicatorTarget]]:
    """The indicators of some goals with the targets of the year and of the one before, in one query."""
    rows = (
        GoalIndicator.objects.filter(goal_id__in=list(goal_ids))
        .annotate(
            now=FilteredRelation("indicator__targets", condition=Q(indicator__targets__year=year)),
            before=FilteredRelation(
                "indicator__targets", condition=Q(indicator__targets__year=year - 1)
            ),
        )
        .annotate(
            last_value=F("before__value"),
            last_text=F("before__text"),
            value=F("now__value"),
            text=F("now__text"),
        )
        .select_related("indicator__card")
        .order_by("goal_id", "pk")
    )
    found: dict[int, list[IndicatorTarget]] = defaultdict(list)
    for row in rows:
        of, money = row.indicator, row.budgets.get(str(year))
        found[row.goal_id].append(
            IndicatorTarget(
                *(of.name, of.unit, of.direction, of.baseline),
                *(row.last_value, row.last_text or "", row.value, row.text or ""),
                Decimal(money) if money else None,
                str(of.uuid),
                of.source,
                of.pk,
                card=getattr(of, "card", None),
            )
        )
    return found


def with_reached(
    lines: Mapping[int, Sequence[IndicatorTarget]], year: int, pack: Pack
) -> dict[int, list[IndicatorTarget]]:
    """The same with what each came to in the year before, and in the year so far."""
    every = [line for some in lines.values() for line in some]
    aims = {
        line.key: Aim(line.direction, line.baseline, line.last_value, line.unit, line.last_text)
        for line in every
        if line.card is None
    }
    came = came_to(year, aims, [line.card for line in every if line.card], pack)
    return {goal: [_with(line, came[line.key]) for line in some] for goal, some in lines.items()}


def _with(line: IndicatorTarget, came: Came) -> IndicatorTarget:
    return replace(
        line,
        reached=came.reached,
        actual=came.now,
        lacks_before=came.lacks_before,
        lacks_now=came.lacks_now,
    )


@dataclass(frozen=True, slots=True)
class Kin:
    """A goal above or below another, with the share that joins them."""

    uuid: str
    kind: str
    name: str
    code: str
    share: Decimal
    is_active: bool


@dataclass(frozen=True, slots=True)
class GoalPage:
    """One goal with what it serves, what serves it, and the results in plans that do."""

    parents: Sequence[Kin]
    children: Sequence[Kin]
    indicators: Sequence[IndicatorTarget]
    results: Sequence[tuple[str, str, str]]  # plan's uuid, person, text: those one may see
    results_total: int

    @property
    def coverage(self) -> Decimal | None:
        """The sum of the shares of the children that hold this year; none without a child."""
        active = [kin.share for kin in self.children if kin.is_active]
        return sum(active, Decimal(0)) if active else None


SHOWN_RESULTS = 25


def goal_page(goal: Goal, year: int, scope: Scope, pack: Pack) -> GoalPage:
    """Everything the goal's page shows, in a fixed number of queries; plans of others are counted, not named."""
    lines = with_reached(indicators_of([goal.pk], year), year, pack).get(goal.pk, [])
    results, total = _results(goal, year, scope)
    parents, children = _kin(goal, year)
    return GoalPage(parents, children, lines, results, total)


def _results(goal: Goal, year: int, scope: Scope) -> tuple[list[tuple[str, str, str]], int]:
    """Those one may see, and how many there are, in one query."""
    seen = Case(When(plan__in=Plan.objects.visible_to(scope), then=True), default=False)
    rows = (
        Result.objects.filter(goal=goal, plan__year=year)
        .annotate(is_seen=seen, total=Window(Count("pk")))
        .order_by("-is_seen", "plan_id", "place")
        .values_list("is_seen", "plan__uuid", "plan__employee__name", "text", "total")
    )
    found = list(rows[:SHOWN_RESULTS])
    shown = [(str(uuid), name, text) for is_seen, uuid, name, text, _n in found if is_seen]
    return shown, found[0][-1] if found else 0


def _kin(goal: Goal, year: int) -> tuple[list[Kin], list[Kin]]:
    """Goals above and below, each by code, in one query."""
    rows = Contribution.objects.filter(Q(parent=goal) | Q(child=goal))
    above: list[tuple[Goal, Decimal]] = []
    below: list[tuple[Goal, Decimal]] = []
    for row in rows.select_related("parent", "child"):
        if row.child_id == goal.pk:
            above.append((row.parent, row.share))
        else:
            below.append((row.child, row.share))
    return _sorted(above, year), _sorted(below, year)


def _sorted(kin: list[tuple[Goal, Decimal]], year: int) -> list[Kin]:
    kin.sort(key=lambda pair: (pair[0].code, pair[0].pk))
    return [
        Kin(str(one.uuid), one.kind, one.name, one.code, share, _holds(one, year))
        for one, share in kin
    ]


def _holds(goal: Goal, year: int) -> bool:
    return goal.first_year <= year <= goal.last_year


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that owns goals."""

    pk: int
    uuid: str
    name: str
    path: str


def units_of_cascade(agency_id: int) -> list[UnitChoice]:
    """Units that own goals, by name: the choices of the filter."""
    owned = Goal.objects.filter(agency_id=agency_id).values("unit_id")
    rows = Unit.objects.filter(pk__in=owned).order_by("name", "pk")
    return [
        UnitChoice(pk, str(uuid), name, path)
        for pk, uuid, name, path in rows.values_list("pk", "uuid", "name", "path")
    ]


def years_of_cascade(agency_id: int) -> list[int]:
    """From the first year of any goal to the last."""
    span = Goal.objects.filter(agency_id=agency_id).aggregate(
        first=Min("first_year"), last=Max("last_year")
    )
    return list(range(span["first"], span["last"] + 1)) if span["first"] else []


def moved_years(agency_id: int) -> list[tuple[str, str]]:
    """Which columns of the planning documents stand as which years, where an import moved them."""
    rows = Goal.objects.filter(agency_id=agency_id, source__contains=MOVED_SAID.split("%d")[1])
    source = rows.values_list("source", flat=True).first() or ""
    return [(old, new) for old, new in MOVED.findall(source)]


def cards_to_measure(agency_id: int) -> "QuerySet[Card]":
    """Cards in use that measure no goal yet."""
    rows = Card.objects.in_use().filter(agency_id=agency_id, indicator__of_goal=None)
    return rows.select_related("indicator").order_by("code", "pk")


def initial_of_target(indicator: Indicator | None, year: int) -> dict[str, Any]:
    """An indicator and its target of a year as their form shows them."""
    if indicator is None:
        return {"year": year}
    target = indicator.targets.filter(year=year).first()
    actual = latest_of([indicator.pk], year).get(indicator.pk)
    budget = indicator.of_goal.budgets.get(str(year))
    names = ("name", "unit", "direction", "baseline", "source")
    return {name: getattr(indicator, name) for name in names} | {
        "year": year,
        "value": target.value if target else None,
        "text": target.text if target else "",
        "budget": Decimal(budget) if budget else None,
        "actual": actual,
    }
