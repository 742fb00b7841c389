"""What stands above and below the programmes of the planning tables: vision, missions, aims, activities."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.ratings import PERCENTS
from pamong.demo.seats import SEED
from pamong.measurement.doubt import is_counted
from pamong.measurement.models import Indicator, Target
from pamong.people.models import Agency, Unit
from pamong.performance.bulk.goals import ActualStory, write_actuals
from pamong.performance.cascade.actions import (
    GoalInput,
    TargetInput,
    add_goal,
    link_goals,
    set_goal_target,
)
from pamong.performance.models import Goal, GoalIndicator

WHOLE, CENT = Decimal(100), Decimal("0.01")
REACHED = (0.9, 0.95, 0.97, 0.98, 0.99, 1, 1, 1.01, 1.02, 1.05)  # of last year's targets
UNMEASURED = 0.05


class Cascade:
    """Writes the goals that no table has, from the vision down to the activities of units."""

    def __init__(self, agency: Agency, days: Days, *, by: User) -> None:
        self.agency, self.days, self.by = agency, days, by
        rows = Goal.objects.filter(agency=agency)
        self.loose = list(rows.filter(serves=None).select_related("unit").order_by("pk"))
        self.span = rows.aggregate(first_year=Min("first_year"), last_year=Max("last_year"))
        self.units = {unit.code: unit for unit in Unit.objects.filter(agency=agency)}

    @transaction.atomic
    def write(self) -> Goal:
        """Every goal that has none above it comes below its aim, or below its mission."""
        told = table("vision")
        given = {"source": f"{told['title']}; {told['placed']}"}
        vision = self._add(Goal.Kind.VISION, told["vision"], **given)
        for one in told["mission"]:
            more = given | {"code": one["code"], "parent": vision}
            mission = self._add(Goal.Kind.MISSION, one["name"], **more)
            for aim in one.get("aims", ()):
                self._add(Goal.Kind.GOAL, aim, parent=mission, **given)
            for aim in table("cascade")["aim"]:
                if aim["mission"] == one["code"]:
                    self._aim(aim, mission)
            for goal in [goal for goal in self.loose if _serves(goal, one)]:
                self._link(mission, goal)
        for activity in table("cascade")["activity"]:
            self._activity(activity)
        return vision

    def _add(self, kind: str, name: str, **more: Any) -> Goal:
        given = GoalInput(kind, name, **self.span, **more)
        return add_goal(self.agency, given, by=self.by, on=self.days.start)

    def _link(self, parent: Goal, goal: Goal) -> None:
        self.loose.remove(goal)
        link_goals(parent, goal, share=WHOLE, by=self.by, on=self.days.start)

    def _aim(self, aim: Mapping[str, Any], mission: Goal) -> None:
        """An invented aim; its outcomes where their office is there, with programmes below."""
        source = table("cascade")["marked"]
        goal = self._add(Goal.Kind.GOAL, aim["name"], parent=mission, source=source)
        for one in aim.get("outcome", ()):
            if unit := self.units.get(one["unit"]):
                more = {"parent": goal, "unit": unit, "source": source}
                outcome = self._add(Goal.Kind.OUTCOME, one["name"], **more)
                self._measure(outcome, one)
                for programme in self._programmes(unit, one["programmes"]):
                    self._link(outcome, programme)

    def _programmes(self, unit: Unit, codes: list[str]) -> list[Goal]:
        return [goal for goal in self.loose if goal.unit == unit and goal.code in codes]

    def _activity(self, one: Mapping[str, Any]) -> None:
        office, unit = (self.units.get(one[key]) for key in ("office", "unit"))
        above = Goal.objects.filter(agency=self.agency, unit=office, code=one["programme"]).first()
        if office and unit and above:
            more = {"parent": above, "unit": unit, "source": table("cascade")["marked"]}
            self._add(Goal.Kind.ACTIVITY, one["name"], **more)  # measured by a card

    def _measure(self, goal: Goal, one: Mapping[str, Any]) -> None:
        """The indicator with the targets of last year and this one."""
        indicator: Indicator | None = None
        years = (self.days.last_year, self.days.this_year)
        for year, target in zip(years, one["targets"], strict=True):
            given = TargetInput(
                name=one["indicator"],
                year=year,
                indicator=indicator,
                unit=one["measure"],
                value=Decimal(target),
                source=table("cascade")["marked"],
            )
            row = set_goal_target(goal, given, by=self.by, on=self.days.start)
            indicator = row.indicator


def _serves(goal: Goal, mission: Mapping[str, Any]) -> bool:
    if goal.kind in {Goal.Kind.GOAL, Goal.Kind.OUTCOME}:
        return bool(mission.get("offices_aims"))
    return any(f"{goal.code}.".startswith(f"{field}.") for field in mission["fields"])


@transaction.atomic
def bring_actuals(agency: Agency, days: Days, *, by: User) -> int:
    """What last year came to, invented and marked so; how many figures."""
    rows = GoalIndicator.objects.filter(goal__agency=agency)
    aims = Target.objects.filter(indicator__of_goal__goal__agency=agency, year=days.last_year)
    targets = dict(aims.values_list("indicator_id", "value"))
    told = [
        ActualStory(row, value)
        for row in rows.select_related("goal__agency", "indicator__agency").order_by("pk")
        for value in _actual(row.indicator, targets.get(row.indicator_id))
    ]
    mark = table("cascade")["measured"]
    unmarked = Indicator.objects.filter(
        pk__in=[story.row.indicator_id for story in told], source=""
    )
    unmarked.update(source=mark)
    on = days.past(date(days.this_year, 1, 20))
    return len(write_actuals(told, days.last_year, by=by, on=on))


def _actual(indicator: Indicator, target: Decimal | None) -> Iterator[Decimal]:
    """Near the target, now and then nothing; a share of a hundred stays below it."""
    random = Random(f"{SEED}:actual:{indicator.name}")
    if not target or target < 0 or random.random() < UNMEASURED:
        return
    by = Decimal(str(random.choice(REACHED)))
    if indicator.direction == Indicator.Direction.LESS:
        by = 2 - by
    value = target * by
    if indicator.unit.casefold() in PERCENTS and target <= WHOLE:
        value = min(value, WHOLE)
    yield value.quantize(Decimal(1) if is_counted(indicator.unit) else CENT)
