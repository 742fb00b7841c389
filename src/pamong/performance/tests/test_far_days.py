"""A year that is a slip (2199) is asked back by every form on which a day holds something open."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.models import Contract, Employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Reopening, Window
from pamong.performance.windows.tests.test_set_window import set_one
from pamong.ui.near import CONTRACT, DELEGATION, OTHER, REOPENING, furthest

FAR, SAID = "31-12-2199", "terlalu jauh ke depan"


def sentence(page: Any) -> str:
    assert page.status_code == 422, page.status_code
    text: str = page.content.decode()
    assert SAID in text
    return text


@pytest.fixture
def contract(world: World) -> Contract:
    world.sari.kind = Employee.Kind.PPPK_PART_TIME
    world.sari.save(update_fields=["kind"])
    facts = ContractFacts(date(2026, 1, 1), date(2026, 12, 31))
    return add_contract(world.sari, facts, by=world.account("rini"), on=world.day)


def test_a_correction(world: World, as_: Any) -> None:
    url = reverse("performance:correction-ask", args=[final(world).uuid])
    sentence(as_("budi").post(url, {"reason": "Salah ketik.", "until": FAR}))
    assert not Reopening.objects.exists()


@pytest.mark.parametrize("name", ["reopening-ask", "extension-ask"])
def test_a_reopening_and_an_extension(world: World, as_: Any, name: str) -> None:
    past = world.day - timedelta(days=40), world.day - timedelta(days=10)
    set_one(world, past)
    url = reverse(f"performance:{name}", args=[Window.objects.get().uuid])
    told = {"reason": "Banjir.", "until": FAR, "unit": str(world.clinic.uuid)}
    sentence(as_("dewi").post(url, told))
    assert not Reopening.objects.exists()


def test_a_delegation(world: World, as_: Any) -> None:
    url = reverse("people:delegation-make") + "?q=Joko"
    told = {"delegate": str(world.joko.uuid), "duties": ["rates"]}
    told |= {"first": world.day.isoformat(), "last": FAR}
    sentence(as_("budi").post(url, told))


def test_a_contract_and_its_extension(world: World, as_: Any, contract: Contract) -> None:
    url = reverse("people:contract-add", args=[world.sari.uuid])
    sentence(as_("rini").post(url, {"first": "01-01-2027", "last": FAR}))
    decide = reverse("performance:contract-decide", args=[contract.uuid])
    page = as_("dewi").post(decide, {"until": FAR})
    sentence(page)
    assert Contract.objects.get() == contract


def test_each_purpose_has_its_bound_and_the_last_day_itself_is_taken(
    world: World, as_: Any
) -> None:
    last = [furthest(one) for one in (REOPENING, DELEGATION, CONTRACT, OTHER)]
    assert last == sorted(last)
    world.sari.kind = Employee.Kind.PPPK
    world.sari.save(update_fields=["kind"])
    url = reverse("people:contract-add", args=[world.sari.uuid])
    day = furthest(CONTRACT)
    after = day + timedelta(days=1)
    client = as_("rini")
    sentence(client.post(url, {"first": "01-01-2027", "last": after.isoformat()}))
    assert client.post(url, {"first": "01-01-2027", "last": day.isoformat()}).status_code == 303
