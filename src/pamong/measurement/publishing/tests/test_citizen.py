"""The attack on what is public: a citizen keeps every file of open data that ever was, adds and subtracts, and finds nobody."""

import csv
import io
import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pamong.measurement.cards.tests.make import compose, make_card, read, roll
from pamong.measurement.models import Card
from pamong.measurement.publishing import actions, smallness
from pamong.measurement.publishing.tests.make import JUNE, MARCH, publish
from pamong.people.tests.world import World
from pamong.stats.suppression import MINIMUM
from pamong.stats.tests.attacker import Attacker

ENDS = (MARCH, JUNE, date(2026, 9, 30))
LEAVES = ("Kantor A", "Kantor B", "Kantor C")
SUMS: Mapping[str, tuple[str, ...]] = {"A dan B": LEAVES[:2], "Seluruhnya": LEAVES}
SEEDS = (
    0,
    2,
    4,
    10,
    17,
    20,
    21,
    22,
)  # all but the first find somebody where only wholes less their parts are weighed
CAME = (0, 2, 4, 9, 11, 30, 80)  # people of an office in a quarter


class Season:
    """Three offices that count people from the year's beginning, and sums of them; some of it goes out."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.dice = world, random.Random(seed)
        self.came = {name: [self.dice.choice(CAME) for _end in ENDS] for name in LEAVES}
        self.cards: dict[str, Card] = {name: make_card(world, name) for name in (*LEAVES, *SUMS)}
        roll(world, self.cards["A dan B"], "sum", *(self.cards[name] for name in LEAVES[:2]))
        parts = self.cards["A dan B"], self.cards["Kantor C"]
        roll(world, self.cards["Seluruhnya"], "sum", *parts)
        self.told = 0

    def pass_by(self) -> Iterator[None]:
        """Quarter by quarter: figures come in, and whoever may tries to publish some of them."""
        for place, end in enumerate(ENDS):
            for name in LEAVES:
                read(self.world, self.cards[name], sum(self.came[name][: place + 1]), end)
            for name in self.dice.sample(list(self.cards), 3):
                with_points = self.dice.random() < 0.5
                try:
                    publish(self.world, self.cards[name], has_points=with_points, note="Data baru.")
                    self.told += 1
                except ValidationError:
                    continue
                yield


def leaves_of(name: str) -> tuple[str, ...]:
    return SUMS.get(name, (name,))


def came_until(name: str, end: str) -> dict[Any, int]:
    """A figure as the people who came to each office in each quarter until then."""
    last = ENDS.index(date.fromisoformat(end))
    return {(leaf, place): 1 for leaf in leaves_of(name) for place in range(last + 1)}


def read_files(client: Client, attacker: Attacker, code: str) -> None:
    """The tables of open data as they stand: every version and every period."""
    for table in ("versions", "periods", "indicators"):
        body = client.get(f"/open/v1/{code}/{table}.csv").content.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(body, newline="")):
            if row["value"]:
                attacker.learn(came_until(row["indicator"], row["as_of"]), int(row["value"]))


def few(season: Season) -> Iterator[dict[Any, int]]:
    """The people of some offices who came within some quarters, where they are few."""
    groups = [group for n in (1, 2, 3) for group in combinations(LEAVES, n)]
    spans = [range(first, last) for first in range(3) for last in range(first + 1, 4)]
    for group in groups:
        for span in spans:
            count = sum(season.came[leaf][place] for leaf in group for place in span)
            if 0 < count < MINIMUM:
                yield {(leaf, place): 1 for leaf in group for place in span}


def caught(season: Season, client: Client) -> list[Any]:
    attacker = Attacker()
    for _step in season.pass_by():
        read_files(client, attacker, season.world.agency.code)
    asked = list(few(season))
    bounds = attacker.between(asked)
    return [
        (sums, between)
        for sums, between in zip(asked, bounds, strict=True)
        if between[0] > 0 and between[1] - between[0] < MINIMUM
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_citizen_finds_nobody_in_all_that_was_ever_public(
    world: World, client: Client, seed: int
) -> None:
    season = Season(world, seed)
    assert caught(season, client) == [], season.came


@pytest.mark.parametrize(
    ("operator", "parts", "factor"),
    [
        ("difference", (("Kantor A", 1), ("Kantor B", 1, True)), 1),
        ("sum", (("Kantor A", 1), ("Kantor B", 1)), 3),
    ],
)
def test_a_citizen_who_reads_the_formula_finds_nobody_in_what_it_takes_away_or_multiplies(
    world: World, client: Client, operator: str, parts: Any, factor: int
) -> None:
    """Ninety in one office and five in the other, who are nowhere told: the formula with the first tells them."""
    cards = {name: make_card(world, name) for name in (*LEAVES[:2], "Rumus")}
    told = [(cards[name], *more) for name, *more in parts]
    compose(world, cards["Rumus"], operator, *told, factor=factor)
    for name, count in (("Kantor A", 90), ("Kantor B", 5)):
        read(world, cards[name], count, MARCH)
    publish(world, cards["Kantor A"])
    with pytest.raises(ValidationError, match="mengurangkan"):
        publish(world, cards["Rumus"])


def test_a_sum_of_people_that_was_public_is_not_made_of_others_so_that_its_parts_may_go_out(
    world: World,
) -> None:
    """The public keeps of what it was made: the sum less the part that goes out later would be five people."""
    parts = [make_card(world, name) for name in LEAVES[:2]]
    inner, whole = make_card(world, "Dalam"), make_card(world, "Seluruhnya")
    roll(world, inner, "sum", *parts)
    roll(world, whole, "sum", inner)
    for card, count in zip(parts, (95, 5), strict=True):
        read(world, card, count, MARCH)
    compose(world, inner, "", way="read")
    roll(world, inner, "sum", *parts)
    publish(world, whole)
    for card in (inner, whole):
        with pytest.raises(ValidationError, match="Buat kartu baru"):
            compose(world, card, "", way="read")
    assert inner.parts.count() == 2
    with pytest.raises(ValidationError, match="mengurangkan"):
        publish(world, parts[0])


@pytest.mark.parametrize("left_out", [(actions, "check_not_small"), (smallness, "tells_few")])
def test_the_citizen_finds_people_where_that_is_not_refused(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch, left_out: tuple[Any, str]
) -> None:
    monkeypatch.setattr(*left_out, lambda *_args, **_more: None)
    assert caught(Season(world, 2), client)
