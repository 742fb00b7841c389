"""Builders of plans, results and goals for the tests of the cascade."""

from decimal import Decimal
from typing import Any

from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.cascade.actions import GoalInput, add_goal
from pamong.performance.models import Goal, Plan, Result

YEAR = 2026


def make_plan(employee: Employee, *texts: str, **overrides: Any) -> Plan:
    """A plan of the year with main results of these texts."""
    assert employee.unit
    assert employee.position
    fields: dict[str, Any] = {
        "agency": employee.agency,
        "employee": employee,
        "unit": employee.unit,
        "position": employee.position,
        "rater_id": employee.rater_id,
        "year": YEAR,
        "starts_on": f"{YEAR}-01-01",
        "ends_on": f"{YEAR}-12-31",
        "status_on": f"{YEAR}-01-05",
        "pack": "id-permenpanrb-6-2022@1",
    }
    plan = Plan.objects.create(**(fields | overrides))
    for place, text in enumerate(texts, start=1):
        Result.objects.create(plan=plan, text=text, place=place)
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
