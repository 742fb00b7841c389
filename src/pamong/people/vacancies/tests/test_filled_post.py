"""A rater is gone and somebody leads the unit before anybody takes over: the people go to that one."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Assignment, DataProblem, Delegation, Employee, Supervision
from pamong.people.posts.actions import NewPost, end_assignment, move_employee
from pamong.people.problems.finding import find_problems
from pamong.people.tests.world import World
from pamong.people.vacancies.actions import take_over_rater

As = Callable[[str], Client]
ACTING, GOOD = Assignment.Kind.ACTING.value, Assignment.Kind.DEFINITIVE.value


@pytest.fixture
def vacant(world: World) -> World:
    """Budi left the clinic a week ago."""
    Delegation.objects.all().delete()
    gone = world.day - timedelta(days=7)
    Employee.objects.filter(pk=world.budi.pk).update(left_on=gone)
    Assignment.objects.filter(employee=world.budi).update(valid_to=gone)
    find_problems(world.agency, world.day)
    return world


def fill(world: World, who: str, kind: str = ACTING, *, since: date | None = None) -> Assignment:
    head = Assignment.objects.filter(employee=world.budi).latest("pk").position
    post = NewPost(world.clinic, head, since or world.day, kind)
    return move_employee(world.people[who], post, by=world.account("dewi"), on=world.day)


def taken(world: World, by: str = "dewi", *, day: date | None = None) -> list[Supervision]:
    since = day or world.day
    return take_over_rater(world.budi, valid_from=since, by=world.account(by), on=world.day)


def raters(world: World, day: date) -> dict[str, Employee]:
    rows = Supervision.objects.on(day).filter(employee__unit=world.clinic)
    rows = rows.exclude(employee=world.budi).select_related("employee", "rater")
    return {row.employee.name.split()[0].lower(): row.rater for row in rows}


def test_an_acting_head_takes_the_people_and_the_superior_takes_the_acting_head(
    vacant: World,
) -> None:
    fill(vacant, "putri")
    found = set(DataProblem.objects.filter(kind="rater_left").values_list("name", "filled_by"))
    putri = vacant.putri.pk
    assert found == {
        ("Sari Lestari", putri),
        ("Rini Astuti", putri),
        ("Putri Ayu", None),
    }
    made = taken(vacant)
    assert {(row.employee, row.rater, row.superior) for row in made} == {
        (vacant.sari, vacant.putri, vacant.joko),
        (vacant.rini, vacant.putri, vacant.joko),
        (vacant.putri, vacant.joko, None),
    }
    assert not DataProblem.objects.filter(kind="rater_left").exists()


@pytest.mark.parametrize("name", ["joko", "dewi", "rini", "putri"])
def test_the_acting_head_may_say_so_as_well_as_the_superior(vacant: World, name: str) -> None:
    fill(vacant, "putri")
    assert len(taken(vacant, name)) == 3


def test_who_fills_the_post_for_good_later_gets_the_people_from_the_acting_head(
    vacant: World,
) -> None:
    fill(vacant, "putri")
    taken(vacant)
    later = vacant.day + timedelta(days=5)
    fill(vacant, "agus", GOOD, since=later)
    assert raters(vacant, vacant.day)["sari"] == vacant.putri
    assert set(raters(vacant, later).values()) == {vacant.agus}


def test_an_acting_head_who_becomes_the_head_stands_in_for_nobody_any_more(vacant: World) -> None:
    acting = fill(vacant, "agus")
    taken(vacant)
    later = vacant.day + timedelta(days=5)
    end_assignment(acting, valid_to=later, by=vacant.account("dewi"), on=vacant.day)
    fill(vacant, "agus", GOOD, since=later)
    rows = Supervision.objects.on(later).filter(employee__in=[vacant.sari, vacant.rini])
    assert {(row.rater, row.instead_of) for row in rows} == {(vacant.agus, None)}


def test_a_head_for_good_stands_in_for_nobody(vacant: World) -> None:
    fill(vacant, "agus", GOOD)
    assert {(row.rater, row.instead_of, row.source) for row in taken(vacant)} == {
        (vacant.agus, None, "ditetapkan")
    }


def test_days_before_the_post_was_filled_go_to_the_superior(vacant: World) -> None:
    fill(vacant, "agus", since=vacant.day - timedelta(days=2))
    taken(vacant, day=vacant.day - timedelta(days=5))
    held = [raters(vacant, vacant.day - timedelta(days=back))["sari"] for back in (5, 3, 2, 0)]
    assert held == [vacant.joko, vacant.joko, vacant.agus, vacant.agus]


def test_who_is_to_fill_the_post_gets_the_people_on_that_day(vacant: World) -> None:
    later = vacant.day + timedelta(days=5)
    fill(vacant, "agus", since=later)
    taken(vacant)
    assert set(raters(vacant, vacant.day).values()) == {vacant.joko}
    assert set(raters(vacant, later).values()) == {vacant.agus}
    rows = Supervision.objects.filter(employee=vacant.sari).order_by("valid_from")
    assert all(one.valid_to == two.valid_from for one, two in pairwise(rows))


def test_too_early_a_day_is_refused_to_the_acting_head_as_well(vacant: World) -> None:
    fill(vacant, "agus")
    with pytest.raises(ValidationError, match="kosong sejak"):
        taken(vacant, "agus", day=date(2020, 1, 1))


def test_when_the_acting_post_ends_nobody_is_named_any_more(vacant: World) -> None:
    made = fill(vacant, "agus")
    later = vacant.day + timedelta(days=1)
    end_assignment(made, valid_to=later, by=vacant.account("dewi"), on=later)
    assert set(DataProblem.objects.values_list("kind", "filled_by")) >= {("rater_left", None)}


def test_a_recorded_head_leads_to_the_change_in_one_click(vacant: World, as_: As) -> None:
    head = Assignment.objects.filter(employee=vacant.budi).latest("pk").position
    move = reverse("people:employee-move", args=[vacant.agus.uuid])
    found = f"{move}?unit={vacant.clinic.name}&post={head.name}"
    sent = {"unit_to": str(vacant.clinic.uuid), "position": str(head.uuid), "kind": ACTING}
    sent |= {"valid_from": f"{vacant.day:%d-%m-%Y}"}
    dewi = as_("dewi")
    answer = dewi.post(found, sent)
    over = reverse("people:rater-take-over", args=[vacant.budi.uuid])
    assert (answer.status_code, answer["Location"]) == (303, over)
    page = dewi.get(over).content.decode()
    assert "3 pegawai masih dinilai Budi Santoso" in page
    assert "Agus Salim menilai 3 pegawai ini" in page
    assert dewi.post(over, {"valid_from": f"{vacant.day:%d-%m-%Y}"}).status_code == 303
    assert "Agus Salim menilai 3 pegawai." in dewi.get("/supervision/vacant").content.decode()
    assert Entry.objects.filter(verb="people.rater_taken_over").count() == 1


def test_list_problems_and_first_screens_name_who_fills_the_post(vacant: World, as_: As) -> None:
    fill(vacant, "agus")
    for name in ("joko", "agus"):
        home = as_(name).get(reverse("home")).content.decode()
        assert "Pindahkan penilaian 3 pegawai ke pejabat baru" in home
        assert "sudah terisi: Agus Salim" in home
        assert "Ambil alih penilaian" not in home
        listed = as_(name).get(reverse("people:vacancy-list")).content.decode()
        assert "Agus Salim" in listed
        assert "Pindahkan pegawai" in listed
    problems = as_("dewi").get(reverse("people:problem-list") + "?kind=rater_left")
    assert "Pejabat sekarang: Agus Salim" in problems.content.decode()
    assert as_("wati").get(reverse("people:vacancy-list")).status_code == 403
