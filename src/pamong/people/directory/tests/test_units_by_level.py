"""The tree of units by level: a page of one level, a search by name, and no more read than is said."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.directory import queries
from pamong.people.directory.queries import Headcount, headcounts
from pamong.people.directory.tree import whole_said
from pamong.people.models import Employee
from pamong.people.tests.make import make_employee, make_unit
from pamong.people.tests.world import World

LIST = "people:unit-list"


def test_people_of_a_unit_are_counted_with_and_without_those_below(world: World) -> None:
    counts = headcounts([world.health.pk, world.clinic.pk])
    here = Employee.objects.active()
    assert counts[world.clinic.pk].own == here.filter(unit=world.clinic).count()
    whole = here.filter(unit__in=[world.health, world.clinic]).count()
    assert counts[world.health.pk] == Headcount(here.filter(unit=world.health).count(), whole)


def test_a_unit_whose_key_begins_like_another_counts_apart(world: World) -> None:
    for number in range(12):
        unit = make_unit(world.agency, world.root, name=f"Unit {number}")
        make_employee(unit, name=f"Orang {number}")
        assert headcounts([unit.pk]) == {unit.pk: Headcount(1, 1)}


def test_of_many_people_only_that_there_are_more_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "COUNTED", 2)
    assert headcounts([world.root.pk])[world.root.pk].whole == 3
    assert whole_said(Headcount(0, 1000)) == "1.000"
    assert whole_said(Headcount(0, 1001)) == "1.000+"


def test_a_level_is_read_by_the_page(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make_unit(world.agency, world.health, name=f"Seksi {number:02}")
    client: Client = as_("dewi")
    with django_assert_max_num_queries(12):
        response = client.get(reverse("people:unit-detail", args=[world.health.uuid]))
    text = response.content.decode()
    assert "Seksi 23" in text
    assert "Seksi 26" not in text
    more = response.context["more_units"]
    assert "Seksi 29" in client.get(more).content.decode()


def test_several_tops_are_a_list_by_page(world: World, as_: Any) -> None:
    for number in range(30):
        make_unit(world.agency, name=f"Badan {number:02}")
    client: Client = as_("dewi")
    response = client.get(reverse(LIST))
    assert "Badan 24" in response.content.decode()
    assert "Badan 29" not in response.content.decode()
    assert "Badan 29" in client.get(reverse(LIST) + response.context["next_url"]).content.decode()


def test_a_unit_is_found_by_a_part_of_its_name(world: World, as_: Any) -> None:
    text = as_("dewi").get(reverse(LIST) + "?q=puskesmas").content.decode()
    assert world.clinic.name in text
    assert world.health.name in text  # the one above it
    assert world.school.name not in text


def test_a_unit_that_is_no_more_and_one_elsewhere_are_not_found(world: World, as_: Any) -> None:
    world.clinic.valid_to = date(2026, 1, 2)
    world.clinic.save(update_fields=["valid_to"])
    client: Client = as_("dewi")
    assert world.clinic.name not in client.get(reverse(LIST) + "?q=puskesmas").content.decode()
    assert "Kabupaten Lain" not in client.get(reverse(LIST) + "?q=lain").content.decode()


def test_two_letters_are_too_few_to_search(world: World, as_: Any) -> None:
    text = as_("dewi").get(reverse(LIST) + "?q=pu").content.decode()
    assert "paling sedikit tiga huruf" in text
