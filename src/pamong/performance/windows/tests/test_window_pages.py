import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pamong.access.scope import Role
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import give_role
from pamong.performance.models import Reopening, Window
from pamong.performance.windows.tests.test_set_window import set_one

As = Callable[[str], Client]
FIELDS = {"evaluation-Q3-opens": "1-10-2026", "evaluation-Q3-closes": "30 Nov 2026"}


def test_the_year_is_on_one_screen_with_proposals_marked(world: World, as_: As) -> None:
    page = as_("dewi").get("/windows/?year=2026")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Usulan aturan" in text
    assert "usulan aturan (belum terkonfirmasi)" in text
    assert 'name="evaluation-Q3-opens"' in text
    assert 'value="31-01-2027"' in text


def test_personnel_saves_the_days(world: World, as_: As) -> None:
    page = as_("dewi").post("/windows/2026/set", FIELDS)
    assert page.status_code == 303
    window = Window.objects.get()
    assert (window.opens_on, window.closes_on) == (date(2026, 10, 1), date(2026, 11, 30))


def test_a_wrong_day_is_told_beside_its_field_and_nothing_is_lost(world: World, as_: As) -> None:
    wrong = FIELDS | {"evaluation-Q3-closes": "1-9-2026"}
    page = as_("dewi").post("/windows/2026/set", wrong)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Isi tanggal sesudah tanggal buka." in text
    assert "Penilaian, Triwulan III: Ditutup: Isi tanggal" in text
    assert "-closes:" not in text
    assert 'value="1-10-2026"' in text


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono"])
def test_others_see_the_days_but_no_fields(world: World, as_: As, name: str) -> None:
    set_one(world)
    page = as_(name).get("/windows/?year=2026")
    assert page.status_code == 200
    assert "30 November 2026" in page.content.decode()
    assert 'name="evaluation-Q3-opens"' not in page.content.decode()
    assert as_(name).post("/windows/2026/set", FIELDS).status_code == 403


def test_two_people_open_a_closed_window(world: World, as_: As) -> None:
    give_role(world, "joko", Role.AGENCY_HEAD)
    window = set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))
    address = f"/windows/{window.uuid}/reopen"
    assert as_("dewi").get(address).status_code == 200
    assert as_("dewi").post(address, {"reason": "", "until": "1-1-2020"}).status_code == 422
    asked = as_("dewi").post(address, {"reason": "Jaringan putus.", "until": "30-11-2026"})
    assert asked.status_code == 303
    reopening = Reopening.objects.get()
    grant = f"/windows/reopenings/{reopening.uuid}/grant"
    assert as_("dewi").post(grant).status_code == 403
    assert "Setujui pembukaan kembali" in as_("joko").get("/windows/?year=2026").content.decode()
    assert as_("joko").post(grant).status_code == 303
    assert "disetujui Joko Susilo" in as_("sari").get("/windows/?year=2026").content.decode()


def test_another_agency_does_not_find_it(world: World, as_: As) -> None:
    window = set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))
    assert as_("lina").get(f"/windows/{window.uuid}/reopen").status_code == 404
    assert as_("outsider").get("/windows/").status_code == 404


def test_an_unset_year_is_set_as_proposed_in_one_press(world: World, as_: As) -> None:
    text = as_("dewi").get("/windows/?year=2027").content.decode()
    assert "Jendela waktu 2027 belum ditetapkan" in text
    fields = dict(re.findall(r'name="(\w+-\w+-(?:opens|closes))"[^>]* value="([^"]+)"', text))
    assert as_("dewi").post("/windows/2027/set", fields).status_code == 303
    assert Window.objects.filter(year=2027).count() == 16
    assert "belum ditetapkan" not in as_("dewi").get("/windows/?year=2027").content.decode()
