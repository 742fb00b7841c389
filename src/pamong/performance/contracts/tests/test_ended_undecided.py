"""A contract that ended while nobody decided is a data problem until somebody does, or another follows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from pamong.people.contracts.actions import ContractFacts, add_contract, decide_contract
from pamong.people.leaving.actions import leave_employee
from pamong.people.models import Contract, DataProblem, Employee
from pamong.people.problems.finding import find_problems
from pamong.people.tests.world import World

KIND = DataProblem.Kind.CONTRACT_ENDED
FACTS = ContractFacts(date(2025, 11, 1), date(2026, 10, 31))


@pytest.fixture
def ended(world: World) -> Contract:
    """Sari's contract, over since the end of October."""
    Employee.objects.filter(pk=world.sari.pk).update(kind=Employee.Kind.PPPK)
    world.sari.refresh_from_db()
    return add_contract(world.sari, FACTS, by=world.account("rini"), on=world.day)


def found() -> Any:
    return DataProblem.objects.filter(kind=KIND)


def test_it_is_found_when_it_is_recorded_and_by_the_daily_search(
    world: World, ended: Contract
) -> None:
    assert found().get().employee == world.sari
    found().delete()
    find_problems(world.agency, FACTS.last)
    assert not found().exists()
    find_problems(world.agency, FACTS.last + timedelta(days=1))
    assert found().get().detail == f"2026-10-31 {ended.uuid}"


@pytest.mark.parametrize("decision", ["end", "appoint", "extend"])
def test_a_decision_takes_it_from_the_list_at_once(
    world: World, ended: Contract, decision: str
) -> None:
    given: Any = {"until": date(2027, 10, 31)} if decision == "extend" else {"reason": "Cukup."}
    decide_contract(ended, decision, **given, by=world.account("dewi"), on=world.day)
    assert not found().exists()


def test_the_next_contract_and_a_leaving_take_it_too(world: World, ended: Contract) -> None:
    facts = ContractFacts(date(2026, 11, 1), date(2027, 10, 31))
    add_contract(world.sari, facts, by=world.account("rini"), on=world.day)
    assert not found().exists()
    Contract.objects.exclude(pk=ended.pk).delete()
    find_problems(world.agency, world.day)
    assert found().exists()
    leave_employee(
        world.sari,
        reason="kontrak_berakhir",
        left_on=date(2026, 11, 1),
        by=world.account("dewi"),
        on=world.day,
    )
    assert not found().exists()


def test_the_page_leads_to_the_decision(world: World, ended: Contract, as_: Any) -> None:
    page = as_("dewi").get(reverse("people:problem-list"), {"kind": KIND}).content.decode()
    assert "Berakhir 31 Oktober 2026" in page
    assert reverse("performance:contract-detail", args=[ended.uuid]) in page
    assert world.sari.name in page
