"""A rater is gone: the superior takes over, and gives back when the post is filled."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Assignment, DataProblem, Delegation, Employee, Supervision
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.problems.finding import find_problems
from pamong.people.raters.actions import set_raters
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.people.vacancies.actions import take_over_rater

As = Callable[[str], Client]


@pytest.fixture
def vacant(world: World) -> World:
    """Budi left the clinic a week ago; Joko stands above him."""
    Delegation.objects.all().delete()
    gone = world.day - timedelta(days=7)
    Employee.objects.filter(pk=world.budi.pk).update(left_on=gone)
    Assignment.objects.filter(employee=world.budi).update(valid_to=gone)
    find_problems(world.agency, world.day)
    return world


def taken(world: World, by: str = "joko") -> list[Supervision]:
    return take_over_rater(world.budi, valid_from=world.day, by=world.account(by), on=world.day)


def test_take_over_rater_moves_everybody_at_once(vacant: World) -> None:
    made = taken(vacant)
    assert {row.employee for row in made} == {vacant.sari, vacant.putri, vacant.rini}
    assert {(row.rater, row.source, row.instead_of) for row in made} == {
        (vacant.joko, "pengganti", vacant.budi)
    }
    vacant.sari.refresh_from_db()
    assert vacant.sari.rater == vacant.joko
    entry = Entry.objects.get(verb="people.rater_taken_over")
    assert entry.changes["people"] == [None, 3]
    assert not DataProblem.objects.filter(kind="rater_left").exists()


@pytest.mark.parametrize("name", ["joko", "dewi", "rini"])
def test_the_superior_personnel_and_the_administrator_do_it(vacant: World, name: str) -> None:
    assert len(taken(vacant, name)) == 3


@pytest.mark.parametrize("name", ["sari", "wati", "tono", "lina", "agus"])
def test_others_do_not(vacant: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        taken(vacant, name)


def test_a_rater_in_office_is_not_taken_over(world: World) -> None:
    with pytest.raises(ValidationError, match="masih memegang jabatannya"):
        taken(world)


def test_nobody_takes_over_before_the_post_fell_vacant(vacant: World) -> None:
    by, before = vacant.account("joko"), list(Supervision.objects.order_by("pk"))
    with pytest.raises(ValidationError, match="kosong sejak"):
        take_over_rater(vacant.budi, valid_from=date(2020, 1, 1), by=by, on=vacant.day)
    assert list(Supervision.objects.order_by("pk")) == before


def test_twice_says_that_nobody_is_left(vacant: World) -> None:
    taken(vacant)
    with pytest.raises(ValidationError, match="Tidak ada pegawai"):
        taken(vacant)


def test_who_fills_the_post_gets_the_people_back(vacant: World) -> None:
    taken(vacant)
    head = Assignment.objects.filter(employee=vacant.budi).latest("pk").position
    begins = vacant.day + timedelta(days=3)
    post = NewPost(vacant.clinic, head, begins)
    move_employee(vacant.agus, post, by=vacant.account("dewi"), on=vacant.day)
    rows = Supervision.objects.on(begins).filter(employee__in=[vacant.sari, vacant.putri])
    assert {(row.rater, row.instead_of, row.source) for row in rows} == {
        (vacant.agus, None, "ditetapkan")
    }
    before = Supervision.objects.on(vacant.day).get(employee=vacant.sari)
    assert (before.rater, before.valid_to) == (vacant.joko, begins)
    assert Entry.objects.filter(verb="people.people_given_back").count() == 1


def test_a_rater_who_is_recorded_for_later_stays_when_the_post_is_filled(vacant: World) -> None:
    taken(vacant)
    by, later = vacant.account("dewi"), vacant.day + timedelta(days=9)
    set_raters([vacant.sari], rater=vacant.hadi, valid_from=later, by=by, on=vacant.day)
    head = Assignment.objects.filter(employee=vacant.budi).latest("pk").position
    move_employee(vacant.agus, NewPost(vacant.clinic, head, vacant.day), by=by, on=vacant.day)
    held = [Supervision.objects.on(day).get(employee=vacant.sari) for day in (vacant.day, later)]
    assert [row.rater for row in held] == [vacant.joko, vacant.hadi]
    assert Supervision.objects.on(vacant.day).get(employee=vacant.putri).rater == vacant.agus


def test_a_post_that_leads_nothing_gives_nobody_back(vacant: World) -> None:
    taken(vacant)
    post = NewPost(vacant.clinic, make_position(vacant.agency, name="Perawat"), vacant.day)
    move_employee(vacant.agus, post, by=vacant.account("dewi"), on=vacant.day)
    assert Supervision.objects.on(vacant.day).get(employee=vacant.sari).rater == vacant.joko


def test_a_head_who_moved_away_is_found_and_may_be_taken_over(world: World) -> None:
    post = NewPost(world.school, make_position(world.agency), date(2026, 11, 1))
    move_employee(world.budi, post, by=world.account("dewi"), on=world.day)
    find_problems(world.agency, world.day)
    rows = DataProblem.objects.filter(kind="rater_moved")
    assert set(rows.values_list("employee", flat=True)) == {
        world.sari.pk,
        world.putri.pk,
        world.rini.pk,
    }
    assert len(taken(world)) == 3


def test_the_problem_page_the_first_screen_and_the_list_lead_to_it(vacant: World, as_: As) -> None:
    url = reverse("people:rater-take-over", args=[vacant.budi.uuid])
    problems = as_("dewi").get(reverse("people:problem-list") + "?kind=rater_left")
    assert url in problems.content.decode()
    assert "Ambil alih penilaian 3 pegawai" in as_("joko").get(reverse("home")).content.decode()
    listed = as_("joko").get(reverse("people:vacancy-list")).content.decode()
    assert url in listed
    assert vacant.sari.full_name in as_("joko").get(url).content.decode()
    assert as_("joko").post(url, {"valid_from": vacant.day.isoformat()}).status_code == 303
    after = as_("joko").get(reverse("people:vacancy-list")).content.decode()
    assert "Penilaian yang diambil alih" in after
    own = as_("sari").get(reverse("people:profile")).content.decode()
    assert f"menggantikan {vacant.budi.name} sampai jabatannya terisi" in own
    assert as_("wati").get(url).status_code == 404
