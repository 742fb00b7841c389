from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import WHEN, level_of, opened, rated
from pamong.performance.models import PredicateSetting, UnitLevel
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.predicates.repeating import levels_differing, repeat_settings


def given(world: World) -> PredicateSetting:
    level_of(world, "istimewa")
    for name in ("putri", "rini", "sari"):
        rated(world, opened(world, name))
    budi = world.account("budi")
    (setting,) = set_predicates(world.budi, WHEN, reason="Kecil.", by=budi, on=world.day)
    return setting


def repeated() -> tuple[int | None, bool]:
    return UnitLevel.objects.values_list("people", "departs").get()


def test_a_level_repeats_what_is_set_beside_it(world: World) -> None:
    level_of(world, "istimewa")
    assert repeated() == (None, False)
    UnitLevel.objects.all().delete()
    setting = given(world)
    assert repeated() == (3, setting.departs)
    assert not levels_differing(world.agency.pk)


def test_what_several_leaders_set_in_a_unit_is_added_up(world: World) -> None:
    setting = given(world)
    told = {"unit": setting.unit, "year": WHEN[0], "period": WHEN[1], "set_on": world.day}
    other = PredicateSetting.objects.create(**told, rater=world.joko, people=9, departs=True)
    assert [row.unit for row in levels_differing(world.agency.pk)] == [world.clinic]
    repeat_settings([other])
    assert repeated() == (12, True)
    assert not levels_differing(world.agency.pk)


def test_another_period_and_another_unit_keep_theirs(world: World) -> None:
    setting = given(world)
    level = UnitLevel.objects.get()
    for changes in ({"unit": world.health}, {"period": "Q2"}, {"year": WHEN[0] - 1}):
        UnitLevel.objects.create(**{**told_of(level), **changes})
    repeat_settings([setting])
    assert UnitLevel.objects.filter(people=None).count() == 3
    assert not levels_differing(world.agency.pk)


def told_of(level: UnitLevel) -> dict[str, object]:
    names = ("unit", "year", "period", "level", "set_by", "set_on")
    return {name: getattr(level, name) for name in names}


def test_a_difference_is_found_of_the_own_agency(world: World) -> None:
    given(world)
    for wrong in ({"people": 4}, {"people": None}, {"people": 3, "departs": True}):
        UnitLevel.objects.update(**wrong)
        assert levels_differing(world.agency.pk).count() == 1
        assert not levels_differing(world.other_agency.pk)
