"""Builders of cards for tests: plain, with defaults that may be overridden."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from pamong.measurement.cards.actions import CardInput, add_card
from pamong.measurement.cards.compose_actions import FormulaInput, compose_card
from pamong.measurement.cards.reading_actions import (
    CardReading,
    CardTarget,
    confirm_card_reading,
    enter_card_reading,
    set_card_target,
)
from pamong.measurement.cards.rules import PartInput
from pamong.measurement.models import Card, Reading
from pamong.people.tests.world import World

NUMBERS = count(1)


def make_card(world: World, name: str = "Balita yang diukur", **more: Any) -> Card:
    """A card of the clinic, owned by Budi, measured in children."""
    told: dict[str, Any] = {
        "code": f"IKU-{next(NUMBERS)}",
        "measure": "orang",
        "unit": world.clinic,
        "owner": world.budi,
    }
    given = CardInput(name=name, **(told | more))
    return add_card(world.agency, given, by=world.account("dewi"), on=world.day)


def compose(
    world: World, card: Card, operator: str, *parts: Any, way: str = "formula", factor: int = 1
) -> Card:
    """A part is a card, or (card, weight), or (card, weight, is_below)."""
    told = [
        PartInput(*_numbered(part)) if isinstance(part, tuple) else PartInput(part)
        for part in parts
    ]
    given = FormulaInput(way, operator, Decimal(factor), told)
    return compose_card(card, given, by=world.account("dewi"), on=world.day)


def roll(world: World, card: Card, operator: str, *parts: Any) -> Card:
    """The same as a roll-up: a part without a share gives all of itself."""
    told = [part if isinstance(part, tuple) else (part, 100) for part in parts]
    return compose(world, card, operator, *told, way="rollup")


def _numbered(part: Any) -> tuple[Any, ...]:
    return (part[0], Decimal(str(part[1])), *part[2:])


def read(world: World, card: Card, value: Any, as_of: date | None = None) -> Reading | None:
    """A figure that Budi enters."""
    given = CardReading(Decimal(str(value)), as_of or world.day)
    return enter_card_reading(card, given, by=world.account("budi"), on=world.day)


def read_of(world: World, card: Card, value: Any = 12, as_of: date | None = None) -> Reading:
    """The same where there is one."""
    found = read(world, card, value, as_of)
    assert found is not None
    return found


def confirm(world: World, *cards: Card) -> None:
    """Somebody else finds right all that stands of the cards; without any, of all that there are."""
    rows = Reading.objects.standing().filter(indicator__card__isnull=False, confirmed_on=None)
    if cards:
        rows = rows.filter(indicator__card__in=cards)
    for row in rows:
        who = "budi" if row.entered_by == world.dewi else "dewi"
        confirm_card_reading(row, by=world.account(who), on=world.day)


def aim(world: World, card: Card, value: Any, year: int = 2026, **more: Any) -> None:
    """A target of a year."""
    number = None if value is None else Decimal(str(value))
    given = CardTarget(year, number, **more)
    set_card_target(card, given, by=world.account("dewi"), on=world.day)
