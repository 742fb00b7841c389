"""What is printed: everything of the form on one page, for those who may see it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.people.tests.world import World
from pamong.people.tree.actions import UnitFacts, change_unit
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Plan
from pamong.performance.papers import forms as papers_forms
from pamong.performance.papers.contents.skp import SKP
from pamong.performance.papers.writings import PERIODIC
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]
MOST_QUERIES = 12


def paper(client: Client, plan: Plan) -> Any:
    return client.post(reverse("performance:plan-paper", args=[plan.uuid]))


def said_on_paper(plan: Plan) -> str:
    writing = SKP.one(str(plan.uuid))
    assert writing is not None
    return str(writing.content)


@pytest.mark.parametrize("name", ["wati", "agus", "lina", "outsider"])
def test_a_paper_is_for_those_who_may_see_the_plan(world: World, as_: As, name: str) -> None:
    assert paper(as_(name), make_complete_plan(world.sari)).status_code == 404


def test_papers_of_a_time_before_name_the_unit_as_it_was_called(world: World, as_: As) -> None:
    former, evaluation = world.clinic.name, final(world, "rini")
    Plan.objects.filter(pk=evaluation.plan_id).update(ends_on=world.day)
    plan = evaluation.plan
    facts = UnitFacts(world.clinic.code, "Puskesmas Kelak", world.clinic.kind)
    change_unit(world.clinic, facts, valid_from=world.day, by=SHELL, on=world.day)
    writing = PERIODIC.one(str(evaluation.uuid))
    assert writing is not None
    said = str(writing)
    assert former in said
    assert "Puskesmas Kelak" not in said
    assert "Puskesmas Kelak" in said_on_paper(plan)
    listed = reverse("performance:report-list")
    given = {"unit": world.clinic.pk}
    assert ", Puskesmas Kelak" in _plain(as_("rini").get(listed, given))
    Plan.objects.filter(pk=plan.pk).update(ends_on=date(world.day.year, 6, 30))
    assert former in said_on_paper(plan)
    assert f", {former}" in _plain(as_("rini").get(listed, given))


def _plain(response: Any) -> str:
    return str(response.content.decode())


def test_the_list_shows_ones_people_with_links_to_their_papers(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    plan = make_complete_plan(world.sari)
    address = reverse("performance:report-list")
    for name in ("budi", "rini", "dewi"):
        client = as_(name)
        with django_assert_max_num_queries(MOST_QUERIES):
            page = client.get(address, {"unit": world.clinic.pk}).content.decode()
        assert reverse("performance:plan-paper", args=[plan.uuid]) in page
    assert as_("sari").get(address).status_code == 403
    assert as_("budi").get(address, {"year": "x", "unit": "-1", "after": "%"}).status_code == 200


def test_where_there_are_many_units_one_is_asked_for_by_name(
    world: World, as_: As, monkeypatch: Any
) -> None:
    monkeypatch.setattr(papers_forms, "MOST_LISTED", 1)
    plan = make_complete_plan(world.sari)
    paper = reverse("performance:plan-paper", args=[plan.uuid])
    client, address = as_("dewi"), reverse("performance:report-list")
    assert paper in client.get(address, {"unit": "cempaka"}).content.decode()
    assert (
        paper in client.get(address, {"unit": f"Apa saja ({world.clinic.code})"}).content.decode()
    )
    said = client.get(address, {"unit": "tidak ada"}).content.decode()
    assert "Tidak ada unit dengan nama atau kode itu" in said
    assert paper not in said
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("most", [1, 100])
def test_no_unit_means_all_of_them_and_a_unit_has_those_below_it(
    world: World, as_: As, monkeypatch: Any, most: int
) -> None:
    monkeypatch.setattr(papers_forms, "MOST_LISTED", most)
    plan = make_complete_plan(world.sari)
    paper = reverse("performance:plan-paper", args=[plan.uuid])
    client, address = as_("dewi"), reverse("performance:report-list")
    export = reverse("performance:national-export", args=[plan.year, "plans"])
    everything = _plain(client.get(address, {"unit": "", "year": str(plan.year)}))
    assert paper in everything
    assert f'{export}"' in everything
    above = world.clinic.parent
    assert above is not None
    asked = above.name if most == 1 else str(above.pk)
    below = _plain(client.get(address, {"unit": asked, "year": str(plan.year)}))
    assert paper in below
    assert f"{export}?unit={above.pk}" in below
