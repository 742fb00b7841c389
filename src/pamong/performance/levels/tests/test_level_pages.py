from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.people.tests.make import make_employee, make_unit
from pamong.people.tests.world import World
from pamong.people.tree.actions import UnitFacts, change_unit, move_unit
from pamong.performance.evaluation.tests.make import WHEN, final, give_role, level_of, opened, rated
from pamong.performance.models import UnitLevel
from pamong.performance.predicates.actions import set_predicates

As = Callable[[str], Client]


def names(page: Any) -> list[str]:
    """The units in the table."""
    return [row.cells[0].text for row in page.context["table"].rows]


def test_the_leader_above_finds_the_unit_and_sets_its_level(world: World, as_: As) -> None:
    page = as_("joko").get("/levels/?year=2026&period=Q3").content.decode()
    assert "1 unit menunggu Anda untuk triwulan III 2026" in page
    assert "UPTD Puskesmas Cempaka" in page
    address = f"/levels/{world.clinic.uuid}/2026/Q3"
    form = as_("joko").get(address)
    assert form.status_code == 200
    assert "Istimewa" in form.content.decode()
    given = {"level": "baik", "reason": "Rencana aksi tercapai."}
    assert as_("joko").post(address, given).status_code == 303
    assert UnitLevel.objects.get().set_by == world.joko
    assert "0 unit" not in as_("joko").get("/levels/?year=2026&period=Q3").content.decode()


def test_what_waits_is_seen_first_and_the_rest_under_its_tab(world: World, as_: As) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    level_of(world)
    client, address = as_("wati"), "/levels/?year=2026&period=Q3"
    first = client.get(address)
    assert names(first) == ["Dinas Kesehatan"]
    assert names(client.get(f"{address}&show=set")) == ["UPTD Puskesmas Cempaka"]
    assert len(names(client.get(f"{address}&show=all"))) == 2
    assert names(client.get(f"{address}&q=budi")) == ["UPTD Puskesmas Cempaka"]
    assert [tab.count for tab in first.context["shows"]] == [1, 1, 2]


def test_what_waits_for_another_rater_is_apart(world: World, as_: As) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    client, address = as_("wati"), "/levels/?year=2026&period=Q3"
    first = client.get(address)
    assert names(first) == ["Dinas Kesehatan"]
    assert [tab.count for tab in first.context["shows"]] == [1, 1, 0, 2]
    assert names(client.get(f"{address}&show=others")) == ["UPTD Puskesmas Cempaka"]


def test_a_past_period_names_the_unit_above_as_it_was(world: World, as_: As) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    level_of(world)
    address = "/levels/?year=2026&period=Q3&show=all"

    def above() -> str:
        rows = as_("wati").get(address).context["table"].rows
        found: str = next(
            row.cells[0].sub for row in rows if row.cells[0].text == world.clinic.name
        )
        return found

    assert above() == world.health.name
    by, on = SHELL, world.day
    other = make_unit(world.agency, world.health.parent, name="Dinas Baru")
    move_unit(world.clinic, parent=other, valid_from=world.day, by=by, on=on)
    former = world.health.name
    facts = UnitFacts(world.health.code, "Dinas Kesehatan dan KB", world.health.kind)
    change_unit(world.health, facts, valid_from=world.day, by=by, on=on)
    assert above() == former
    assert "Dinas Baru" in as_("wati").get("/levels/?year=2026&period=Q4&show=all").content.decode()


def test_many_units_come_page_by_page_at_one_price(world: World, as_: As) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    lead = world.budi.position
    for number in range(30):
        unit = make_unit(world.agency, world.health, name=f"UPTD {number}")
        make_employee(unit, position=lead)
    client, address = as_("wati"), "/levels/?year=2026&period=Q3"
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address)
    assert len(seen) <= 12
    assert len(names(page)) == 25
    assert "31 unit menunggu Anda" in page.content.decode()
    assert len(names(client.get(address + page.context["next_url"].replace("?", "&")))) == 6


def test_what_is_missing_is_told_and_kept(world: World, as_: As) -> None:
    page = as_("joko").post(
        f"/levels/{world.clinic.uuid}/2026/Q3", {"level": "", "reason": "Rencana aksi tercapai."}
    )
    assert page.status_code == 422
    assert "Pilih capaian organisasi." in page.content.decode()
    assert "Rencana aksi tercapai." in page.content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("budi", 403), ("sari", 403), ("wati", 403), ("lina", 404)]
)
def test_others_do_not(world: World, as_: As, name: str, status: int) -> None:
    assert as_(name).get(f"/levels/{world.clinic.uuid}/2026/Q3").status_code == status


def test_who_sets_none_is_told_who_does(world: World, as_: As) -> None:
    page = as_("sari").get("/levels/")
    assert "ditetapkan oleh penilai kepala unit itu" in page.content.decode()


def test_a_period_that_is_none_is_no_page(world: World, as_: As) -> None:
    assert as_("joko").get(f"/levels/{world.clinic.uuid}/2026/Q9").status_code == 404


def test_the_note_tells_whose_predicates_rest_on_the_level(world: World, as_: As) -> None:
    level_of(world)
    rated(world, opened(world, "budi", by="joko"), by="joko")
    set_predicates(world.joko, WHEN, reason="Beda.", by=world.account("joko"), on=world.day)
    address = "/levels/?year=2026&period=Q3"
    page = as_("joko").get(address).content.decode()
    assert "Predikat kepala unit sudah ditetapkan" in page
    assert "Predikat pegawai sudah ditetapkan" not in page
    final(world)
    assert "Predikat pegawai sudah ditetapkan" in as_("joko").get(address).content.decode()


def test_the_only_unit_that_waits_is_opened_at_once(world: World, as_: As) -> None:
    joko, address = as_("joko"), "/levels/?year=2026&period=Q3"
    assert "&amp;only=1" in str(joko.get("/").content.decode())
    alone = joko.get(f"{address}&only=1")
    assert alone["Location"] == f"/levels/{world.clinic.uuid}/2026/Q3"
    assert joko.get(address).status_code == 200
    level_of(world)
    assert joko.get(f"{address}&only=1").status_code == 200
