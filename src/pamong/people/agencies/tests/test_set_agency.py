"""The personnel office says what its agency is called and by which clock it lives."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.agencies.actions import AgencyFacts, set_agency
from pamong.people.models import Unit
from pamong.people.tests.world import World

URL = "/agency"
NAME = "Pemerintah Kabupaten Wanasari"


def test_the_personnel_office_names_its_agency_and_sets_its_clock(world: World, as_: Any) -> None:
    dewi = as_("dewi")
    assert 'value="Kabupaten Wanasari"' in dewi.get(URL).content.decode()
    assert dewi.post(URL, {"name": f"  {NAME} ", "zone": "WITA"}).status_code == 303
    world.agency.refresh_from_db()
    assert (world.agency.name, world.agency.time_zone) == (NAME, "Asia/Makassar")
    assert Unit.objects.get(pk=world.root.pk).name == NAME
    entry = Entry.objects.get(verb="people.agency_set")
    assert entry.changes["time_zone"] == ["Asia/Jakarta", "Asia/Makassar"]
    assert NAME in dewi.get("/").content.decode()


def test_what_stands_already_leaves_no_trace(world: World, as_: Any) -> None:
    as_("dewi").post(URL, {"name": "Kabupaten Wanasari", "zone": "WIB"})
    assert not Entry.objects.filter(verb="people.agency_set").exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "zone": "WIB"},
        {"name": "K" * 201, "zone": "WIB"},
        {"name": NAME, "zone": "CET"},
    ],
)
def test_what_does_not_fit_comes_back(world: World, as_: Any, sent: dict[str, str]) -> None:
    assert as_("dewi").post(URL, sent).status_code == 422
    world.agency.refresh_from_db()
    assert world.agency.name == "Kabupaten Wanasari"


def test_nobody_else_names_an_agency(world: World) -> None:
    facts = AgencyFacts("wanasari", NAME)
    for name in ("lina", "tono", "rini", "sari"):
        with pytest.raises(PermissionDenied):
            set_agency(world.agency, facts, by=world.account(name), on=world.day)
    with pytest.raises(ValidationError):
        set_agency(
            world.agency,
            AgencyFacts("wanasari", NAME, "CET"),
            by=world.account("dewi"),
            on=world.day,
        )
