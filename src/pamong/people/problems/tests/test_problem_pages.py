"""The page of data problems: by kind, with what to do, and only of units that one keeps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.models import DataProblem, Employee
from pamong.people.problems import announcing, presentation, queries
from pamong.people.problems.finding import find_problems, find_problems_of
from pamong.people.raters.actions import set_superior
from pamong.people.raters.listing import set_url
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_plan

As = Callable[[str], Client]
MOST_QUERIES = 12


def page(client: Client, **asked: str) -> str:
    response = client.get(reverse("people:problem-list"), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_each_kind_leads_to_its_mend(world: World, as_: As) -> None:
    make_supervision(world.joko, world.sari)
    Employee.objects.filter(pk=world.hadi.pk).update(left_on=world.day)
    make_supervision(world.wati, world.hadi)
    Employee.objects.filter(pk=world.sari.pk).update(nip="198513122010012007")
    find_problems(world.agency, world.day)
    client = as_("dewi")
    left = page(client, kind=DataProblem.Kind.RATER_LEFT)
    assert "Penilai: Hadi Wijaya" in left
    assert set_url([world.wati]) in left
    assert "→" in page(client, kind=DataProblem.Kind.CIRCLE)
    assert "Kabupaten Wanasari" in page(client, kind=DataProblem.Kind.NO_HEAD)
    assert "Delapan angka pertama" in page(client, kind=DataProblem.Kind.ODD_NIP)


def test_a_mended_problem_is_gone_at_once(world: World, as_: As) -> None:
    find_problems(world.agency, world.day)
    client = as_("dewi")
    assert "Wati Kusuma" in page(client)
    url = set_url([world.wati]) + "&q=joko"
    client.post(url, {"rater": str(world.joko.uuid), "valid_from": "25-11-2026"})
    assert "Wati Kusuma" not in page(client)


def test_an_administrator_sees_the_own_units_and_the_auditor_mends_nothing(
    world: World, as_: As
) -> None:
    find_problems(world.agency, world.day)
    assert "Wati Kusuma" not in page(as_("rini"))
    text = page(as_("tono"))
    assert "Wati Kusuma" in text
    assert set_url([world.wati]) not in text


@pytest.mark.parametrize("who", ["sari", "budi", "outsider"])
def test_others_have_no_such_page(world: World, as_: As, who: str) -> None:
    assert as_(who).get(reverse("people:problem-list")).status_code == 403


def test_who_holds_up_most_stands_first_with_since_when(world: World, as_: As) -> None:
    for person in (world.sari, world.putri):
        make_plan(
            person,
            status=Plan.Status.PROPOSED,
            proposed_on=world.day - timedelta(days=9),
        )
    text = as_("dewi").get(reverse("people:blocking-list")).content.decode()
    assert "2 menunggu" in text
    assert "9 hari<" in text
    assert "sejak " in text
    assert "hari lalu" not in text


def test_the_pages_cost_the_same_for_few_and_many(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        make_employee(world.clinic, name=f"Orang {number}")
    find_problems(world.agency, world.day)
    for url in (reverse("people:problem-list"), reverse("people:blocking-list")):
        for who in ("rini", "dewi"):
            client = as_(who)
            with django_assert_max_num_queries(MOST_QUERIES):
                client.get(url)


def test_of_many_problems_only_that_there_are_more_is_read_and_said(
    world: World, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        make_employee(world.clinic, name=f"Orang {number}")
    find_problems(world.agency, world.day)
    monkeypatch.setattr(queries, "COUNTED", 2)
    monkeypatch.setattr(presentation, "COUNTED", 2)
    monkeypatch.setattr(announcing, "COUNTED", 2)
    monkeypatch.setattr(queries._counts, "statements", {})
    assert queries.problem_counts(world.scope("dewi"))[DataProblem.Kind.NO_RATER] == 3
    text = page(as_("dewi"))
    assert "Tanpa penilai <span>2+</span>" in text
    assert "Tanpa penilai: lebih dari 2" in text


def test_a_superior_who_left_is_told_with_the_way_to_mend_it(world: World, as_: As) -> None:
    sari = world.sari
    sari.refresh_from_db()
    above = sari.rater_superior
    assert above is not None
    Employee.objects.filter(pk=above.pk).update(left_on=world.day)
    find_problems_of(world.agency, [above.pk], world.day)
    client, kind = as_("dewi"), DataProblem.Kind.ABOVE_LEFT
    mend = reverse("people:superior-set", args=[sari.uuid])
    left = page(client, kind=kind)
    assert f"Atasan penilai: {above.name}" in left
    assert mend in left
    assert mend not in page(as_("tono"), kind=kind)
    set_superior(
        sari,
        superior=world.wati,
        valid_from=world.day,
        reason="Pejabat lama berhenti",
        by=world.account("dewi"),
        on=world.day,
    )
    assert mend not in page(client, kind=kind)
