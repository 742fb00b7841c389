"""What stands above the programmes of the planning tables: the vision, its missions, an aim."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from pamong.access.models import User
from pamong.demo.files import table
from pamong.people.models import Agency
from pamong.performance.cascade.actions import GoalInput, add_goal, link_goals
from pamong.performance.models import Goal

WHOLE = Decimal(100)


@transaction.atomic
def bring_vision(agency: Agency, *, by: User, on: date) -> Goal:
    """The top of the cascade, with every goal that has none above it below its mission."""
    told = table("vision")
    rows = Goal.objects.filter(agency=agency)
    span = rows.aggregate(first_year=Min("first_year"), last_year=Max("last_year"))
    loose = list(rows.filter(serves=None).order_by("pk"))
    given = {"source": f"{told['title']}; {told['placed']}", **span}
    vision = add_goal(agency, GoalInput(Goal.Kind.VISION, told["vision"], **given), by=by, on=on)
    for one in told["mission"]:
        wanted = GoalInput(Goal.Kind.MISSION, one["name"], code=one["code"], parent=vision, **given)
        mission = add_goal(agency, wanted, by=by, on=on)
        for aim in one.get("aims", ()):
            below = GoalInput(Goal.Kind.GOAL, aim, parent=mission, **given)
            add_goal(agency, below, by=by, on=on)
        for goal in (goal for goal in loose if _serves(goal, one)):
            link_goals(mission, goal, share=WHOLE, by=by, on=on)
    return vision


def _serves(goal: Goal, mission: Mapping[str, Any]) -> bool:
    if goal.kind in {Goal.Kind.GOAL, Goal.Kind.OUTCOME}:
        return bool(mission.get("offices_aims"))
    return any(f"{goal.code}.".startswith(f"{field}.") for field in mission["fields"])
