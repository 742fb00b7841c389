"""Whom the tasks are about: Budi leads a clinic of eight, his own plan is agreed."""

from datetime import date
from decimal import Decimal
from typing import Any

from bench.tasks.one import TEXTS
from pamong.measurement.models import Reading
from pamong.people.models import Employee
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.models import Plan, Result
from pamong.performance.tests.make import make_indicator, make_plan, make_result

SIZE = 8
JANUARY = date(2026, 1, 12)
IN_QUARTER = date(2026, 9, 30)
NAMES = ("Nurul Hidayah", "Yohanes Kaunang", "Suharti", "I Made Suastika", "Fitri Handayani")
AGREED: dict[str, Any] = {"status": Plan.Status.AGREED, "agreed_on": JANUARY}


def make_team(world: World) -> list[Employee]:
    """Eight people whom Budi rates."""
    team = [world.sari, world.putri, world.rini]
    for name in NAMES:
        person = make_employee(world.clinic, name=name)
        make_supervision(person, world.budi, world.joko)
        world.people[name.split()[0].casefold()] = person
        team.append(person)
    return team


def make_leaders_plan(world: World) -> list[Result]:
    """Four results of Budi, agreed."""
    plan = make_plan(world.budi, **AGREED)
    results = []
    for place, text in enumerate(TEXTS["plan"]["results"]):
        results.append(make_result(plan, text))
        add_indicators(results[-1], place)
    return results


def make_full_plan(person: Employee, serves: list[Result], **overrides: Any) -> Plan:
    """Four results with two indicators each, as in the first task."""
    plan = make_plan(person, **overrides)
    for place, text in enumerate(TEXTS["plan"]["results"]):
        result = make_result(plan, f"{text} di wilayah {person.name}", serves=serves[place])
        add_indicators(result, place)
    return plan


def add_indicators(result: Result, place: int) -> None:
    """Two of the eight."""
    words = TEXTS["plan"]
    for number in (2 * place, 2 * place + 1):
        make_indicator(
            result,
            name=words["indicators"][number],
            target=Decimal(words["targets"][number]),
            unit=words["units"][number],
            source=words["sources"][number],
        )


def make_figures(plan: Plan, as_of: date = IN_QUARTER) -> None:
    """Each indicator at nine tenths of its target."""
    for result in plan.results.all():
        for line in result.indicators.select_related("indicator"):
            target = line.indicator.targets.get(year=plan.year).value or Decimal(0)
            Reading.objects.create(
                indicator=line.indicator, value=target * Decimal("0.9"), as_of=as_of
            )
