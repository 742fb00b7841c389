"""Moves and acting posts in the browser."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.models import Assignment, Employee
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World

As = Callable[[str], Client]
MOST_QUERIES = 12


def move_url(person: Employee, **asked: str) -> str:
    return reverse("people:employee-move", args=[person.uuid], query=asked or None)


def typed(world: World, **more: str) -> dict[str, str]:
    post = make_position(world.agency, name="Bidan Mahir")
    return {
        "kind": "definitif",
        "unit_to": str(world.health.uuid),
        "position": str(post.uuid),
        "valid_from": "1-11-2026",
        "rater": "head",
    } | more


def test_a_move_is_recorded_with_its_day(world: World, as_: As) -> None:
    data = typed(world)
    url = move_url(world.sari, unit="kesehatan", post="bidan")
    client = as_("dewi")
    text = client.get(url).content.decode()
    assert "Dinas Kesehatan" in text
    assert "Bidan Mahir" in text
    assert client.post(url, data).status_code == 303
    world.sari.refresh_from_db()
    assert world.sari.unit == world.health
    assert world.sari.assignments.get(valid_to=None).valid_from == date(2026, 11, 1)


def test_the_new_units_head_is_proposed_as_rater_from_the_day_of_the_move(
    world: World, as_: As
) -> None:
    url, client = move_url(world.sari, unit="kesehatan", post="bidan"), as_("dewi")
    data = typed(world)
    page = client.get(url).content.decode()
    assert f"kepala: {world.joko.full_name}" in page
    assert "Kepala unit tujuan" in page
    assert "Penilai sejak mutasi</legend>" in page  # not as something that may stay blank
    said = client.post(url, data, follow=True).content.decode()
    row = world.sari.supervisions.get(valid_to=None)
    assert (row.rater, row.valid_from) == (world.joko, date(2026, 11, 1))
    assert f"{world.joko.full_name} menilai sejak 1 November 2026." in said
    assert "Periksa SKP periode sesudahnya" in said


def test_another_rater_may_be_chosen_or_the_former_one_kept(world: World, as_: As) -> None:
    client, url = as_("dewi"), move_url(world.sari, unit="kesehatan", post="bidan")
    data = typed(world)
    assert client.post(url, {**data, "rater": ""}).status_code == 422
    kept = client.post(url, {**data, "rater": "keep"}, follow=True).content.decode()
    assert f"tetap {world.budi.full_name}: ganti bila" in kept
    other = move_url(world.sari, unit="kesehatan", post="bidan", rater=world.agus.name)
    later = {**data, "valid_from": "2-11-2026", "unit_to": str(world.health.uuid)}
    later["position"] = str(make_position(world.agency, name="Bidan Penyelia").uuid)
    assert client.post(other, {**later, "rater": str(world.agus.uuid)}).status_code == 303
    assert world.sari.supervisions.get(valid_to=None).rater == world.agus


def test_a_move_into_days_that_another_has_rated_is_recorded_with_the_rater_kept(
    world: World, as_: As
) -> None:
    """A row of raters that is over stays: the new head may not take its days, the move may stand."""
    Assignment.objects.filter(employee=world.sari).update(valid_from=date(2024, 1, 1))
    url, client = move_url(world.sari, unit="kesehatan", post="bidan"), as_("dewi")
    data = typed(world, valid_from="1-12-2025")
    before = list(world.sari.supervisions.values_list("rater", "valid_from", "valid_to"))
    refused = client.post(url, data)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "tercatat sebagai penilai" in text
    assert "Atau pilih “Penilai tetap”: mutasi dicatat" in text
    assert f"Penilai tetap: {world.budi.full_name}" in text
    assert not Assignment.objects.filter(employee=world.sari, unit=world.health).exists()
    assert client.post(url, {**data, "rater": "keep"}).status_code == 303
    moved = world.sari.assignments.get(unit=world.health, kind="definitif")
    assert moved.valid_from == date(2025, 12, 1)
    assert list(world.sari.supervisions.values_list("rater", "valid_from", "valid_to")) == before


def test_an_acting_post_has_dates_and_can_be_ended(world: World, as_: As) -> None:
    url = move_url(world.budi, unit="kesehatan", post="kepala dinas")
    assert world.joko.position is not None
    data = typed(world, kind="plt", position=str(world.joko.position.uuid))
    client = as_("dewi")
    client.post(url, data)
    held = Assignment.objects.get(employee=world.budi, kind="plt")
    end = reverse("people:assignment-end", args=[held.uuid])
    page = client.get(reverse("people:employee-detail", args=[world.budi.uuid]))
    assert end in page.content.decode()
    assert client.post(end, {"valid_to": "31-12-2026"}).status_code == 303
    held.refresh_from_db()
    assert held.valid_to == date(2026, 12, 31)


def test_an_end_before_the_beginning_is_refused_beside_the_field(world: World, as_: As) -> None:
    url = move_url(world.sari, unit="kesehatan", post="bidan")
    data = typed(world, kind="plh", valid_to="1-10-2026")
    response = as_("dewi").post(url, data)
    assert response.status_code == 422
    assert "sesudah tanggal mulai" in response.content.decode()


def test_a_unit_outside_ones_duty_is_not_offered(world: World, as_: As) -> None:
    url = move_url(world.sari, unit="dinas", post="bidan")
    client = as_("rini")
    assert "Dinas Kesehatan" not in client.get(url).content.decode()
    assert client.post(url, typed(world)).status_code == 422


@pytest.mark.parametrize("who", ["sari", "budi", "tono"])
def test_others_see_the_person_and_may_not_move(world: World, as_: As, who: str) -> None:
    client = as_(who)
    assert client.get(move_url(world.sari)).status_code == 403
    text = client.get(reverse("people:employee-detail", args=[world.sari.uuid])).content.decode()
    assert "Catat mutasi" not in text


def test_the_page_costs_few_queries(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    client = as_("dewi")
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(move_url(world.sari, unit="dinas", post="kepala"))
