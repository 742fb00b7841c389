"""What a move leaves behind: a rater of the old unit, and a plan of the coming year for the old post."""

from datetime import date
from typing import Any

import pytest

from pamong.ledger.models import Entry
from pamong.people.models import DataProblem, Employee, Position
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.problems.finding import find_problems
from pamong.people.raters.actions import set_rater
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.plan.actions import return_plan, return_plans
from pamong.performance.tests.make import make_plan

Kind = DataProblem.Kind
NOVEMBER = date(2026, 11, 10)


def move(world: World, person: Employee | None = None) -> Position:
    """Sari works at the school since the day; who rates her there was not said."""
    post = make_position(world.agency, name="Pengelola Data")
    new = NewPost(world.school, post, NOVEMBER)
    move_employee(person or world.sari, new, by=world.account("dewi"), on=world.day)
    return post


def found(world: World, kind: str) -> list[tuple[str, str]]:
    find_problems(world.agency, world.day)
    rows = DataProblem.objects.filter(agency=world.agency, kind=kind).order_by("name")
    return list(rows.values_list("name", "detail"))


@pytest.fixture
def following(world: World) -> Plan:
    return make_plan(world.sari, year=2027, status=Plan.Status.AGREED, agreed_on=date(2026, 11, 1))


def test_nobody_is_found_who_did_not_move(world: World, following: Plan) -> None:
    assert found(world, Kind.RATER_KEPT) == []
    assert found(world, Kind.PLAN_POST) == []


def test_a_rater_of_the_old_unit_is_found_until_another_is_set(world: World) -> None:
    move(world)
    assert found(world, Kind.RATER_KEPT) == [("Sari Lestari", "Budi Santoso")]
    set_rater(
        world.sari, rater=world.wati, valid_from=NOVEMBER, by=world.account("dewi"), on=world.day
    )
    assert found(world, Kind.RATER_KEPT) == []


def test_a_rater_above_both_units_is_right(world: World) -> None:
    post = make_position(world.agency, name="Pengelola Data")
    new = NewPost(world.health, post, NOVEMBER)
    move_employee(world.sari, new, by=world.account("dewi"), on=world.day)
    set_rater(
        world.sari, rater=world.joko, valid_from=NOVEMBER, by=world.account("dewi"), on=world.day
    )
    assert found(world, Kind.RATER_KEPT) == []


def test_the_list_leads_to_the_rater(world: World, as_: Any) -> None:
    move(world)
    find_problems(world.agency, world.day)
    page = as_("dewi").get("/problems?kind=rater_kept").content.decode()
    assert "Penilai: Budi Santoso" in page
    assert f"person={world.sari.uuid}" in page


def test_a_plan_to_come_for_the_old_post_is_found_at_once(world: World, following: Plan) -> None:
    old = world.sari.position
    assert old
    move(world)
    assert DataProblem.objects.filter(kind=Kind.PLAN_POST, employee=world.sari).exists()
    ((name, detail),) = found(world, Kind.PLAN_POST)
    assert (name, detail) == ("Sari Lestari", f"SKP 2027: {old.name}, {world.clinic.name}")


def test_given_back_it_takes_the_post_of_its_first_day(world: World, following: Plan) -> None:
    post = move(world)
    plan = return_plan(following, reason="Jabatan baru.", by=world.account("budi"), on=world.day)
    plan.refresh_from_db()
    assert (plan.position, plan.unit) == (post, world.school)
    assert plan.status == Plan.Status.RETURNED
    entry = Entry.objects.get(verb="performance.plan_post_changed")
    assert entry.changes["position"][1] == str(post.uuid)
    assert not DataProblem.objects.filter(kind=Kind.PLAN_POST).exists()


def test_many_given_back_take_their_posts(world: World, following: Plan) -> None:
    other = make_plan(world.putri, year=2027, status=Plan.Status.AGREED)
    post = move(world)
    by = world.account("budi")
    return_plans([following, other], reason="Jabatan baru.", by=by, on=world.day)
    following.refresh_from_db()
    other.refresh_from_db()
    assert following.position == post
    assert other.position == world.putri.position


def test_a_plan_of_this_year_keeps_its_post_when_given_back(world: World) -> None:
    plan = make_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 20))
    move(world)
    return_plan(plan, reason="Perbaiki.", by=world.account("budi"), on=world.day)
    plan.refresh_from_db()
    assert plan.unit == world.clinic
