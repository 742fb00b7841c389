"""Rules beside those of plans: learning hours and contracts are answered by the same two persons."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.contracts.rules import next_end, notice
from pamong.people.models import Agency, Employee
from pamong.people.roles.actions import give_role
from pamong.people.tests.world import World
from pamong.performance.contracts.queries import ENDING, contracts_of
from pamong.performance.local_rules.actions import Answer, ask_rule, grant_rule
from pamong.performance.models import LocalRule
from pamong.performance.rules import pack_held
from pamong.policy.evaluate import evaluate

CONTRACTS, LEARNING = "id-kepmenpanrb-16-2025", "id-peraturan-lan-10-2018"
SINCE = date(2026, 11, 1)


def answered(world: World, pack: str, clause: str, **figures: str) -> LocalRule:
    user = world.account("wati")
    give_role(user, Role.HR, world.agency, by=SHELL, on=date(2026, 1, 1))
    given = {name: Decimal(value) for name, value in figures.items()}
    answer = Answer(pack, clause, given, SINCE, "Peraturan Bupati 12/2026", "Kesepakatan")
    asked = ask_rule(world.agency, answer, by=world.account("dewi"), on=world.day)
    return grant_rule(asked, by=user, on=world.day)


def local(world: World) -> Any:
    return Agency.objects.get(pk=world.agency.pk).local_packs


def test_an_agency_says_when_contracts_are_decided_on(world: World) -> None:
    world.sari.kind = Employee.Kind.PPPK
    world.sari.save(update_fields=["kind"])
    facts = ContractFacts(date(2026, 1, 1), world.day + timedelta(days=100))
    add_contract(world.sari, facts, by=world.account("rini"), on=world.day)
    assert not contracts_of(world.scope("dewi"), ENDING, "", world.day).rows
    answered(world, CONTRACTS, "contract_notice_days", value="120")
    assert contracts_of(world.scope("dewi"), ENDING, "", world.day).rows
    assert not contracts_of(world.scope("lina"), ENDING, "", world.day).rows
    assert notice(world.day, local(world)).value == 120
    assert notice(SINCE - timedelta(days=1), local(world)).value == 90


def test_an_agency_says_how_long_a_contract_lasts(world: World) -> None:
    answered(world, CONTRACTS, "contract_months", value="60")
    assert next_end(date(2027, 1, 1), local(world)) == date(2031, 12, 31)
    assert next_end(date(2027, 1, 1)) == date(2027, 12, 31)


def test_an_agency_converts_forms_of_learning_into_hours(world: World) -> None:
    url = reverse("performance:rule-ask", args=["learning_conversion"])
    rule = answered(world, LEARNING, "learning_conversion", **figures(world, "seminar", "4"))
    pack = pack_held(LEARNING, world.day, local(world))
    assert evaluate(pack, "learning_item", {"form": "seminar", "amount": 2}).value["jp"] == 8
    assert rule.local_pack == pack.id
    assert url


def figures(world: World, form: str, jp: str) -> dict[str, str]:
    from pamong.performance.local_rules.queries import clause_named

    named = clause_named(world.scope("dewi"), world.day, "learning_conversion")
    assert named is not None
    told = {one.name: str(one.value) for one in named[1].figures if not one.choices}
    return told | {f"rows__{form}__jp": jp}


def test_the_pages_offer_each_pack_and_tell_the_effect(world: World, as_: Any) -> None:
    client = as_("dewi")
    page = client.get(reverse("performance:rules")).content.decode()
    for shown in ("PPPK paruh waktu", "Pengembangan kompetensi"):
        assert shown in page
    url = reverse("performance:rule-ask", args=["contract_notice_days"])
    sent = {"value": "60", "valid_from": "01-11-2026", "basis": "Perbup 12", "reason": "Cukup"}
    told = client.post(url, sent)
    assert told.status_code == 303
    detail = client.get(told.headers["Location"]).content.decode()
    assert "Kontrak yang menunggu keputusan pada tanggal itu: 0 sekarang, 0 nanti" in detail
    assert client.get(reverse("performance:rule-ask", args=["tidak_ada"])).status_code == 404


@pytest.mark.parametrize("clause", ["learning_conversion", "learning_bounds"])
def test_the_tables_of_learning_have_a_form(world: World, as_: Any, clause: str) -> None:
    page = as_("dewi").get(reverse("performance:rule-ask", args=[clause]))
    assert page.status_code == 200
    assert "JP" in page.content.decode()
