import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import WHEN, final, give_role, level_of
from pamong.performance.levels.actions import set_level
from pamong.performance.levels.queries import (
    leader_rating,
    level_lines,
    levels_by_unit,
    nearest_level,
    units_shown,
)
from pamong.performance.models import UnitLevel
from pamong.performance.rules import pack_on


def test_the_rater_of_the_head_sets_the_level_of_the_unit(world: World) -> None:
    row = level_of(world)
    assert (row.level, row.set_by) == ("baik", world.joko)
    entry = Entry.objects.get(verb="performance.level_set")
    assert entry.changes["level"] == [None, "baik"]
    assert entry.changes["reason"][1].startswith("sha256:")


@pytest.mark.parametrize("name", ["budi", "sari", "wati", "dewi", "rini", "tono", "lina"])
def test_the_head_and_others_do_not(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        level_of(world, by=name)


def test_the_agency_head_sets_any_but_the_own(world: World) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    assert level_of(world, by="wati").pk
    with pytest.raises(PermissionDenied):
        level_of(world, unit=world.school, by="wati")


def test_personnel_sets_where_the_head_has_no_rater(world: World) -> None:
    assert level_of(world, unit=world.health, by="dewi").pk


def test_a_level_of_no_pack_and_one_without_reason_are_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="Pilih salah satu"):
        level_of(world, level="luar_biasa")
    with pytest.raises(ValidationError, match="Tulis dasar"):
        set_level(
            world.clinic, WHEN, level="baik", reason="", by=world.account("joko"), on=world.day
        )


def test_it_changes_until_a_predicate_rests_on_it(world: World) -> None:
    level_of(world, "baik")
    assert level_of(world, "istimewa").level == "istimewa"
    assert UnitLevel.objects.count() == 1
    final(world)
    with pytest.raises(ValidationError, match="sudah ditetapkan dengan capaian ini"):
        level_of(world, "kurang")


def test_a_unit_without_level_takes_that_of_the_nearest_above(world: World) -> None:
    above = level_of(world, unit=world.health, by="dewi")
    found = levels_by_unit([world.clinic.pk, world.health.pk, world.root.pk], *WHEN)
    assert nearest_level(world.clinic.path, found) == above
    own = level_of(world)
    found = levels_by_unit([world.clinic.pk, world.health.pk, world.root.pk], *WHEN)
    assert nearest_level(world.clinic.path, found) == own


def test_one_sees_the_units_that_one_may_set(world: World) -> None:
    shown = units_shown(world.scope("joko"), WHEN, world.day, None)
    lines = level_lines(shown, WHEN, world.day)
    assert [(line.unit, line.head) for line in lines] == [(world.clinic, world.budi)]
    assert not units_shown(world.scope("sari"), WHEN, world.day, None)
    mine = units_shown(world.scope("dewi"), WHEN, world.day, None)
    assert set(mine) == {world.health, world.school}


def test_the_level_is_the_rating_of_the_head_as_the_pack_maps_it(world: World) -> None:
    pack = pack_on(world.day, local=())
    order = pack.scales["rating"].codes
    ratings = [leader_rating(pack, level) for level in pack.scales["organisation"].codes]
    assert [order.index(rating) for rating in ratings] == [0, 0, 0, 1, 2]
