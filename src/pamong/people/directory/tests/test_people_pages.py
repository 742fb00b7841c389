"""Finding people and units: each sees by relation, at the same cost for few and many."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.models import Employee
from pamong.people.naming import index_again
from pamong.people.problems.finding import find_problems
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.performance.tests.make import make_plan

As = Callable[[str], Client]
MOST_QUERIES = 12


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def found(client: Client, text: str) -> str:
    return page(client, reverse("people:search") + f"?q={text}")


def test_words_in_any_order_and_the_beginning_of_the_nip_find_a_person(
    world: World, as_: As
) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(nip="198507122010012007")
    client, url = as_("dewi"), reverse("people:employee-detail", args=[world.sari.uuid])
    for text in ("lestari+sar", "SARI", "19850712", "19850712+201001"):
        assert url in found(client, text), text
    for text in ("lestari+budi", "1985071220100120081", "sa"):
        assert url not in found(client, text), text
    assert "tiga huruf" in found(client, "sa")


@pytest.mark.parametrize(
    ("who", "sees"),
    [("budi", True), ("joko", True), ("rini", True), ("tono", True), ("agus", False)],
)
def test_only_related_people_are_found(world: World, as_: As, who: str, sees: bool) -> None:
    url = reverse("people:employee-detail", args=[world.sari.uuid])
    assert (url in found(as_(who), "sari")) is sees
    assert (url in page(as_(who), reverse("people:employee-list"))) is sees


def test_a_whole_word_finds_its_bearers_and_who_bears_a_longer_one(world: World, as_: As) -> None:
    clerks = [make_employee(world.clinic, name=name) for name in ("Eka Sari", "Ekawati", "Ekasari")]
    index_again(clerks)
    urls = [reverse("people:employee-detail", args=[one.uuid]) for one in clerks]
    for text, several in (("eka", urls), ("ekawati", urls[1:2]), ("eka+sari", urls[:1])):
        seen = found(as_("dewi"), text)
        assert [url for url in urls if url in seen] == several, text
    whole = found(as_("dewi"), "sari")
    assert urls[0] in whole
    assert reverse("people:employee-detail", args=[world.sari.uuid]) in whole


def test_the_bar_leads_to_the_search(world: World, as_: As) -> None:
    text = page(as_("sari"), reverse("home"))
    assert f'action="{reverse("people:search")}"' in text
    assert 'placeholder="Cari pegawai, hasil kerja"' in text


def test_a_search_without_answer_says_whom_one_can_find(world: World, as_: As) -> None:
    text = page(as_("sari"), f"{reverse('people:search')}?q=tidakada")
    assert "pegawai yang Anda nilai" in text
    assert reverse("people:unit-list") in text


def test_a_persons_page_holds_posts_raters_plans_and_problems(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    Employee.objects.filter(pk=world.sari.pk).update(nip="198513122010012007")
    find_problems(world.agency, world.day)
    text = page(as_("rini"), reverse("people:employee-detail", args=[world.sari.uuid]))
    assert "Hadi Wijaya" in text
    assert reverse("performance:plan-detail", args=[plan.uuid]) in text
    assert "NIP janggal" in text
    text = page(as_("budi"), reverse("people:employee-detail", args=[world.sari.uuid]))
    assert "NIP janggal" not in text


def test_who_has_left_is_found_and_said_so(world: World, as_: As) -> None:
    Employee.objects.filter(pk=world.hadi.pk).update(left_on=date(2026, 3, 1))
    assert "Berhenti 1 Maret 2026" in found(as_("dewi"), "hadi")
    assert "Hadi Wijaya" not in page(as_("dewi"), reverse("people:employee-list"))


def test_the_tree_names_heads_and_counts_people(world: World, as_: As) -> None:
    text = page(as_("dewi"), reverse("people:unit-list"))
    assert "Kabupaten Wanasari" in text
    assert "Joko Susilo" in text
    text = page(as_("dewi"), reverse("people:unit-detail", args=[world.health.uuid]))
    assert "UPTD Puskesmas Cempaka" in text
    assert "7 orang" in text
    assert "Sari Lestari" in page(
        as_("rini"), reverse("people:unit-detail", args=[world.clinic.uuid])
    )


def test_a_colleague_sees_the_unit_and_not_its_people(world: World, as_: As) -> None:
    text = page(as_("agus"), reverse("people:unit-detail", args=[world.clinic.uuid]))
    assert "Budi Santoso" in text
    assert "Sari Lestari" not in text


def test_the_pages_cost_the_same_for_few_and_many(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        make_employee(world.clinic, name=f"Sari {number}")
    urls = (
        reverse("people:employee-list"),
        reverse("people:search") + "?q=sari",
        reverse("people:employee-detail", args=[world.sari.uuid]),
        reverse("people:unit-list"),
        reverse("people:unit-detail", args=[world.clinic.uuid]),
    )
    client = as_("rini")
    for url in urls:
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(url)
