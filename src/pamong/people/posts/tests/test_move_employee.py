"""Moves and acting posts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.models import Assignment, DataProblem
from pamong.people.posts.actions import NewPost, end_assignment, move_employee
from pamong.people.problems.finding import find_problems
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World


def test_move_employee_closes_the_old_post_and_copies_the_new(world: World) -> None:
    day, post = world.day, make_position(world.agency, name="Bidan Mahir")
    move_employee(world.sari, NewPost(world.health, post, day), by=world.account("dewi"), on=day)
    world.sari.refresh_from_db()
    old, new = world.sari.assignments.order_by("valid_from")
    assert (old.valid_to, new.unit, new.valid_to) == (day, world.health, None)
    assert (world.sari.unit, world.sari.position) == (world.health, post)
    entry = Entry.objects.get(verb="people.employee_moved")
    assert entry.changes["unit"] == [str(world.clinic.uuid), str(world.health.uuid)]


def test_an_acting_post_stands_beside_the_own_one_until_it_ends(world: World) -> None:
    day, by, head = world.day, world.account("dewi"), world.joko.position
    assert head is not None
    made = move_employee(world.budi, NewPost(world.school, head, day, "plt"), by=by, on=day)
    world.budi.refresh_from_db()
    assert world.budi.unit == world.clinic
    assert Assignment.objects.on(day).filter(employee=world.budi).count() == 2
    end_assignment(made, valid_to=day + timedelta(days=30), by=by, on=day)
    assert Entry.objects.filter(verb="people.assignment_ended").exists()
    with pytest.raises(ValidationError, match="mutasi"):
        end_assignment(world.budi.assignments.get(kind="definitif"), valid_to=day, by=by, on=day)


def test_a_move_before_the_present_post_is_refused_and_deletes_nothing(world: World) -> None:
    by, held = world.account("dewi"), world.sari.assignments.get()
    post = make_position(world.agency, name="Bidan Mahir")
    early = NewPost(world.health, post, held.valid_from - timedelta(days=1))
    with pytest.raises(ValidationError, match=f"memegang {held.position.name} sejak"):
        move_employee(world.sari, early, by=by, on=world.day)
    assert world.sari.assignments.get() == held
    same = NewPost(world.health, post, held.valid_from)
    move_employee(world.sari, same, by=by, on=world.day)
    assert [row.unit for row in world.sari.assignments.all()] == [world.health]


@pytest.mark.parametrize(("field", "words"), [("born_on", "lahir"), ("joined_on", "mulai bekerja")])
def test_no_post_begins_before_birth_or_service(world: World, field: str, words: str) -> None:
    setattr(world.sari, field, world.day)
    world.sari.save()
    post = make_position(world.agency, name="Bidan Mahir")
    early = NewPost(world.health, post, world.day - timedelta(days=1), "plt")
    with pytest.raises(ValidationError, match=words):
        move_employee(world.sari, early, by=world.account("dewi"), on=world.day)


def test_a_unit_that_loses_its_head_becomes_a_problem(world: World) -> None:
    find_problems(world.agency, world.day)
    post = make_position(world.agency, name="Staf")
    by = world.account("dewi")
    move_employee(world.budi, NewPost(world.health, post, world.day), by=by, on=world.day)
    heads = DataProblem.objects.filter(kind=DataProblem.Kind.NO_HEAD)
    assert world.clinic in {problem.unit for problem in heads}


@pytest.mark.parametrize("who", ["sari", "budi", "tono", "lina", "rini"])
def test_who_does_not_keep_both_units_may_not_move(world: World, who: str) -> None:
    post = make_position(world.agency, name="Staf")
    with pytest.raises(PermissionDenied):
        move_employee(
            world.sari, NewPost(world.health, post, world.day), by=world.account(who), on=world.day
        )


def test_a_units_administrator_moves_inside_her_units(world: World) -> None:
    post = make_position(world.agency, name="Bidan Mahir")
    by = world.account("rini")
    move_employee(world.sari, NewPost(world.clinic, post, world.day), by=by, on=world.day)
    world.sari.refresh_from_db()
    assert world.sari.position == post


def test_the_same_post_and_a_foreign_unit_are_refused(world: World) -> None:
    by, post = world.account("dewi"), world.sari.position
    assert post is not None
    with pytest.raises(ValidationError, match="sudah memegang"):
        move_employee(world.sari, NewPost(world.clinic, post, world.day), by=by, on=world.day)
