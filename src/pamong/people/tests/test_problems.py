"""The data problems of an agency are counted, not guessed."""

from pamong.people.models import Assignment, Employee
from pamong.people.queries import circles, problems_summary
from pamong.people.tests.make import START, make_position
from pamong.people.tests.world import World


def test_each_kind_is_counted(world: World) -> None:
    before = problems_summary(world.agency, world.day)
    Employee.objects.filter(pk=world.hadi.pk).update(rater=None)
    Employee.objects.filter(pk=world.budi.pk).update(left_on=world.day)
    Assignment.objects.create(
        employee=world.agus,
        unit=world.clinic,
        position=make_position(world.agency),
        valid_from=START,
    )
    after = problems_summary(world.agency, world.day)
    rose = {kind: after[kind] - before[kind] for kind in after}
    assert rose == {
        "employees without a rater": 1,
        "employees whose rater has left": 3,
        "employees with two definitive posts": 1,
        "units without a head": 1,
        "circles of raters": 0,
    }


def test_a_ring_is_found_once_and_a_chain_is_none() -> None:
    assert circles({1: 2, 2: 3, 3: None, 4: 3}) == []
    assert circles({1: 2, 2: 3, 3: 1, 4: 1}) == [frozenset({1, 2, 3})]


def test_another_agencys_problems_are_not_ours(world: World) -> None:
    before = problems_summary(world.agency, world.day)
    Employee.objects.filter(pk=world.lina.pk).update(rater=None)
    assert problems_summary(world.agency, world.day) == before
