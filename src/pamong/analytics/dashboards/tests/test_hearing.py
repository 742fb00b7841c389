"""What may be told to who leads an office and sees some of its people: the others are weighed over time as a row is."""

import random
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from pamong.analytics.dashboards.hearing import Heard, hear, hear_all, refused
from pamong.analytics.dashboards.offices import People, predicates_told, unseen_rows, without
from pamong.analytics.dashboards.tests.test_told import CODES, Rows, a_season, told_days
from pamong.analytics.dashboards.tests.test_told import DAY as FIRST
from pamong.analytics.dashboards.told import WHOLE, Told, summed
from pamong.stats.rows import merges
from pamong.stats.suppression import MINIMUM
from pamong.stats.tests.attacker import Attacker

DAY = date(2026, 11, 25)


def told_of(rows: Mapping[str, Mapping[str, int]]) -> People:
    """Each office by itself."""
    told = Told(DAY, rows, frozenset(rows), (("a",), ("b",)))
    return predicates_told(told, ("a", "b"))


def test_who_knows_most_people_of_an_office_is_not_told_of_the_few_others() -> None:
    people = told_of({"1": {"a": 20, "b": 12}, "2": {"a": 30, "b": 14}})
    assert heard_of(people, {(1, "a"): 20, (1, "b"): 12}) == people
    told = heard_of(people, {(1, "a"): 20, (1, "b"): 3, (2, "a"): 14, (2, "b"): 10})
    assert set(told.of("1").values()) == {None} == set(told.of(WHOLE).values())
    assert told.of("2") == people.of("2")
    told = heard_of(people, {(2, "b"): 14})
    assert set(told.of("2").values()) == {None}, "the others are of one mind"


def heard_of(people: People, unseen: Mapping[tuple[int, str], int]) -> People:
    """As it is told to a reader who does not see those, and was told nothing yet."""
    days = {(unit, code, DAY): n for (unit, code), n in unseen.items()}
    left = unseen_rows(people, days, {1: "1", 2: "2"}, DAY)
    left.pop(WHOLE)
    return without(people, refused(hear_all(people, [left], {})))


def test_the_others_of_an_office_are_weighed_against_what_was_told_of_them() -> None:
    """Eleven of his own and one of the others go up: the office's change less his own would be that one."""
    rows: list[Rows] = [
        {"1": {"a": 40, "b": 60}},
        {"1": {"a": 52, "b": 48}},
        {"1": {"a": 65, "b": 35}},
    ]
    people = [told_of(row) for row in rows]
    first = hear(people[0], "1", {"a": 20, "b": 30}, None)
    assert first
    assert hear(people[1], "1", {"a": 21, "b": 29}, first) is None
    assert hear(people[0], "1", {"a": 21, "b": 29}, first) == first, "nothing new is told"
    last = hear(people[2], "1", {"a": 33, "b": 17}, first)
    assert last
    assert last.said == {("a",): 33, ("b",): 17}


def test_who_was_not_seen_is_counted_as_of_the_day_of_the_row() -> None:
    people = replace(told_of({"1": {"a": 20, "b": 12}}), since={"1": DAY})
    later = DAY + timedelta(days=3)
    unseen = {(1, "a", DAY): 3, (1, "a", later): 20, (1, "b", DAY): 12}
    assert unseen_rows(people, unseen, {1: "1"}, later)["1"] == {"a": 3, "b": 12}


def a_leaders_season(seed: int) -> tuple[list[Rows], list[Rows]]:
    """What is rated day by day, and of it whom the leader of each office does not see: few of those move at a time."""
    seen, size = a_season(seed)
    dice = random.Random(seed)
    others = {
        name: {"best": dice.randint(10, 40), "good": dice.randint(30, 80), "poor": 12, "bad": 0}
        for name in size
    }
    unseen: list[Rows] = []
    for place in range(len(seen)):
        for counts in others.values() if place else ():
            moved = min(dice.choice((0, 1, 2, 11, 12)), counts["good"])
            counts["good"] -= moved
            counts["best"] += moved
        unseen.append({name: dict(counts) for name, counts in others.items()})
    rows: list[Rows] = [
        {n: summed([own[n], left[n]]) for n in size} for own, left in zip(seen, unseen, strict=True)
    ]
    return rows, unseen


def learnt_by_leaders(seed: int, *, remembers: bool) -> tuple[list[Any], int]:
    """Counts and changes of few of those whom they do not see, that follow; and how often they were told anything."""
    rows, unseen = a_leaders_season(seed)
    people = {name: sum(counts.values()) for name, counts in rows[-1].items()}
    told, caught, times = told_days(rows, people), [], 0
    for office in people:
        attacker, before = Attacker(), None
        for one in (one for one in told if office in one.alone):
            day = (one.since.get(office, one.day) - FIRST).days
            found = hear(predicates_told(one, CODES), office, unseen[day][office], before)
            before, times = found if found and remembers else before, times + bool(found)
            for block in one.blocks if found else ():  # the office less those whom he sees
                cells = [(day, code) for code in block]
                attacker.learn(cells, sum(unseen[day][office][code] for code in block))
        caught += [one for one in groups_over(len(rows)) if is_few(attacker.know(one))]
    return caught, times


def groups_over(days: int) -> Iterator[dict[Hashable, int]]:
    """Neighbouring predicates of a day, and what they changed by between any two days."""
    for codes in {block for blocks in merges(CODES) for block in blocks}:
        for day in range(days):
            sums: dict[Hashable, int] = {(day, code): 1 for code in codes}
            yield sums
            yield from (sums | {(then, code): -1 for code in codes} for then in range(day))


def is_few(known: int | None) -> bool:
    return known is not None and 0 < abs(known) < MINIMUM


@pytest.mark.parametrize("seed", range(12))
def test_no_leader_learns_of_few_whom_he_does_not_see(seed: int) -> None:
    caught, times = learnt_by_leaders(seed, remembers=True)
    assert caught == []
    assert times


def test_leaders_learn_of_few_where_what_they_were_told_is_not_weighed() -> None:
    assert any(learnt_by_leaders(seed, remembers=False)[0] for seed in range(12))


def learnt_by_administrators(seed: int, sides: int) -> tuple[list[Any], int]:
    """Who leads offices of which he also administers a unit, on and off: he saw each of its people, and then no more."""
    rows, unseen = a_leaders_season(seed)
    _rows, units = a_leaders_season(seed + 1000)
    dice = random.Random(seed)
    whole: list[Rows] = [
        {name: summed([day[name], unit[name]]) for name in day}
        for day, unit in zip(rows, units, strict=True)
    ]
    people = {name: sum(counts.values()) for name, counts in whole[-1].items()}
    told, caught, times = told_days(whole, people), [], 0
    for office in people:
        attacker = Attacker()
        before: dict[str, Heard] = {}
        for one in (one for one in told if office in one.alone):
            day = (one.since.get(office, one.day) - FIRST).days
            unit, rest = units[day][office], unseen[day][office]
            is_kept = dice.random() < 0.5
            both = summed([unit, rest])
            heard = predicates_told(one, CODES)
            given: list[Rows] = [{office: rest if is_kept else both}, {office: both}]
            found = hear_all(heard, given[:sides], before)
            is_told = not refused(found)
            before, times = before | {n: h for n, h in found.items() if h}, times + is_told
            for code in CODES if is_kept else ():
                attacker.learn([(day, "unit", code)], unit[code])
            for block in one.blocks if is_told else ():
                cells = [(day, who, code) for code in block for who in ("unit", "rest")]
                attacker.learn(cells, sum(both[code] for code in block))
        caught += [one for one in of_both(len(rows)) if is_few(attacker.know(one))]
    return caught, times


def of_both(days: int) -> Iterator[dict[Hashable, int]]:
    """What those whom he does not see for good changed by, together, between two days."""
    for codes in {block for blocks in merges(CODES) for block in blocks}:
        for day, then in combinations(range(days), 2):
            yield {
                (at, who, code): sign
                for at, sign in ((day, -1), (then, 1))
                for who in ("unit", "rest")
                for code in codes
            }


@pytest.mark.parametrize("seed", range(12))
def test_no_leader_learns_of_few_whom_he_saw_while_he_administered_their_unit(seed: int) -> None:
    caught, times = learnt_by_administrators(seed, sides=2)
    assert caught == []
    assert times


def test_leaders_learn_of_few_where_what_they_saw_as_administrators_is_forgotten() -> None:
    assert any(learnt_by_administrators(seed, sides=1)[0] for seed in range(12))
