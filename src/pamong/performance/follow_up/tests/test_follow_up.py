from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final, level_of, opened, rated
from pamong.performance.follow_up.actions import FollowUpInput, add_follow_up, finish_follow_up
from pamong.performance.follow_up.presentation import follow_ups_table
from pamong.performance.follow_up.queries import (
    DONE,
    LATE,
    RUNNING,
    follow_up_counts,
    follow_ups_in,
    kinds_for,
    owners_for,
)
from pamong.performance.models import Evaluation, FollowUp
from pamong.performance.rules import pack_named

DUE = date(2026, 12, 18)


def add(
    world: World, evaluation: Evaluation, by: str = "budi", owner: Employee | None = None
) -> FollowUp:
    given = FollowUpInput(
        kinds_for(evaluation)[0].code, "Pendampingan dua minggu.", owner or world.sari, DUE
    )
    return add_follow_up(evaluation, given, by=world.account(by), on=world.day)


def test_the_leader_gives_a_follow_up_with_owner_and_day(world: World) -> None:
    follow_up = add(world, final(world))
    assert (follow_up.owner, follow_up.due_on) == (world.sari, DUE)
    entry = Entry.objects.get(verb="performance.follow_up_added")
    assert entry.person_uuid == world.sari.uuid
    assert entry.changes["text"][1].startswith("sha256:")


@pytest.mark.parametrize("name", ["sari", "joko", "rini", "wati", "tono"])
def test_others_do_not(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        add(world, final(world), by=name)


def test_it_comes_after_the_predicate(world: World) -> None:
    level_of(world)
    with pytest.raises(ValidationError, match="Tetapkan predikat lebih dulu"):
        add(world, rated(world, opened(world)))


def test_the_owner_is_one_of_those_concerned(world: World) -> None:
    evaluation = final(world)
    assert owners_for(evaluation) == [world.sari, world.budi, world.joko]
    with pytest.raises(ValidationError, match="penanggung jawab"):
        add(world, evaluation, owner=world.wati)


def test_kinds_are_those_of_the_pack_without_its_sanctions(world: World) -> None:
    evaluation = final(world)
    scale = pack_named(evaluation.pack).scales["follow_up"]
    natures = [scale[kind.code].details["kind"] for kind in kinds_for(evaluation)]
    assert set(natures) == {"award", "development"}
    assert len(natures) == sum(term.details["kind"] != "sanction" for term in scale.terms)


def test_a_sanction_of_old_among_the_follow_ups_stays_readable(world: World) -> None:
    row = add(world, final(world))
    scale = pack_named(row.evaluation.pack).scales["follow_up"]
    row.kind = next(term.code for term in scale.terms if term.details["kind"] == "sanction")
    row.save()
    (shown,) = follow_ups_table([row], None, world.scope("budi"), world.day).rows
    assert scale[row.kind].label in str(shown.cells[0])


def test_the_owner_ends_it_with_what_came_of_it(world: World) -> None:
    follow_up = add(world, final(world))
    with pytest.raises(ValidationError, match="Tulis hasilnya"):
        finish_follow_up(follow_up, outcome=" ", by=world.account("sari"), on=world.day)
    done = finish_follow_up(
        follow_up, outcome="Laporan tepat waktu.", by=world.account("sari"), on=world.day
    )
    assert done.done_on == world.day
    with pytest.raises(ValidationError, match="sudah selesai"):
        finish_follow_up(done, outcome="Lagi.", by=world.account("budi"), on=world.day)
    assert Entry.objects.filter(verb="performance.follow_up_finished").count() == 1


def test_a_stranger_does_not_end_it(world: World) -> None:
    with pytest.raises(PermissionDenied):
        finish_follow_up(
            add(world, final(world)), outcome="Selesai.", by=world.account("rini"), on=world.day
        )


@pytest.mark.parametrize(("name", "finds"), [("sari", 1), ("budi", 1), ("dewi", 1), ("wati", 0)])
def test_owner_leader_and_personnel_find_it(world: World, name: str, finds: int) -> None:
    add(world, final(world))
    scope = world.scope(name)
    assert follow_ups_in(scope, RUNNING, world.day).count() == finds
    assert follow_up_counts(scope, DUE + timedelta(days=1)) == {RUNNING: 0, LATE: finds, DONE: 0}
