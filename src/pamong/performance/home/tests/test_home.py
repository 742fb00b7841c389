"""The first screen: for whom what waits, and at what cost."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from pamong.access.scope import Role
from pamong.people.models import Delegation, Leave, Mandate
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.home.presentation import team_facts, waiting_tasks
from pamong.performance.home.queries import Due, Home, TeamLine
from pamong.performance.models import Plan, Window
from pamong.performance.plan.actions import propose_plan, return_plan
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]


def page(client: Client) -> str:
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_employee_is_told_what_to_do_first(world: World, as_: As) -> None:
    text = page(as_("sari"))
    assert "Buat SKP 2026" in text
    assert "Belum ada SKP yang berlaku hari ini" in text


def test_the_coming_year_is_planned_from_november_on(world: World, as_: As) -> None:
    make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    text = page(as_("sari"))
    assert "Buat SKP 2027" in text
    assert "/plans/new?year=2027" in text
    make_complete_plan(
        world.sari, year=2027, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)
    )
    assert "Buat SKP" not in page(as_("sari"))


def test_before_november_the_coming_year_is_planned_once_its_window_is_open(world: World) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    scope, day = world.scope("sari"), date(2026, 10, 30)
    window = Due(Window.Stage.PLANNING, 2027, Window.Period.YEAR, date(2026, 11, 20))
    shut = waiting_tasks(Home(day=day, plans=[plan]), scope)
    opened = waiting_tasks(Home(day=day, plans=[plan], windows=[window]), scope)
    assert "Buat SKP 2027" not in [task.text for task in shut]
    assert "Buat SKP 2027" in [task.text for task in opened]


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_task_opens_the_form_of_its_year(world: World, as_: As, year: int) -> None:
    form = as_("sari").get(f"/plans/new?year={year}").context["form"]
    assert form.initial["starts_on"] == date(year, 1, 1)


def test_the_rater_sees_who_waits_longest(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari)
    propose_plan(plan, by=world.account("sari"), on=world.day)
    assert "Jawab SKP yang diajukan 1 pegawai" in page(as_("budi"))
    assert f"Menunggu {world.budi.full_name}" in page(as_("sari"))
    assert "Jawab SKP" not in page(as_("wati"))


def test_a_returned_plan_waits_for_its_owner(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari)
    propose_plan(plan, by=world.account("sari"), on=world.day)
    return_plan(plan, reason="Perbaiki", by=world.account("budi"), on=world.day)
    assert "Perbaiki dan ajukan kembali SKP 2026 Anda" in page(as_("sari"))


def test_an_indicator_without_a_reading_is_a_dash_and_never_a_zero(world: World, as_: As) -> None:
    make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    text = page(as_("sari"))
    assert "belum ada" in text
    assert "is-none" in text
    assert "Isi realisasi 1 indikator" in text


def test_the_rater_is_told_who_is_still_to_be_rated(world: World, as_: As) -> None:
    make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    assert "Nilai 1 pegawai untuk triwulan III 2026" in page(as_("budi"))
    assert "Nilai 1 pegawai" not in page(as_("sari"))


@pytest.mark.parametrize("name", ["tono", "outsider", "dewi"])
def test_an_account_without_work_gets_a_page_too(world: World, as_: As, name: str) -> None:
    assert "Yang menunggu Anda" in page(as_(name))


@pytest.mark.parametrize("size", [3, 30])
def test_the_first_screen_costs_the_same_for_any_team(
    world: World, as_: As, django_assert_max_num_queries: Any, size: int
) -> None:
    make_complete_plan(world.budi, status=Plan.Status.AGREED, agreed_on=world.day)
    for _ in range(size):
        person = make_employee(world.clinic)
        make_supervision(person, world.budi)
        make_complete_plan(person, status=Plan.Status.PROPOSED, proposed_on=world.day)
    client = as_("budi")
    with django_assert_max_num_queries(12):
        page(client)


@pytest.mark.parametrize("asked", [frozenset(), frozenset({Role.HR})])
def test_who_does_everything_opens_the_first_screen_from_cold_with_twelve_queries(
    world: World, as_: As, settings: Any, django_assert_max_num_queries: Any, asked: frozenset[Role]
) -> None:
    """Personnel office, administrator of a unit, leader, stand-in for another, goals of one's own."""
    account, since = world.account("dewi"), {"valid_from": world.day}
    at = {"agency": world.agency, "unit": world.school}
    Mandate.objects.create(user=account, role=Role.UNIT_ADMIN, **at, **since)
    Delegation.objects.create(rater=world.budi, delegate=world.dewi, **since)
    make_supervision(world.wati, world.dewi)
    make_complete_plan(world.wati, status=Plan.Status.PROPOSED, proposed_on=world.day)
    make_complete_plan(world.sari, status=Plan.Status.PROPOSED, proposed_on=world.day)
    make_complete_plan(world.dewi, status=Plan.Status.AGREED, agreed_on=world.day)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    settings.MFA_ROLES = asked
    client = as_("dewi")
    with django_assert_max_num_queries(12):
        text = page(client)
    assert "Jawab SKP yang diajukan 2 pegawai" in text
    assert "SKP 2026" in text
    with django_assert_max_num_queries(11):  # what a minute keeps, asked for alone
        assert page(client).count("diajukan") == text.count("diajukan")


def test_an_approval_is_news_for_some_days(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    said = f"Anda disetujui {world.budi.full_name}"
    assert said in page(as_("sari"))
    Plan.objects.filter(pk=plan.pk).update(agreed_on=world.day - timedelta(days=15))
    assert said not in page(as_("sari"))


def test_people_without_a_plan_are_counted_beside_those_with_one() -> None:
    day = date(2026, 11, 25)

    def line(year: int, name: str, key: int) -> TeamLine:
        return TeamLine(year, Plan.Status.AGREED, day, name, key, False, None, False, None)

    lines = [line(2026, "A", 1), line(2026, "B", 2)]
    home = Home(day=day, team=[*lines, line(2027, "A", 1)])
    assert home.team_without() == {2026: 0, 2027: 1}
    assert "1 belum ada" in dict(team_facts(home))["SKP 2027"]
    assert "belum ada" not in dict(team_facts(home))["SKP 2026"]


def test_the_tile_of_the_team_adds_up_to_everybody_whom_one_rates(world: World, as_: As) -> None:
    half = {"ends_on": date(2026, 6, 30), "status": Plan.Status.AGREED}
    make_complete_plan(world.sari, **half)
    make_complete_plan(world.sari, starts_on=date(2026, 7, 1), status=Plan.Status.PROPOSED)
    make_complete_plan(world.putri, held="plt", status=Plan.Status.AGREED)
    make_complete_plan(world.agus, rater=world.budi, status=Plan.Status.AGREED)  # moved away
    facts = dict(as_("budi").get(reverse("home")).context["team"])
    assert facts["Jumlah pegawai"] == "3 orang"
    assert facts["SKP 2026"] == "1 diajukan, 2 belum ada"
    assert facts["SKP 2027"] == "3 belum ada"


def test_on_leave_nothing_asks_for_attention_and_everything_is_still_there(
    world: World, as_: As
) -> None:
    propose_plan(make_complete_plan(world.sari), by=world.account("sari"), on=world.day)
    waiting = as_("budi").get(reverse("home")).context["tasks"]
    Leave.objects.create(
        employee=world.budi,
        kind="cuti_tahunan",
        valid_from=world.day,
        valid_to=world.day + timedelta(days=3),
    )
    found = as_("budi").get(reverse("home"))
    assert "Anda tercatat cuti sampai 27 November" in found.content.decode()
    assert (found.context["tasks"], found.context["more_tasks"]) == ([], waiting)


def test_what_waits_alone_is_one_press_away(world: World, as_: As) -> None:
    budi, plans = as_("budi"), []
    for person in (world.sari, world.putri):
        plan = make_complete_plan(person)
        propose_plan(plan, by=world.account(person.name.split()[0].casefold()), on=world.day)
        link = re.search(r'href="(/plans/team\?year[^"]*)"', page(budi))
        assert link
        plans.append((plan, budi.get(link[1].replace("&amp;", "&"))))
    (first, alone), (_second, both) = plans
    assert alone["Location"] == f"/plans/{first.uuid}/"
    assert both.status_code == 200
