"""What the regency's planning tables ask of each office, as results of its head."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pamong.demo.files import table
from pamong.measurement.doubt import is_counted
from pamong.measurement.models import Indicator, Target
from pamong.people.models import Agency
from pamong.performance.given import IndicatorInput
from pamong.performance.models import Contribution, Goal, GoalIndicator

SUPPORT = "X.XX.01"  # the programme of every office's own upkeep comes last
MOST_INDICATORS = 2


@dataclass(frozen=True, slots=True)
class OfficeGoal:
    """One goal of an office with the indicators that have a target in the year."""

    goal_id: int
    text: str
    indicators: tuple[IndicatorInput, ...]
    above: frozenset[int] = frozenset()  # the goals that it serves


def goals_by_unit(agency: Agency, year: int) -> dict[int, list[OfficeGoal]]:
    """The outcomes and programmes of each office, and the activities of units below, measured in a year."""
    lines = _lines(agency, year)
    kinds = [Goal.Kind.OUTCOME, Goal.Kind.PROGRAMME, Goal.Kind.ACTIVITY]
    found: dict[int, list[OfficeGoal]] = defaultdict(list)
    rows = Goal.objects.filter(agency=agency, kind__in=kinds, unit__isnull=False)
    rows = rows.exclude(kind=Goal.Kind.ACTIVITY, unit__parent__parent=None)
    above: dict[int, set[int]] = defaultdict(set)
    for parent, child in Contribution.objects.filter(child__in=rows).values_list("parent", "child"):
        above[child].add(parent)
    for goal in sorted(
        rows, key=lambda g: (g.code == SUPPORT, kinds.index(Goal.Kind(g.kind)), g.pk)
    ):
        if measured := lines.get(goal.pk):
            assert goal.unit_id is not None
            office_goal = OfficeGoal(
                goal.pk, _said(goal), tuple(measured[:MOST_INDICATORS]), frozenset(above[goal.pk])
            )
            found[goal.unit_id].append(office_goal)
    return found


def _said(goal: Goal) -> str:
    if goal.kind == Goal.Kind.OUTCOME:
        return goal.name
    if goal.kind == Goal.Kind.ACTIVITY:
        return f"Terlaksananya {goal.name[:1].lower()}{goal.name[1:]}"
    name = goal.name if goal.name.lower().startswith("program") else f"Program {goal.name}"
    return f"Tercapainya hasil {name}"


def _lines(agency: Agency, year: int) -> dict[int, list[IndicatorInput]]:
    targets = {
        target.indicator_id: target
        for target in Target.objects.filter(indicator__of_goal__goal__agency=agency, year=year)
    }
    found: dict[int, list[IndicatorInput]] = defaultdict(list)
    rows = GoalIndicator.objects.filter(goal__agency=agency).select_related("indicator")
    for row in rows.order_by("pk"):
        if target := targets.get(row.indicator_id):
            found[row.goal_id].extend(_line(row.indicator, target))
    return found


def _line(indicator: Indicator, target: Target) -> Iterator[IndicatorInput]:
    """A figure, or a letter that has an order; what is only words in a cell is left to the office."""
    words = table("words")["goals"]
    is_figure = target.value is not None and target.value > 0
    if not is_figure and not (target.text and indicator.direction == Indicator.Direction.ORDINAL):
        return
    yield IndicatorInput(
        name=indicator.name,
        perspective=words["perspective"],
        unit=indicator.unit or words["unit"],
        direction=indicator.direction,
        target=target.value if is_figure else None,
        target_text="" if is_figure else target.text,
        source=words["source"],
    )


def share_of(goal: OfficeGoal, line: IndicatorInput) -> str:
    """The result of a division that carries one indicator of its office."""
    name = line.name.strip()
    return f"Tercapainya {name[:1].lower()}{name[1:]}" if len(name) > 1 else goal.text


def rounded(value: Decimal, unit: str) -> Decimal:
    """As people set targets: whole above twenty and for what is counted, one place below."""
    if is_counted(unit):
        return max(value.quantize(Decimal(1)), Decimal(1))
    return value.quantize(Decimal(1) if value >= 20 else Decimal("0.1"))
