"""A goal takes its indicator from a card, and an indicator of a goal gets one: nothing is typed twice."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import aim, make_card, read, roll
from pamong.measurement.models import Card, Indicator
from pamong.people.tests.world import World
from pamong.performance.cascade.actions import TargetInput, remove_goal, set_goal_target
from pamong.performance.cascade.card_actions import set_card_budget, take_card
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.models import GoalIndicator

MOST_QUERIES = 12


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


def shown(client: Any, goal: Any) -> str:
    with CaptureQueriesContext(connection) as queries:
        html = client.get(f"/cascade/{goal.uuid}/?year=2026").content.decode()
    assert len(queries) <= MOST_QUERIES
    return str(html)


def test_a_computed_card_shows_its_figure_and_no_old_typed_one(world: World, as_: Any) -> None:
    total = make_card(world, "Kematian bayi", direction="less")
    read(world, total, 77, date(2026, 3, 31))  # typed while nothing computed it
    aim(world, total, 10, 2025)
    parts = [make_card(world, name) for name in ("Melati", "Kenanga", "Mawar")]
    for year, values in ((2025, (1, 2)), (2026, (3, 4, 5))):
        for part, value in zip(parts, values, strict=False):
            read(world, part, value, date(year, 6, 30))
    roll(world, total, "sum", *parts)
    goal = taken(world, total).goal
    plain = TargetInput("Balita ditimbang", 2026, value=Decimal(9), actual=Decimal(8))
    set_goal_target(goal, plain, by=world.account("dewi"), on=world.day)
    html = shown(as_("dewi"), goal)
    assert ">8<" in html
    assert ">12<" in html  # of this year, whole
    assert ">77<" not in html
    assert "belum lengkap" in html  # of the year before, which lacks Mawar …
    assert "capaian" not in html  # … and so is not held against its target
    tree = as_("dewi").get("/cascade/?year=2026").content.decode()
    assert ">3<" in tree
    assert "belum lengkap" in tree


def test_the_money_of_an_indicator_with_a_card_is_changed_and_taken_away(
    world: World, as_: Any
) -> None:
    row, client = taken(world, make_card(world)), as_("dewi")
    url = f"/cascade/{row.goal.uuid}/target?indicator={row.indicator.uuid}&year=2026"
    page = shown(client, row.goal)
    assert url.replace("&", "&amp;") in page
    assert f'/indicators/{row.indicator.card.uuid}/">Kartu</a>' in page
    html = client.get(url).content.decode()
    assert 'name="budget"' in html
    assert 'name="value"' not in html
    for budget, kept in (("12.500.000", {"2026": "12500000"}), ("", {})):
        for _again in range(2):
            assert client.post(url, {"year": "2026", "budget": budget}).status_code == 303
        row.refresh_from_db()
        assert row.budgets == kept
    assert Entry.objects.filter(verb="performance.goal_target_set").count() == 3
    late = client.post(url, {"year": "1999", "budget": "7"})
    assert late.status_code == 422
    both = client.post(url, {"year": "2026", "budget": "7", "value": "4"})
    assert both.status_code == 422
    assert "di kartu itu" in both.content.decode()
    row.refresh_from_db()
    assert row.budgets == {}


def test_money_is_written_beside_the_own_indicator_by_who_keeps_the_cascade(world: World) -> None:
    row, other = taken(world, make_card(world)), make_goal(world, "Program Lain")
    told: dict[str, Any] = {"year": 2026, "budget": Decimal(1), "on": world.day}
    with pytest.raises(ValidationError, match="bukan milik"):
        set_card_budget(other, row.indicator, by=world.account("dewi"), **told)
    with pytest.raises(PermissionDenied):
        set_card_budget(row.goal, row.indicator, by=world.account("sari"), **told)
