"""Papers of who works part time say how many hours the targets are for."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Plan
from pamong.performance.papers.contents.evaluation import evaluation_contents
from pamong.performance.papers.contents.judged import standing_evaluations
from pamong.performance.papers.contents.skp import SKP
from pamong.performance.plan.part_time import contracts_of
from pamong.performance.tests.make import make_complete_plan
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, turn_kind

HALF = ["Jam kerja", "50% jam penuh"]


def under(world: World, person: Employee, first: date, last: date, hours: str | None) -> None:
    facts = ContractFacts(first, last, Decimal(hours) if hours else None)
    add_contract(person, facts, by=world.account("dewi"), on=world.day)


@pytest.fixture
def part_timer(world: World) -> Employee:
    person = make_kind(world.sari, PART_TIME)
    under(world, person, date(2026, 1, 1), date(2026, 12, 31), "50")
    return person


def heads(*plans: Plan) -> list[Any]:
    """What the head of each paper says of the one rated."""
    return [one.content["persons"][0]["rows"] for one in SKP.writings([str(p.uuid) for p in plans])]


def test_the_plan_says_the_share_of_hours_of_part_time_alone(
    world: World, part_timer: Employee
) -> None:
    with override("en"):
        own, others = heads(make_complete_plan(part_timer), make_complete_plan(world.putri))
    assert HALF in own
    assert "Jam kerja" not in str(others)


def test_the_evaluation_says_it_too(world: World, part_timer: Employee) -> None:
    evaluation = final(world)
    (content,) = evaluation_contents(list(standing_evaluations().filter(pk=evaluation.pk)))
    rated, rater = content["persons"]
    assert HALF in rated["rows"]
    assert "Jam kerja" not in str(rater)


def test_without_a_contract_it_says_so(world: World) -> None:
    (rows,) = heads(make_complete_plan(make_kind(world.sari, PART_TIME)))
    assert ["Jam kerja", "belum tercatat"] in rows


def test_the_contract_of_the_plans_days_counts(world: World) -> None:
    """Full since August under a plan and a contract of their own: the old paper keeps half."""
    sari = make_kind(world.sari, PART_TIME)
    under(world, sari, date(2026, 1, 1), date(2026, 8, 15), "50")
    old = make_complete_plan(sari, ends_on=date(2026, 8, 15))
    new = make_complete_plan(sari, starts_on=date(2026, 8, 16))
    under(world, sari, date(2026, 8, 16), date(2027, 8, 15), None)
    turn_kind(sari, Employee.Kind.PPPK, date(2026, 8, 16))
    before, after = heads(old, new)
    assert HALF in before
    assert "Jam kerja" not in str(after)


def test_many_are_read_at_once_and_nothing_without_part_time(
    world: World, part_timer: Employee, django_assert_num_queries: Any
) -> None:
    plans = [make_complete_plan(one) for one in (part_timer, make_kind(world.putri, PART_TIME))]
    others = [make_complete_plan(world.budi)]
    with django_assert_num_queries(1):
        assert contracts_of([*plans, *others]).keys() == {plans[0].pk}
    with django_assert_num_queries(0):
        assert contracts_of(others) == {}
