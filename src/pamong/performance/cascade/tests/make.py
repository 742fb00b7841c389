"""Builders of goals and of plans with several results."""

from decimal import Decimal
from typing import Any

from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.cascade.actions import GoalInput, add_goal
from pamong.performance.models import Goal, Plan
from pamong.performance.tests.make import YEAR, make_result
from pamong.performance.tests.make import make_plan as make_empty_plan


def make_plan(employee: Employee, *texts: str, **overrides: Any) -> Plan:
    """A plan of the year with main results of these texts."""
    plan = make_empty_plan(employee, **overrides)
    for text in texts:
        make_result(plan, text)
    return plan


def make_goal(
    world: World, name: str, kind: str = "programme", parent: Goal | None = None, **more: Any
) -> Goal:
    """A goal of the agency, added by the personnel office."""
    given = GoalInput(
        kind=kind,
        name=name,
        first_year=more.pop("first_year", YEAR),
        last_year=more.pop("last_year", YEAR),
        parent=parent,
        share=Decimal(more.pop("share", 100)),
        **more,
    )
    return add_goal(world.agency, given, by=world.account("dewi"), on=world.day)
