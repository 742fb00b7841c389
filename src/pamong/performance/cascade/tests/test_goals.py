"""Adding, changing, linking and removing goals, and their targets."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.measurement.models import Indicator, Reading
from pamong.people.tests.world import World
from pamong.performance.cascade.actions import (
    GoalInput,
    TargetInput,
    add_goal,
    change_goal,
    link_goals,
    remove_goal,
    set_goal_target,
    unlink_goals,
)
from pamong.performance.cascade.levels import circles_in
from pamong.performance.cascade.tests.make import make_goal, make_plan
from pamong.performance.models import Contribution, Goal
from pamong.performance.tests.make import YEAR


def given(name: str = "Meningkatnya kesehatan warga", kind: str = "outcome") -> GoalInput:
    return GoalInput(kind=kind, name=name, first_year=YEAR, last_year=YEAR)


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_only_the_personnel_office_or_the_head_writes(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        add_goal(world.agency, given(), by=world.account(name), on=world.day)
    goal = make_goal(world, "Program")
    for verb in (remove_goal,):
        with pytest.raises(PermissionDenied):
            verb(goal, by=world.account(name), on=world.day)


def test_a_goal_is_added_below_its_parent_and_recorded_without_its_text(world: World) -> None:
    parent = make_goal(world, "Meningkatnya kesehatan warga", "outcome")
    child = make_goal(world, "Program Kesehatan", parent=parent, share=60)
    assert Contribution.objects.get(child=child).share == 60
    entry = Entry.objects.get(subject_uuid=child.uuid)
    assert entry.changes["parent"] == [None, str(parent.uuid)]
    assert "Program Kesehatan" not in str(entry.changes)


def test_a_change_is_recorded_once_and_nothing_when_nothing_changed(world: World) -> None:
    goal = make_goal(world, "Lama", "outcome")
    for _time in range(2):
        change_goal(goal, given("Baru"), by=world.account("dewi"), on=world.day)
    assert Goal.objects.get().name == "Baru"
    assert Entry.objects.filter(verb="performance.goal_changed").count() == 1


def test_shares_of_a_child_stay_within_the_whole(world: World) -> None:
    first, second = make_goal(world, "A", "outcome"), make_goal(world, "B", "outcome")
    child = make_goal(world, "C", parent=first, share=70)
    with pytest.raises(ValidationError, match="tinggal 30 persen"):
        link_goals(second, child, share=Decimal(40), by=world.account("dewi"), on=world.day)
    link_goals(second, child, share=Decimal(30), by=world.account("dewi"), on=world.day)
    link_goals(first, child, share=Decimal(50), by=world.account("dewi"), on=world.day)
    assert sorted(child.serves.values_list("share", flat=True)) == [30, 50]


def test_a_circle_is_refused_with_the_names_in_it(world: World) -> None:
    a = make_goal(world, "Program A")
    b = make_goal(world, "Program B", parent=a)
    c = make_goal(world, "Program C", parent=b)
    with pytest.raises(ValidationError) as refusal:
        link_goals(c, a, share=Decimal(10), by=world.account("dewi"), on=world.day)
    assert "“Program A” → “Program B” → “Program C” → “Program A”" in refusal.value.messages[0]


def test_a_higher_level_never_serves_a_lower_one(world: World) -> None:
    activity, aim = make_goal(world, "Kegiatan", "activity"), make_goal(world, "Tujuan", "goal")
    with pytest.raises(ValidationError, match="Balikkan arah"):
        link_goals(activity, aim, share=Decimal(10), by=world.account("dewi"), on=world.day)


def test_a_level_does_not_change_past_its_kin(world: World) -> None:
    outcome = make_goal(world, "Sasaran", "outcome")
    make_goal(world, "Program", parent=outcome)
    with pytest.raises(ValidationError):
        change_goal(outcome, given(kind="activity"), by=world.account("dewi"), on=world.day)


def test_what_holds_something_is_not_removed(world: World) -> None:
    parent = make_goal(world, "Sasaran", "outcome")
    child = make_goal(world, "Program", parent=parent)
    plan = make_plan(world.budi, "Hasil")
    plan.results.update(goal=parent)
    with pytest.raises(ValidationError, match="1 turunan, 1 hasil kerja"):
        remove_goal(parent, by=world.account("dewi"), on=world.day)
    plan.results.update(goal=None)
    unlink_goals(parent, child, by=world.account("dewi"), on=world.day)
    remove_goal(parent, by=world.account("dewi"), on=world.day)
    assert list(Goal.objects.all()) == [child]
    assert Entry.objects.filter(verb="performance.goal_removed").exists()


def test_a_target_is_written_by_year_and_a_missing_one_stays_missing(world: World) -> None:
    goal = make_goal(world, "Program")
    by, on = world.account("dewi"), world.day
    name = "Persentase bayi dipantau"
    row = TargetInput(name=name, year=YEAR, value=Decimal(80), unit="Persen", budget=Decimal(5))
    target = set_goal_target(goal, row, by=by, on=on)
    again = TargetInput(name=name, year=YEAR, indicator=target.indicator, unit="Persen")
    target = set_goal_target(goal, again, by=by, on=on)
    assert target.value is None
    assert goal.indicators.get().budgets == {str(YEAR): "5"}
    assert Indicator.objects.count() == 1
    last = Entry.objects.filter(verb="performance.goal_target_set").order_by("sequence").last()
    assert last
    assert last.changes["target_value"] == ["80.000000", None]


def test_what_a_year_came_to_is_kept_as_a_reading_and_a_correction_replaces_it(
    world: World,
) -> None:
    goal = make_goal(world, "Program", first_year=YEAR - 1)
    by, on, name = world.account("dewi"), world.day, "Persentase bayi dipantau"
    told: dict[str, Any] = {"name": name, "year": YEAR - 1, "value": Decimal(80)}
    target = set_goal_target(goal, TargetInput(**told, actual=Decimal(76)), by=by, on=on)
    told["indicator"] = target.indicator
    set_goal_target(goal, TargetInput(**told), by=by, on=on)
    set_goal_target(goal, TargetInput(**told, actual=Decimal(78)), by=by, on=on)
    old, new = Reading.objects.filter(indicator=target.indicator).order_by("pk")
    assert (old.value, old.replaced_by) == (Decimal(76), new)
    assert old.as_of == date(YEAR - 1, 12, 31)
    last = Entry.objects.filter(verb="performance.goal_target_set").order_by("sequence").last()
    assert last
    assert last.changes["actual"] == ["76.000000", "78"]


def test_a_year_that_has_not_begun_came_to_nothing_yet(world: World) -> None:
    goal = make_goal(world, "Program", last_year=YEAR + 1)
    row = TargetInput(name="x", year=YEAR + 1, actual=Decimal(1))
    with pytest.raises(ValidationError, match="belum berjalan"):
        set_goal_target(goal, row, by=world.account("dewi"), on=world.day)


def test_a_target_outside_the_goals_years_is_refused(world: World) -> None:
    goal = make_goal(world, "Program")
    row = TargetInput(name="x", year=YEAR + 1)
    with pytest.raises(ValidationError, match=f"{YEAR} sampai {YEAR}"):
        set_goal_target(goal, row, by=world.account("dewi"), on=world.day)


def test_an_indicator_of_another_goal_is_refused(world: World) -> None:
    one, other = make_goal(world, "Satu"), make_goal(world, "Dua")
    by, on = world.account("dewi"), world.day
    target = set_goal_target(one, TargetInput(name="x", year=YEAR), by=by, on=on)
    row = TargetInput(name="x", year=YEAR, indicator=target.indicator)
    with pytest.raises(ValidationError):
        set_goal_target(other, row, by=by, on=on)


def test_circles_are_found_once_and_a_tail_is_none() -> None:
    lines = [(1, 2), (2, 3), (3, 1), (3, 4), (0, 1), (7, 8), (8, 7)]
    assert circles_in(lines) == [[1, 2, 3, 1], [7, 8, 7]]
    assert circles_in([(1, 2), (1, 3), (2, 4), (3, 4)]) == []
