from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamong.access.scope import Role
from pamong.people.models import Employee, Mandate
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import WHEN, level_of, opened, rated
from pamong.performance.models import Evaluation, Plan
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.tests.make import make_plan

As = Callable[[str], Client]
PLANS, EVALUATIONS = "/plans/agency?year=2026", "/evaluations/agency?year=2026&period=Q3"
MOST_QUERIES = 12


def text_of(page: Any) -> str:
    return str(page.content.decode())


def set_all(world: World) -> Evaluation:
    level_of(world)
    for name in ("sari", "putri", "rini"):
        rated(world, opened(world, name))
    set_predicates(world.budi, WHEN, reason="Tim kecil.", by=world.account("budi"), on=world.day)
    return Evaluation.objects.get(plan__employee=world.sari)


@pytest.mark.parametrize("name", ["dewi", "tono"])
def test_personnel_and_auditor_find_every_plan_and_the_way_back(
    world: World, as_: As, name: str
) -> None:
    plan = make_plan(world.sari, status=Plan.Status.AGREED)
    client = as_(name)
    page = text_of(client.get(PLANS))
    assert "Sari Lestari" in page
    assert f"/plans/{plan.uuid}/" in page
    assert "Budi Santoso" in page
    detail = text_of(client.get(f"/plans/{plan.uuid}/"))
    assert 'href="/plans/agency">SKP instansi' in detail
    assert "SKP bawahan</a></li>" not in detail


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "outsider"])
def test_others_may_not(world: World, as_: As, name: str) -> None:
    for url in (PLANS, EVALUATIONS):
        assert as_(name).get(url).status_code == 403


def test_personnel_of_another_agency_see_their_own_only(world: World, as_: As) -> None:
    set_all(world)
    for url in (PLANS, EVALUATIONS):
        assert "Sari Lestari" not in text_of(as_("lina").get(url))


def test_a_state_and_a_name_narrow_the_plans(world: World, as_: As) -> None:
    make_plan(world.sari, status=Plan.Status.AGREED)
    make_plan(world.budi, status=Plan.Status.PROPOSED)
    client = as_("dewi")
    agreed = text_of(client.get(f"{PLANS}&show=agreed"))
    assert "Sari Lestari" in agreed
    assert "Kepala UPTD Puskesmas" not in agreed
    assert "Sari Lestari" not in text_of(client.get(f"{PLANS}&q=budi"))
    assert "Sari Lestari" in text_of(client.get(f"{PLANS}&show=nonsense"))


def test_who_has_no_plan_is_listed_but_no_official_and_nobody_who_left(
    world: World, as_: As
) -> None:
    make_plan(world.sari)
    make_employee(world.root, name="Bupati Wanasari", kind=Employee.Kind.POLITICAL)
    make_employee(world.root, name="Yang Berhenti", left_on=date(2026, 3, 1))
    page = text_of(as_("dewi").get(f"{PLANS}&show=none"))
    assert f"/people/{world.agus.uuid}" in page
    assert f"/people/{world.sari.uuid}" not in page
    assert "Bupati Wanasari" not in page
    assert "Yang Berhenti" not in page


def test_the_states_add_up_to_everybody_who_needs_a_plan(world: World, as_: As) -> None:
    make_plan(world.sari, ends_on=date(2026, 6, 30), status=Plan.Status.AGREED)
    make_plan(world.sari, starts_on=date(2026, 7, 1), status=Plan.Status.PROPOSED)
    make_plan(world.agus, held="plt", status=Plan.Status.AGREED)
    page = as_("dewi").get(f"{PLANS}&show=none")
    everybody = Employee.objects.filter(agency=world.agency).count()
    said = f"{everybody} pegawai perlu SKP: 1 diajukan, {everybody - 1} belum ada."
    assert said in text_of(page)
    assert page.context["tabs"][-1].count == everybody - 1
    assert f"/people/{world.agus.uuid}" in text_of(page)


def test_personnel_see_predicates_and_the_auditor_states_a_purpose_first(
    world: World, as_: As
) -> None:
    row = set_all(world)
    whole, apart = text_of(as_("dewi").get(EVALUATIONS)), text_of(as_("tono").get(EVALUATIONS))
    assert f"/evaluations/{row.uuid}/" in whole
    assert f"/evaluations/{row.uuid}/" in apart
    assert ">Baik<" in whole
    assert ">Baik<" not in apart
    assert "tujuan membaca" in apart
    assert "Tujuan membaca" in text_of(as_("tono").get(f"/evaluations/{row.uuid}/"))


def test_only_set_predicates_are_listed(world: World, as_: As) -> None:
    level_of(world)
    rated(world, opened(world, "sari"))
    assert "Sari Lestari" not in text_of(as_("dewi").get(EVALUATIONS))


def test_the_queries_do_not_grow_with_the_people(world: World, as_: As) -> None:
    for name in ("sari", "budi", "agus", "putri", "hadi", "rini", "wati"):
        make_plan(getattr(world, name))
    client = as_("dewi")
    for url in (PLANS, f"{PLANS}&show=none", EVALUATIONS):
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(url)
        assert len(asked) <= MOST_QUERIES


def test_pages_go_on_behind_the_last_name(world: World, as_: As) -> None:
    for number in range(30):
        make_plan(make_employee(world.clinic, name=f"Pegawai {number:02}"))
    client = as_("dewi")
    first = client.get(PLANS)
    assert "Pegawai 29" not in text_of(first)
    assert "Pegawai 29" in text_of(client.get(f"/plans/agency{first.context['next_url']}"))


def test_the_head_of_the_agency_without_a_plan_is_led_from_the_matrix_to_the_cascade(
    world: World, as_: As
) -> None:
    regent = make_employee(world.root, name="Bupati Wanasari", kind=Employee.Kind.POLITICAL)
    Employee.objects.filter(pk=world.joko.pk).update(rater=regent)
    user = world.account("hadi")
    Employee.objects.filter(pk=world.hadi.pk).update(user=None)
    Employee.objects.filter(pk=regent.pk).update(user=user)
    Mandate.objects.create(
        user=user, role=Role.AGENCY_HEAD, agency=world.agency, valid_from=date(2026, 1, 1)
    )
    client = Client()
    client.force_login(user)
    page = text_of(client.get("/matrix/"))
    assert "Buka cascading" in page
    assert "Buka SKP saya" not in page
    assert 'href="/matrix/"' not in page
    assert 'href="/plans/agency"' in page


def test_a_units_administrator_goes_back_to_the_person(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    page = text_of(as_("rini").get(f"/plans/{plan.uuid}/"))
    assert f'href="/people/{world.sari.uuid}">Sari Lestari, A.Md.Keb.' in page
