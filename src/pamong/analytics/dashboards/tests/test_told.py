"""An agency told day by day, attacked: whoever adds and subtracts all that was ever told finds nobody."""

import json
import random
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from pamong.analytics.dashboards import kept
from pamong.analytics.dashboards.told import OTHERS, WHOLE, Told, large, summed, tell
from pamong.stats.rows import Counts, count_of, is_mixed, merges
from pamong.stats.suppression import MINIMUM
from pamong.stats.tests.attacker import Attacker

CODES = ("best", "good", "poor", "bad")
DAY = date(2026, 10, 1)
JOINED = (391, 565)  # seasons in which an office comes to stand alone after it alone changed
# Seasons in which one of the others was nearly all of them, or of what changed, or three changed before one came to stand alone.
SPREAD = (17, 92, 45, 96, 204, 359)
Rows = Mapping[str, Counts]
Sizes = Mapping[str, int]


def row(*counts: int) -> Counts:
    return dict.fromkeys(CODES, 0) | dict(zip(CODES, counts, strict=False))


def told_days(days: Sequence[Rows], people: Sizes) -> list[Told]:
    """What is told on each of them, one after the other."""
    found: list[Told] = []
    for place, rows in enumerate(days):
        before = found[-1] if found else None
        found.append(tell(rows, people, CODES, DAY + timedelta(days=place), before))
    return found


def cells(day: int, offices: Sequence[str], codes: Sequence[str]) -> list[Hashable]:
    return [(day, office, code) for office in offices for code in codes]


def learn_day(attacker: Attacker, day: int, one: Told, rows: Rows) -> None:
    """Everything that is told on a day, and how many of each office are rated by then: an auditor reads it name by name."""
    offices: dict[str, list[str]] = {name: [name] for name in one.alone}
    offices[OTHERS] = [name for name in rows if name not in one.alone]

    def of(row: str, codes: Sequence[str]) -> list[Hashable]:
        return cells((one.since.get(row, one.day) - DAY).days, offices[row], codes)

    for name in offices:
        for block in one.blocks:
            attacker.learn(of(name, block), count_of(one.counts(name), block))
    for block in (*one.blocks, *one.fine):
        every = [cell for name in offices for cell in of(name, block)]
        attacker.learn(every, count_of(one.counts(WHOLE), block))
    for name, counts in rows.items():
        attacker.learn(cells(day, [name], CODES), sum(counts.values()))


def attacked(days: Sequence[Rows], found: Sequence[Told], *, is_insider: bool = False) -> list[Any]:
    """Groups of fewer people than the minimum that follow, of a day or that came or went between two days; counts
    that lie in narrow bounds; and offices whose people are all known to have one predicate.

    The insider knows of which offices nothing changed from one day to the next.
    """
    attacker = Attacker()
    for day, one in enumerate(found):
        learn_day(attacker, day, one, days[day])
        for name in days[day] if day and is_insider else ():
            if days[day][name] == days[day - 1][name]:
                for code in CODES:
                    attacker.learn({(day, name, code): 1, (day - 1, name, code): -1}, 0)
    followed = [
        (day, group)
        for day, rows in enumerate(days)
        for group in groups_of(rows)
        if is_caught(attacker, day, group)
    ]
    return followed + list(narrow(attacker, days))


def is_caught(attacker: Attacker, day: int, group: list[Any]) -> bool:
    """Whether the count of a group follows, or what one cell changed by since the day before."""
    sums: dict[Hashable, int] = {(day, *cell): 1 for cell in group}
    asked = [sums]
    if day and len(group) == 1:
        asked.append(sums | {(day - 1, *cell): -1 for cell in group})
    known = [attacker.know(one) for one in asked]
    return any(0 < abs(one) < MINIMUM for one in known if one is not None)


def narrow(attacker: Attacker, days: Sequence[Rows]) -> Iterator[Any]:
    """Few people of whom it is known, closer than so few, that there are some or that they moved; and predicates that all
    of an office must have."""
    cells = list(few_in(days))
    for (name, every, _sums), (least, most) in zip(
        cells, attacker.between(sums for *_about, sums in cells), strict=True
    ):
        if (least > 0 or most < 0) and min(most, every) - max(least, -every) < MINIMUM:
            yield name, "narrow"
        if every and least == every:
            yield name, "one mind"


def few_in(days: Sequence[Rows]) -> Iterator[tuple[Any, int, dict[Hashable, int]]]:
    """Cells of few or of all the rated of an office, and changes of few since the day before."""
    for day, rows in enumerate(days):
        for name, counts in rows.items():
            rated = sum(counts.values())
            for code in CODES:
                cell: dict[Hashable, int] = {(day, name, code): 1}
                if 0 < counts[code] < MINIMUM or counts[code] == rated:
                    yield (day, name, code), rated, cell
                if day and 0 < abs(counts[code] - days[day - 1][name][code]) < MINIMUM:
                    yield (day, name, code, "change"), rated, cell | {(day - 1, name, code): -1}


def groups_of(rows: Rows) -> Iterator[list[Any]]:
    """Single cells and pairs of one office or one predicate."""
    for code in CODES:
        yield from ([(office, code)] for office in rows)
        yield from ([(one, code), (other, code)] for one, other in combinations(rows, 2))
    for office in rows:
        yield from ([(office, one), (office, other)] for one, other in combinations(CODES, 2))


def a_season(seed: int, offices: int = 5, days: int = 5) -> tuple[list[dict[str, Counts]], Sizes]:
    """Ratings of some offices as they are given day by day: by whole units, one alone, and some corrected."""
    dice = random.Random(seed)
    size = {str(n): dice.choice((4, 12, 24, 40, 90, 140)) for n in range(offices)}
    given = {name: dict.fromkeys(CODES, 0) for name in size}
    found: list[dict[str, Counts]] = []
    for _day in range(days):
        for name, people in size.items():
            left = people - sum(given[name].values())
            for _one in range(min(left, dice.choice((0, 0, 1, 3, 20, 60, 100)))):
                given[name][dice.choices(CODES, (3, 8, 1, 0.2))[0]] += 1
            if dice.random() < 0.2 and given[name]["good"]:
                given[name]["good"] -= 1
                given[name]["best"] += 1
        found.append({name: dict(counts) for name, counts in given.items()})
    return found, size


@pytest.mark.parametrize("seed", [*range(12), *JOINED, *SPREAD])
def test_nobody_is_found_in_what_is_told_over_days(seed: int) -> None:
    days, people = a_season(seed)
    found = told_days(days, people)
    assert attacked(days, found) == []
    assert attacked(days, found, is_insider=True) == []


def test_the_attack_finds_somebody_where_each_day_is_told_by_itself() -> None:
    """What an agency without memory shows, and one without any rule: it must be caught."""
    by_itself, bare = 0, 0
    finest = merges(CODES)[0]
    for seed in range(4):
        days, people = a_season(seed)
        alone = [
            tell(rows, people, CODES, DAY + timedelta(days=day)) for day, rows in enumerate(days)
        ]
        by_itself += bool(attacked(days, alone, is_insider=True))
        every = [
            Told(DAY + timedelta(days=day), rows, frozenset(rows), finest, finest)
            for day, rows in enumerate(days)
        ]
        bare += bool(attacked(days, every))
    assert bare == 4
    assert by_itself > 1


def test_the_attack_finds_an_office_of_one_mind_and_a_count_in_narrow_bounds() -> None:
    rows = {"1": row(0, 17), "2": row(30, 90, 12), "3": row(20, 40, 11)}
    people = {name: sum(counts.values()) for name, counts in rows.items()}
    found = told_days([rows], people)
    assert attacked([rows], found) == []
    assert "1" not in found[0].alone
    planted = [replace(found[0], alone=frozenset(rows), blocks=merges(CODES)[0])]
    assert ((0, "1", "good"), "one mind") in attacked([rows], planted)


def test_the_attacker_finds_exact_bounds() -> None:
    attacker = Attacker()
    attacker.learn(["a", "b"], 14)
    attacker.learn(["b", "c"], 6)
    asked = [["a"], ["c"], {"a": 1, "c": -1}, ["elsewhere"], ["a", "elsewhere"]]
    endless = float("inf")
    assert attacker.between(asked) == [(8, 14), (0, 6), (8, 8), (0, endless), (8, endless)]
    attacker.learn(["a", "c", "d"], 17)
    attacker.learn(["d"], 1)
    assert attacker.between([["a"], ["b"], ["c"]]) == [(12, 12), (2, 2), (4, 4)]


@pytest.mark.parametrize("counts", [(0, 17), (0, 9), (12, 9), (17, 0, 0, 0), (40, 12, 0, 3)])
def test_an_office_of_one_mind_or_with_few_of_a_kind_is_told_with_others(
    counts: tuple[int, ...],
) -> None:
    rows = {"1": row(*counts), "2": row(60, 140, 25, 12)}
    told = tell(rows, {name: sum(one.values()) for name, one in rows.items()}, CODES, DAY)
    for name in told.alone:
        assert is_mixed([count_of(rows[name], block) for block in told.blocks])
    if counts != (40, 12, 0, 3):
        assert told.alone <= {"2"}
        assert "2" not in told.alone, "or the agency less the second would tell the first"


def test_an_agency_of_one_mind_is_not_told() -> None:
    told = tell({"1": row(0, 400)}, {"1": 400}, CODES, DAY)
    assert told.blocks == ()


def test_one_rating_is_not_told_until_more_follow() -> None:
    people = {"1": 60, "2": 65, "3": 70}
    monday = {"1": row(20, 40), "2": row(25, 40), "3": row(30, 40)}
    tuesday = monday | {"2": row(26, 39)}
    later = monday | {"2": row(40, 25)}
    first, second, third = told_days([monday, tuesday, later], people)
    assert first.alone == {"1", "2", "3"}
    assert second.rows == first.rows
    assert second.since == {"2": DAY}
    assert third.rows["2"] == {**later["2"], "poor": 0, "bad": 0}
    assert third.since == {}


def test_many_who_are_rated_alike_wait_until_others_are_rated_otherwise() -> None:
    """Who was rated this week is known by name: if all have one predicate, so has each of them."""
    people = {"1": 60, "2": 200}
    days = [
        {"1": row(20, 20), "2": row(80, 120)},
        {"1": row(20, 35), "2": row(80, 120)},
        {"1": row(30, 35), "2": row(80, 120)},
    ]
    found = told_days(days, people)
    assert [one.counts("1")["good"] for one in found] == [20, 20, 35]


def test_an_office_that_alone_changed_is_not_told_before_what_it_counted_is_safe() -> None:
    """Who knows that nobody else changed takes what he is told now from what he was told two days before."""
    people = {"1": 40, "2": 140, "3": 90}
    first = {"1": row(15, 22), "2": row(40, 95), "3": row(2, 1)}
    second = first | {"3": row(12, 23)}
    third = first | {"3": row(24, 50, 12)}
    found = told_days([first, second, third], people)
    assert "3" not in found[2].alone
    assert attacked([first, second, third], found, is_insider=True) == []


def test_figures_that_move_by_many_are_told_the_same_day() -> None:
    people = {"1": 60, "2": 40}
    days = [
        {"1": row(), "2": row()},
        {"1": row(25, 35), "2": row()},
        {"1": row(25, 35), "2": row(14, 26)},
    ]
    found = told_days(days, people)
    assert [one.counts(WHOLE)["best"] for one in found] == [0, 25, 39]
    assert not any(one.since for one in found)


def test_offices_are_told_of_work_where_they_are_large_and_so_are_the_others() -> None:
    assert large({"1": 400, "2": 60, "3": 17, "4": 20}) == {"1"}, "37 others would be few"
    assert large({"1": 400, "2": 60, "3": 17, "4": 40}) == {"1", "2"}
    assert large({"1": 400, "2": 60}) == {"1", "2"}
    assert large({"1": 20, "2": 20}) == frozenset()


def test_a_large_agency_is_told_within_the_blink_of_an_eye() -> None:
    dice = random.Random(1)
    rows = {
        str(n): row(dice.randint(0, 30), dice.randint(0, 90), dice.randint(0, 14))
        for n in range(400)
    }
    people = {name: sum(counts.values()) for name, counts in rows.items()}
    told = tell(rows, people, CODES, DAY)
    assert told.blocks
    assert len(told.alone) > 100


@pytest.mark.parametrize("seed", range(4))
def test_what_is_told_next_is_the_same_after_the_file_was_read(seed: int) -> None:
    days, people = a_season(seed)
    *before, last = told_days(days, people)
    said = json.loads(json.dumps(kept._said("a", before[-1])))
    back = kept._last_from(said)
    assert back
    again = tell(days[-1], people, CODES, last.day, back.told)
    assert kept._said("a", again) == kept._said("a", last)
    for place in range(3):  # nothing changes: nothing more is kept
        said, again = kept._said("a", again), tell(days[-1], people, CODES, last.day, again)
        assert place == 0 or kept._said("a", again)["past"] == said["past"]
    said = kept._said("a", before[-1])
    said.pop("past")  # as an earlier Pamong wrote it
    older = kept._last_from(said)
    assert older
    assert older.told.said == before[-1].said


@pytest.mark.parametrize("said", [None, 3, [], {}, {"snapshot": "a"}, {"snapshot": "a", "day": 1}])
def test_a_file_that_is_not_understood_keeps_nobody_from_the_page(said: Any) -> None:
    assert kept._last_from(said) is None


def test_an_agency_of_many_small_offices_keeps_its_figures() -> None:
    """As many offices as a regency has, most of seventeen people: the agency is told in full, the large offices by themselves."""
    rows = {"3": row(30, 186, 10, 2), "4": row(58, 288, 30, 3), "31": row(18, 85, 11, 1)}
    rows |= {f"{n}": row(n % 4, 11 + n % 5, n % 3) for n in range(100, 150)}
    people = {name: sum(counts.values()) + 2 for name, counts in rows.items()}
    told = tell(rows, people, CODES, DAY)
    assert told.counts(WHOLE) == summed(rows.values())
    assert told.alone == {"3", "4", "31"}
    assert told.blocks == (("best",), ("good",), ("poor", "bad"))
    assert attacked([rows], [told]) == []
