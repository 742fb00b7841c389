"""Who rates whom as a list, and one rater for many at once."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.actions import record
from pamong.ledger.models import Entry
from pamong.people.acts.record import Act
from pamong.people.models import Employee, Supervision
from pamong.people.raters.actions import set_raters
from pamong.people.raters.listing import set_url
from pamong.people.raters.picked_actions import marks_of, set_picked_raters, undo_raters
from pamong.people.raters.queries import proposals_for
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World

As = Callable[[str], Client]
MOST_QUERIES = 12


def listed(client: Client, **asked: str) -> str:
    response = client.get(reverse("people:supervision-list"), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_rater_superior_and_the_heads_proposal(world: World, as_: As) -> None:
    world.joko.nip = ""
    world.joko.save()
    text = listed(as_("dewi"))
    for words in ("UPTD Puskesmas Cempaka", "Sari Lestari", "Budi Santoso", "Sesuai", "tanpa NIP"):
        assert words in text
    assert "Wati Kusuma" in listed(as_("dewi"), missing="1")
    assert "Sari Lestari" not in listed(as_("dewi"), missing="1")
    assert "Sari Lestari" not in listed(as_("dewi"), unit=str(world.school.uuid))
    assert "Sari Lestari" in listed(as_("dewi"), q="cempaka")


def test_whoever_has_neither_unit_nor_rater_stands_first_among_those_without_a_rater(
    world: World, as_: As
) -> None:
    new = Employee.objects.create(agency=world.agency, name="Rahma Hasanah", nip="")
    text = listed(as_("dewi"), missing="1")
    assert "Belum punya unit" in text
    assert text.index("Rahma Hasanah") < text.index("Wati Kusuma")
    assert f'value="{new.uuid}"' in text
    assert "Rahma Hasanah" not in listed(as_("rini"), missing="1")


def test_the_administrator_sees_the_own_units_and_the_auditor_picks_nobody(
    world: World, as_: As
) -> None:
    assert "Agus Salim" not in listed(as_("rini"))
    assert "Agus Salim" in listed(as_("tono"))
    assert "Tetapkan penilai" not in listed(as_("tono"))
    assert f'value="{world.rini.uuid}"' not in listed(as_("rini"))


def test_one_rater_is_set_for_many_from_a_day_on(world: World, as_: As) -> None:
    url = set_url([world.sari, world.putri]) + "&" + urlencode({"q": "agus"})
    client = as_("dewi")
    text = client.get(url).content.decode()
    assert "Agus Salim" in text
    assert "Putri Ayu" in text
    data = {"rater": str(world.agus.uuid), "valid_from": "1 Okt 2026"}
    shown = client.post(url, data).content.decode()
    assert "Tetapkan penilai 2 pegawai" in shown
    assert not Supervision.objects.filter(rater=world.agus).exists()
    response = client.post(url, {**data, "sure": "1"})
    assert response.status_code == 303
    rows = Supervision.objects.filter(rater=world.agus, valid_from=date(2026, 10, 1))
    assert {row.employee for row in rows} == {world.sari, world.putri}


def test_each_may_get_the_own_units_head(world: World, as_: As) -> None:
    url = set_url([world.sari, world.hadi])
    assert "Kepala unit masing-masing" in as_("dewi").get(url).content.decode()
    as_("dewi").post(url, {"rater": "heads", "valid_from": "25-11-2026", "sure": "1"})
    world.hadi.refresh_from_db()
    assert world.hadi.rater == world.joko
    assert Supervision.objects.get(employee=world.sari, valid_from=world.day).rater == world.budi


def test_who_cannot_get_the_rater_is_passed_over_by_name(world: World, as_: As) -> None:
    url, client = set_url([world.sari, world.joko]) + "&q=budi", as_("dewi")
    seen = marks_of([world.sari, world.joko])
    data = {"rater": str(world.budi.uuid), "valid_from": "25-11-2026", "seen": seen}
    shown = client.post(url, data).content.decode()
    assert "Yang dilewati" in shown
    assert "ubah dahulu penilai" in shown
    answer = client.post(url, {**data, "sure": "1"})
    assert "Dilewati: " + world.joko.full_name in client.get(answer["Location"]).content.decode()
    assert Supervision.objects.filter(rater=world.budi, valid_from=world.day).count() == 1


def test_where_nobody_can_get_the_rater_nothing_is_set(world: World) -> None:
    facts: dict[str, Any] = {"by": world.account("dewi"), "on": world.day}
    with pytest.raises(ValidationError, match="ubah dahulu penilai"):
        set_picked_raters([world.joko], [], rater=world.budi, valid_from=world.day, **facts)
    assert not Entry.objects.filter(verb="people.rater_set").exists()


def test_who_got_another_rater_meanwhile_is_passed_over(world: World, as_: As) -> None:
    url, client = set_url([world.sari, world.putri]) + "&q=agus", as_("dewi")
    data: dict[str, Any] = {"rater": str(world.agus.uuid), "valid_from": "25-11-2026", "sure": "1"}
    data["seen"] = marks_of([world.sari, world.putri])
    facts: dict[str, Any] = {"valid_from": world.day, "by": world.account("dewi"), "on": world.day}
    set_raters([world.sari], rater=world.joko, **facts)
    answer = client.post(url, data)
    told = client.get(answer["Location"]).content.decode()
    assert "penilainya berubah sesudah halaman dibuka" in told
    world.sari.refresh_from_db()
    world.putri.refresh_from_db()
    assert (world.sari.rater, world.putri.rater) == (world.joko, world.agus)


def test_the_former_raters_come_back_once(world: World, as_: As) -> None:
    url, client = set_url([world.sari, world.putri]) + "&q=agus", as_("dewi")
    data = {"rater": str(world.agus.uuid), "valid_from": "25-11-2026", "sure": "1"}
    address = client.post(url, data)["Location"]
    world.putri.refresh_from_db()
    assert world.putri.rater == world.agus
    assert as_("rini").get(address).status_code == 404
    assert "Kembalikan penilai sebelumnya" in client.get(address).content.decode()
    assert client.post(address).status_code == 303
    for person in (world.sari, world.putri):
        person.refresh_from_db()
        assert person.rater == world.budi
    assert client.post(address).status_code == 422
    assert Entry.objects.filter(verb="people.rater_set_undone").count() == 2


def test_a_rater_who_has_acted_since_stays(world: World) -> None:
    dewi = world.account("dewi")
    facts: dict[str, Any] = {"valid_from": world.day, "by": dewi, "on": world.day}
    set_raters([world.sari], rater=world.agus, **facts)
    row = Entry.objects.filter(verb="people.rater_set").latest("sequence")
    record("performance.plan_agreed", world.sari, by=world.account("agus"), on=world.day)
    with pytest.raises(ValidationError, match="Tidak dapat dibatalkan"):
        undo_raters(Act((row,)), by=dewi, on=world.day, at=row.recorded_at)


def test_a_unit_without_a_head_has_no_proposal(world: World) -> None:
    assert proposals_for([world.dewi], world.day) == {}


@pytest.mark.parametrize(("who", "person"), [("rini", "rini"), ("dewi", "dewi")])
def test_nobody_gets_to_the_own_rater(world: World, as_: As, who: str, person: str) -> None:
    assert as_(who).get(set_url([world.people[person]])).status_code == 403


def test_a_stranger_is_not_even_listed(world: World, as_: As) -> None:
    text = as_("rini").get(set_url([world.agus])).content.decode()
    assert "Agus Salim" not in text
    assert "Belum ada pegawai yang dipilih" in text


def test_an_impossible_rater_is_refused_in_words(world: World, as_: As) -> None:
    url = set_url([world.joko]) + "&q=budi"
    response = as_("dewi").post(url, {"rater": str(world.budi.uuid), "valid_from": "25-11-2026"})
    assert response.status_code == 422
    assert "ubah dahulu penilai" in response.content.decode()


def test_the_pages_cost_the_same_for_few_and_many(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    people = [make_employee(world.clinic, name=f"Orang {number}") for number in range(60)]
    client = as_("rini")
    for url in (
        reverse("people:supervision-list"),
        reverse("people:supervision-list") + "?missing=1",
        set_url(people[:50]) + "&q=joko",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(url)
    assert Employee.objects.count() > len(people)
