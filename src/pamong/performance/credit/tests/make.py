"""A functional post with its years for tests: Sari is a midwife, Ahli Pertama, III/a."""

from datetime import date
from typing import Any

from pamong.people.models import Assignment, Employee, Position
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.credit.actions import BalanceFacts, confirm_balances, enter_balance
from pamong.performance.models import CreditEntry, Evaluation, Plan
from pamong.performance.tests.make import make_plan

DAY_BEFORE = date(2022, 12, 31)


def make_functional(person: Employee, level: str = "Ahli Pertama", rank: str = "III/a") -> Employee:
    """The person in a post of the level since the first day of everybody."""
    post = make_position(
        person.agency, name=f"Bidan {level}", kind=Position.Kind.FUNCTIONAL, level=level
    )
    Assignment.objects.filter(employee=person).update(position=post)
    person.position, person.rank = post, rank
    person.save(update_fields=["position", "rank"])
    return person


def make_year(
    person: Employee, year: int, predicate: str = "baik", period: str = "Y"
) -> Evaluation:
    """A plan of a whole year with one predicate set under it."""
    plan = Plan.objects.filter(employee=person, year=year).first() or make_plan(
        person, year=year, status=Plan.Status.AGREED
    )
    return Evaluation.objects.create(
        plan=plan,
        period=period,
        predicate=predicate,
        status=Evaluation.Status.SET,
        status_on=date(year, 12, 31),
        pack=plan.pack,
    )


def balance(**overrides: Any) -> BalanceFacts:
    """A conventional balance of 132,5, which leaves 32,5."""
    fields: dict[str, Any] = {
        "kind": CreditEntry.Kind.INTEGRATION,
        "level": "ahli_pertama",
        "as_of": DAY_BEFORE,
        "given": {"conventional": "132.5"},
        "document_number": "823/PAK/2022",
        "document_on": date(2023, 1, 20),
        "source": "PAK kertas",
    }
    return BalanceFacts(**(fields | overrides))


def make_balance(world: World, name: str = "sari", **overrides: Any) -> CreditEntry:
    """Entered by Rini, confirmed by Dewi."""
    facts = balance(**overrides)
    entry = enter_balance(world.people[name], facts, by=world.account("rini"), on=world.day)
    return confirm_balances([entry], by=world.account("dewi"), on=world.day)[0]


def make_credited(world: World) -> Employee:
    """Sari with a balance and two years: 32,5 + 12,5 + 18,75 = 63,75."""
    sari = make_functional(world.sari)
    make_balance(world)
    make_year(sari, 2024)
    make_year(sari, 2025, "sangat_baik")
    return sari
