"""Contracts of PPPK: kept by HR and units, seen before they end, decided on with the predicates beside."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.contracts.actions import (
    ContractFacts,
    add_contract,
    decide_contract,
    remove_contract,
)
from pamong.people.contracts.rules import next_end, notice
from pamong.people.models import Contract, Employee
from pamong.people.tests.world import World
from pamong.people.trace.actions import state_purpose
from pamong.performance.evaluation.tests.make import final

FACTS = ContractFacts(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def kinds(world: World) -> None:
    for person in (world.sari, world.putri):
        person.kind = Employee.Kind.PPPK_PART_TIME
        person.save(update_fields=["kind"])


def add(
    world: World, by: str = "rini", who: str = "sari", facts: ContractFacts = FACTS
) -> Contract:
    return add_contract(world.people[who], facts, by=world.account(by), on=world.day)


def decide(
    world: World, row: Contract, decision: str = "extend", by: str = "dewi", **more: Any
) -> Any:
    given = {"until": date(2027, 12, 31)} if decision == "extend" else {"reason": "Kinerjanya"}
    return decide_contract(row, decision, **(given | more), by=world.account(by), on=world.day)


def test_a_contract_of_usual_length_ends_the_day_before_a_year(world: World) -> None:
    assert next_end(date(2027, 1, 1)) == date(2027, 12, 31)
    assert next_end(date(2026, 3, 16)) == date(2027, 3, 15)
    assert next_end(date(2028, 2, 29)) == date(2029, 2, 27)


def test_hr_and_administrators_keep_contracts_of_pppk_alone(world: World) -> None:
    row = add(world)
    assert row.last == date(2026, 12, 31)
    with pytest.raises(ValidationError, match="Bertumpuk"):
        add(world, facts=ContractFacts(date(2026, 12, 31), date(2027, 5, 1)))
    with pytest.raises(ValidationError, match="bukan PPPK"):
        add(world, "dewi", "wati")
    for by in ("budi", "sari", "tono", "lina"):
        with pytest.raises(PermissionDenied):
            add(world, by, "putri")


def test_extending_opens_the_next_contract_and_is_done_once(world: World) -> None:
    row = decide(world, add(world))
    following = Contract.objects.get(valid_from=date(2027, 1, 1))
    assert (row.decision, following.last) == ("extend", date(2027, 12, 31))
    assert Entry.objects.get(verb="people.contract_decided").changes["decision"] == [None, "extend"]
    with pytest.raises(ValidationError, match="sudah diperpanjang"):
        decide(world, row, "end")


def test_another_decision_needs_its_reason_and_may_be_corrected(world: World) -> None:
    row = add(world)
    with pytest.raises(ValidationError, match="alasan"):
        decide(world, row, "appoint", reason=" ")
    decide(world, row, "end")
    row = decide(world, row, "appoint")
    assert row.decision == "appoint"
    assert "Kinerjanya" not in str(Entry.objects.filter(verb="people.contract_decided").last())
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        remove_contract(row, by=world.account("rini"), on=world.day)


@pytest.mark.parametrize("by", ["rini", "budi", "sari", "tono", "lina"])
def test_only_hr_and_the_head_of_the_agency_decide(world: World, by: str) -> None:
    with pytest.raises(PermissionDenied):
        decide(world, add(world), by=by)


def test_a_wrong_contract_is_removed(world: World) -> None:
    remove_contract(add(world), by=world.account("rini"), on=world.day)
    assert not Contract.objects.exists()
    assert Entry.objects.filter(verb="people.contract_removed").count() == 1


def test_the_list_holds_what_ends_within_the_notice_with_the_predicates(
    as_: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    final(world)
    soon = world.day + timedelta(days=int(notice(world.day).value) - 1)
    add(world, facts=ContractFacts(date(2026, 1, 1), soon))
    add(world, who="putri", facts=ContractFacts(date(2026, 1, 1), soon + timedelta(days=1)))
    dewi, url = as_("dewi"), reverse("performance:contract-list")
    dewi.get(url)
    with django_assert_max_num_queries(12):
        page = dewi.get(url).content.decode()
    assert "Sari Lestari" in page
    assert "Putri Ayu" not in page
    assert "Triwulan III" in page
    assert "Putri Ayu" in dewi.get(f"{url}?state=all").content.decode()


def test_two_presses_extend_and_the_pages_keep_contracts(as_: Any, world: World) -> None:
    rini, dewi = as_("rini"), as_("dewi")
    url = reverse("people:contract-add", args=[world.sari.uuid])
    data = {"first": "01-01-2026", "last": "31-12-2026", "hours_share": "50", "letter": "1/2026"}
    assert rini.get(url).status_code == 200
    assert rini.post(url, data | {"hours_share": "0"}).status_code == 422
    assert rini.post(url, data).status_code == 303
    row = Contract.objects.get()
    person = rini.get(reverse("people:employee-detail", args=[world.sari.uuid])).content.decode()
    assert "50% jam penuh" in person
    detail = reverse("performance:contract-detail", args=[row.uuid])
    assert "Perpanjang kontrak" not in rini.get(detail).content.decode()
    assert "31-12-2027" in dewi.get(detail).content.decode()
    decide_url = reverse("performance:contract-decide", args=[row.uuid])
    assert dewi.post(decide_url, {"decision": "end", "reason": ""}).status_code == 422
    assert dewi.post(decide_url, {"until": "31-12-2027"}).status_code == 303
    following = Contract.objects.get(valid_from=date(2027, 1, 1))
    remove = reverse("people:contract-remove", args=[following.uuid])
    assert rini.post(remove).status_code == 303


def test_what_ended_undecided_stays_first_until_it_is_decided(as_: Any, world: World) -> None:
    past = ContractFacts(date(2025, 6, 1), world.day - timedelta(days=20))
    row = add(world, who="putri", facts=past)
    add(world, facts=ContractFacts(date(2026, 1, 1), world.day + timedelta(days=3)))
    dewi, url = as_("dewi"), reverse("performance:contract-list")
    page = dewi.get(url).content.decode()
    assert page.index("Putri Ayu") < page.index("Sari Lestari")
    overdue = dewi.get(f"{url}?state=overdue").content.decode()
    assert "Putri Ayu" in overdue
    assert "Belum diputuskan" in overdue
    assert "Sari Lestari" not in overdue
    decide(world, row)
    assert "Putri Ayu" not in dewi.get(f"{url}?state=overdue").content.decode()


def test_an_auditor_reads_no_predicate_beside_a_contract_before_stating_why(
    world: World, as_: Any
) -> None:
    row = add(world)
    label = str(final(world, "sari").predicate).replace("_", " ")
    listed, alone = "/contracts", f"/contracts/{row.uuid}"
    for path in (listed, alone):
        page = as_("tono").get(path).content.decode()
        assert world.sari.name in page
        assert "Sebutkan tujuan membaca" in page
        assert f"Triwulan III 2026: {label}".lower() not in page.lower()
        assert (
            f"Triwulan III 2026: {label}".lower() in as_("dewi").get(path).content.decode().lower()
        )
    state_purpose([world.sari], purpose="Reviu", by=world.account("tono"), on=world.day)
    for path in (listed, alone):
        page = as_("tono").get(path).content.decode()
        assert f"Triwulan III 2026: {label}".lower() in page.lower()
        assert "Sebutkan tujuan membaca" not in page
