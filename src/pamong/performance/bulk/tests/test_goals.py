"""What many goals came to, written at once, is what the ordinary verb writes for each."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.measurement.models import Reading
from pamong.people.tests.world import World
from pamong.performance.bulk.goals import ActualStory, write_actuals
from pamong.performance.cascade.actions import TargetInput, set_goal_target
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.models import GoalIndicator
from pamong.performance.tests.make import YEAR

LAST = YEAR - 1


def measured(world: World, name: str) -> GoalIndicator:
    goal = make_goal(world, name, first_year=LAST)
    row = TargetInput(name="Bayi dipantau", year=LAST, value=Decimal(80))
    by = world.account("dewi")
    return set_goal_target(goal, row, by=by, on=world.day).indicator.of_goal


def told(row: GoalIndicator) -> tuple[Any, ...]:
    reading = Reading.objects.get(indicator=row.indicator)
    entry = Entry.objects.filter(subject_uuid=row.goal.uuid).order_by("sequence").last()
    assert entry
    return (
        reading.value,
        reading.as_of,
        reading.entered_by,
        entry.verb,
        entry.changes,
        entry.actor_uuid,
    )


def test_an_actual_told_is_the_actual_typed(world: World) -> None:
    one, other, by = measured(world, "Satu"), measured(world, "Dua"), world.account("dewi")
    given = TargetInput("Bayi dipantau", LAST, one.indicator, value=Decimal(80), actual=Decimal(76))
    set_goal_target(one.goal, given, by=by, on=world.day)
    write_actuals([ActualStory(other, Decimal(76))], LAST, by=by, on=world.day)
    assert told(other) == told(one)


def test_a_second_figure_an_unfinished_year_and_a_stranger_are_refused(world: World) -> None:
    story, by = [ActualStory(measured(world, "Satu"), Decimal(76))], world.account("dewi")
    with pytest.raises(ValidationError):
        write_actuals(story, YEAR, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        write_actuals(story, LAST, by=world.account("sari"), on=world.day)
    write_actuals(story, LAST, by=by, on=date(YEAR, 1, 20))
    with pytest.raises(ValidationError):
        write_actuals(story, LAST, by=by, on=world.day)
