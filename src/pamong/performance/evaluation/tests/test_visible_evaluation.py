from datetime import date

import pytest

from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.tests.make import (
    final,
    level_of,
    make_rated_plan,
    opened,
    rated,
)
from pamong.performance.models import Evaluation


def sees(world: World, name: str, evaluation: Evaluation) -> bool:
    rows = Evaluation.objects.visible_to(world.scope(name))
    return rows.filter(pk=evaluation.pk).exists()


@pytest.mark.parametrize("name", ["budi", "putri", "joko", "dewi"])
def test_the_rating_side_sees_an_unset_evaluation(world: World, name: str) -> None:
    level_of(world)
    assert sees(world, name, rated(world, opened(world)))


@pytest.mark.parametrize("name", ["sari", "rini", "tono", "hadi", "agus", "wati", "lina"])
def test_the_one_rated_and_others_do_not_see_it_before_it_is_set(world: World, name: str) -> None:
    level_of(world)
    assert not sees(world, name, rated(world, opened(world)))


@pytest.mark.parametrize("name", ["sari", "budi", "putri", "joko", "rini", "dewi", "tono"])
def test_a_set_one_is_seen_by_all_who_see_the_plan(world: World, name: str) -> None:
    assert sees(world, name, final(world))


@pytest.mark.parametrize("name", ["hadi", "agus", "wati", "lina"])
def test_a_set_one_stays_hidden_from_strangers(world: World, name: str) -> None:
    assert not sees(world, name, final(world))


def test_a_delegate_does_not_see_the_own_one_before_it_is_set(world: World) -> None:
    level_of(world)
    assert not sees(world, "putri", rated(world, opened(world, "putri")))


def test_the_former_rater_keeps_what_he_rated_and_sees_nothing_after(world: World) -> None:
    plan = make_rated_plan(world.sari, rater=world.hadi)
    level_of(world)
    hadi, budi = world.account("hadi"), world.account("budi")
    first = open_evaluations([plan], "Q3", by=hadi, on=world.day)[0]
    rated(world, first, by="hadi")
    plan.rater = world.budi
    plan.save()
    second = open_evaluations([plan], "Q4", by=budi, on=world.day)[0]
    assert sees(world, "hadi", first)
    assert not sees(world, "hadi", second)
    assert sees(world, "budi", first)
    assert sees(world, "budi", second)


def test_an_evaluation_that_he_only_opened_passes_to_the_next_rater(world: World) -> None:
    plan = make_rated_plan(world.sari, rater=world.hadi)
    hadi = world.account("hadi")
    evaluation = open_evaluations([plan], "Q3", by=hadi, on=world.day)[0]
    plan.rater = world.budi
    plan.save()
    assert not sees(world, "hadi", evaluation)


def test_the_rater_of_last_year_sees_the_plan_that_he_rated(world: World) -> None:
    old = make_rated_plan(world.sari, rater=world.hadi, year=2025, starts_on=date(2025, 1, 1))
    hadi = world.account("hadi")
    evaluation = open_evaluations([old], "Y", by=hadi, on=world.day)[0]
    assert sees(world, "hadi", evaluation)
    assert not sees(world, "budi", evaluation)
