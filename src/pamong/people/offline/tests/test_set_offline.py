"""Whether devices keep forms: who decides, and what pages then say."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.offline.actions import set_offline
from pamong.people.tests.world import World

VERB = "people.offline_set"


def test_the_office_turns_it_off_and_on_again(world: World, as_: Any) -> None:
    address = reverse("people:offline-set")
    assert as_("dewi").post(address, {}).status_code == 303
    world.agency.refresh_from_db()
    assert not world.agency.keeps_offline
    assert Entry.objects.get(verb=VERB).changes == {"keeps_offline": [True, False]}
    as_("dewi").post(address, {"keeps_offline": "on"})
    world.agency.refresh_from_db()
    assert world.agency.keeps_offline


def test_the_same_again_leaves_no_entry(world: World) -> None:
    set_offline(world.agency, keeps=True, by=world.account("dewi"), on=world.day)
    assert not Entry.objects.filter(verb=VERB).exists()


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_others_may_not(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        set_offline(world.agency, keeps=False, by=world.account(name), on=world.day)


def test_turned_off_no_page_may_be_kept(world: World, as_: Any) -> None:
    sari = as_("sari")
    assert sari.get("/offline").headers["Pamong-Keep"] == "1"
    set_offline(world.agency, keeps=False, by=world.account("dewi"), on=world.day)
    off = sari.get("/offline")
    assert "Pamong-Keep" not in off.headers
    assert "data-offline" not in off.content.decode()
    assert "Tidak dipakai di instansi Anda" in off.content.decode()
