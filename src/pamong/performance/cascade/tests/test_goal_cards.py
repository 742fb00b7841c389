"""A goal takes its indicator from a card, and an indicator of a goal gets one: nothing is typed twice."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pamong.measurement.cards.tests.make import aim, make_card, read
from pamong.measurement.models import Card, Indicator
from pamong.people.tests.world import World
from pamong.performance.cascade.actions import TargetInput, remove_goal, set_goal_target
from pamong.performance.cascade.card_actions import take_card
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.models import GoalIndicator


def taken(world: World, card: Card, name: str = "Program Gizi") -> GoalIndicator:
    goal, by = make_goal(world, name), world.account("dewi")
    return take_card(goal, card, year=2026, budget=Decimal(5), by=by, on=world.day)


def test_a_goal_takes_the_indicator_of_a_card_once(world: World) -> None:
    card = make_card(world)
    row = taken(world, card)
    assert (row.indicator, row.budgets) == (card.indicator, {"2026": "5"})
    with pytest.raises(ValidationError, match="sudah mengukur “Program Gizi”"):
        taken(world, card, "Program Lain")


def test_what_has_a_card_is_written_there_alone(world: World) -> None:
    row = taken(world, make_card(world))
    told = TargetInput("Lain", 2026, row.indicator, value=Decimal(1))
    with pytest.raises(ValidationError, match="di kartu itu"):
        set_goal_target(row.goal, told, by=world.account("dewi"), on=world.day)


def test_a_card_with_its_readings_outlives_the_goal(world: World) -> None:
    card = make_card(world)
    read(world, card, 3, date(2026, 6, 30))
    row = taken(world, card)
    remove_goal(row.goal, by=world.account("dewi"), on=world.day)
    assert Indicator.objects.filter(card=card).exists()


def test_the_pages_of_goals_lead_to_the_card_and_to_making_one(world: World, as_: Any) -> None:
    card, client = make_card(world), as_("dewi")
    aim(world, card, 40)
    goal = make_goal(world, "Program Gizi")
    told = {"year": "2026", "card": str(card.uuid), "direction": "more", "budget": "7"}
    assert client.post(f"/cascade/{goal.uuid}/target", told).status_code == 303
    plain = {"year": "2026", "name": "Balita gizi buruk", "direction": "less", "value": "4"}
    assert client.post(f"/cascade/{goal.uuid}/target", plain).status_code == 303
    neither = client.post(f"/cascade/{goal.uuid}/target", {"year": "2026", "direction": "more"})
    assert neither.status_code == 422
    text = client.get(f"/cascade/{goal.uuid}/?year=2026").content.decode()
    assert f"/indicators/{card.uuid}/" in text
    other = Indicator.objects.get(name="Balita gizi buruk")
    making = f"/indicators/new?indicator={other.uuid}"
    assert making in text
    assert "Balita gizi buruk" in client.get(making).content.decode()
    sent = {"code": "IKK 9", "name": other.name, "direction": "less", "frequency": "year"}
    assert client.post(making, sent | {"counting": "state"}).status_code == 303
    assert Card.objects.get(code="IKK 9").indicator == other
    assert f"/indicators/{card.uuid}/" in as_("dewi").get("/cascade/?year=2026").content.decode()
