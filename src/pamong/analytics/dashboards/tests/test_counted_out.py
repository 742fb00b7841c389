"""The attack on pages: who reads all pages and files of some days, and adds and subtracts, counts nobody out."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pamong.access.clock import now
from pamong.access.tests.make import with_key
from pamong.analytics.dashboards import figures, kept
from pamong.analytics.dashboards.tests.reading import (
    AXIS,
    CODES,
    DAY,
    PEOPLE,
    Figure,
    Places,
    Reader,
    counts_in,
    of_dashboards,
    of_drawings,
    of_wall,
    read,
    said_otherwise,
    wall_of,
)
from pamong.analytics.snapshot.making import make_snapshot
from pamong.people.models import Unit
from pamong.people.tests.make import make_employee, make_unit
from pamong.people.tests.world import World
from pamong.performance.distribution.queries import UnitLine
from pamong.performance.models import Evaluation, Plan, PredicateSetting, UnitLevel
from pamong.performance.tests.make import make_plan
from pamong.stats.suppression import MINIMUM
from pamong.stats.tests.attacker import Attacker


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60
    figures._rated.cache_clear()  # another test may have told of the same people in its own way
    figures._year.cache_clear()


@pytest.fixture
def places(world: World) -> Places:
    """Offices with their units, everybody with a plan, and a third quarter that is rated almost everywhere."""
    found: Places = {}
    for office, units in PEOPLE.items():
        above = make_unit(world.agency, world.root, name=office)
        found[office] = [f"{office} bidang {place}" for place in range(len(units))]
        for name, counts in zip(found[office], units, strict=True):
            fill(world, make_unit(world.agency, above, name=name), counts)
    return found


def fill(world: World, unit: Unit, counts: tuple[int, ...]) -> None:
    told: dict[str, Any] = {"unit": unit, "year": 2026, "period": "Q3", "level": "baik"}
    UnitLevel.objects.create(**told, set_by=world.joko, set_on=DAY)
    setting = PredicateSetting.objects.create(
        **told, rater=world.joko, people=sum(counts), set_on=DAY, pack="id-permenpanrb-6-2022@1"
    )
    for code, count in zip((*CODES[:3], ""), counts, strict=True):
        for _one in range(count):
            plan = make_plan(make_employee(unit), status=Plan.Status.AGREED)
            of: dict[str, Any] = {"status": "set", "setting": setting} if code else {}
            Evaluation.objects.create(
                plan=plan, period="Q3", status_on=DAY, predicate=code, pack="p@1", **of
            )


def one_is_rated_anew(world: World) -> None:
    row = Evaluation.objects.filter(predicate="baik", plan__unit__name="Kantor 1 bidang 0")[0]
    Evaluation.objects.filter(pk=row.pk).update(predicate="sangat_baik")


def one_comes(world: World) -> None:
    unit = Unit.objects.get(name="Kantor 0 bidang 0")
    plan = make_plan(make_employee(unit), status=Plan.Status.AGREED)
    setting = PredicateSetting.objects.get(unit=unit)
    Evaluation.objects.create(
        plan=plan, period="Q3", status="set", status_on=DAY, predicate="baik", setting=setting
    )


def caught(attacker: Attacker, truth: list[Counter[tuple[str, str]]], places: Places) -> list[Any]:
    """Few people of some units whose count, or whose change from one day to the next, follows or lies in narrow bounds."""
    few: list[tuple[Any, dict[Hashable, int]]] = []
    every = [unit for units in places.values() for unit in units]
    for below in (every, *places.values(), *([unit] for unit in every)):
        for code in CODES:
            counts = [sum(one[unit, code] for unit in below) for one in truth]
            for day, count in enumerate(counts):
                sums: dict[Hashable, int] = {(day, unit, code): 1 for unit in below}
                if 0 < count < MINIMUM:
                    few.append(((below, code, day), sums))
                if day and 0 < abs(count - counts[day - 1]) < MINIMUM:
                    change = sums | {(day - 1, unit, code): -1 for unit in below}
                    few.append(((below, code, day, "change"), change))
    bounds = attacker.between(sums for _about, sums in few)
    return [
        about
        for (about, _sums), (least, most) in zip(few, bounds, strict=True)
        if (least > 0 or most < 0) and most - least < MINIMUM
    ]


def attack(world: World, places: Places, reader: Reader) -> list[Any]:
    """Three days of reading, with one person who comes and one who is rated anew in between."""
    attacker, truth = Attacker(), []
    for unit in [unit for units in places.values() for unit in units]:
        for day in range(3):  # whoever has a predicate is set or done
            times: dict[Hashable, int] = {(day, unit, code): 1 for code in CODES}
            attacker.learn({**times, (day, unit, "set"): -1, (day, unit, "done"): -1}, 0)
    for day, change in enumerate((None, one_is_rated_anew, one_comes)):
        if change:
            change(world)
        make_snapshot(world.agency, day=DAY + timedelta(days=day), clock=now)
        assert read(reader, attacker, day, places), "something is told"
        rated = Evaluation.objects.filter(plan__unit__name__startswith="Kantor").exclude(
            predicate=""
        )
        truth.append(Counter(rated.values_list("plan__unit__name", "predicate")))
    return caught(attacker, truth, places)


def test_the_auditor_counts_nobody_out(world: World, places: Places, as_: Any) -> None:
    key, screen = with_key(world.account("tono")), wall_of(as_("dewi"))
    assert attack(world, places, Reader(as_("tono"), key, screen)) == []


def test_the_attack_reads_drawings_and_screens_to_their_last_bar(
    world: World, places: Places, as_: Any
) -> None:
    """Of the personnel office, which is told as it is: so each bar counts."""
    make_snapshot(world.agency, day=DAY, clock=now)
    dewi = as_("dewi")

    def read_of(figures: Iterable[Figure]) -> set[Any]:
        return {(tuple(units), states, count) for units, states, count in figures}

    filed, drawn = read_of(of_dashboards(dewi, places)), read_of(of_drawings(dewi, places))
    assert (tuple(places["Kantor 0"]), (CODES[2],), 1) in drawn
    assert {(units, states, count) for units, states, count in filed if count} <= drawn
    shown = read_of(of_wall(Reader(None, wall=wall_of(dewi)), places))
    assert shown
    assert shown <= read_of(of_drawings(as_("tono"), places))


def test_the_attack_finds_people_where_units_are_told_by_number(
    world: World, places: Places, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = property(lambda line: 0 < line.unseen < MINIMUM)
    monkeypatch.setattr(UnitLine, "is_hidden", few)
    assert attack(world, places, Reader(as_("tono")))


def test_the_attack_finds_people_where_each_day_is_told_by_itself(
    world: World, places: Places, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_last_from", lambda *_said: None)
    assert attack(world, places, Reader(as_("tono")))


def test_the_head_of_an_office_is_not_told_of_the_few_whom_he_does_not_rate(
    world: World, as_: Any
) -> None:
    """Joko rates all but three of his office: the office less those would be the three."""
    for unit in (world.health, world.school):
        fill(world, unit, (12, 14, 0, 0))
    rows = Plan.objects.filter(unit=world.health, evaluations__predicate__in=CODES)
    rows.update(rater=world.joko)
    make_snapshot(world.agency, day=DAY, clock=now)

    def told(name: str) -> set[int]:
        known = {world.health.name: [world.health.name]}
        return {count for _units, _states, count in of_dashboards(as_(name), known, ["predikat"])}

    assert {12, 14} <= told("joko")
    few = list(rows.filter(evaluations__predicate="baik").values_list("pk", flat=True)[:3])
    Plan.objects.filter(pk__in=few).update(rater=world.wati)
    assert told("joko") == set()
    assert {12, 14} <= told("dewi")


def test_the_head_of_an_office_does_not_learn_the_change_of_one_whom_he_does_not_rate(
    world: World, as_: Any
) -> None:
    """Joko rates half of his office and knows whom he moved: the office's change less his own would be one person."""
    fill(world, world.health, (22, 42, 0, 0))
    fill(world, world.school, (12, 14, 0, 0))
    rows = Evaluation.objects.filter(plan__unit=world.health, period="Q3")
    low, high = rows.filter(predicate="baik"), rows.filter(predicate="sangat_baik")
    his = [*high.values_list("plan")[:11], *low.values_list("plan")[:21]]
    Plan.objects.filter(pk__in=[key for (key,) in his]).update(rater=world.joko)

    def told(day: int) -> set[int]:
        make_snapshot(world.agency, day=DAY + timedelta(days=day), clock=now)
        known = {world.health.name: [world.health.name]}
        return {n for _units, _states, n in of_dashboards(as_("joko"), known, ["predikat"])}

    def rise(own: int, others: int) -> None:
        for is_his, count in ((True, own), (False, others)):
            some = (
                low.filter(plan__rater=world.joko)
                if is_his
                else low.exclude(plan__rater=world.joko)
            )
            keys = list(some.values_list("pk", flat=True)[:count])
            Evaluation.objects.filter(pk__in=keys).update(predicate="sangat_baik")

    assert {22, 42} <= told(0)
    rise(own=11, others=1)
    assert told(1) == set()
    rise(own=0, others=10)
    assert {44, 20} <= told(2)


def test_no_other_way_out_says_more_than_the_file(
    world: World, places: Places, as_: Any, client: Any
) -> None:
    """Workbooks, drawings, programs, the wall and the brief, for the auditor and for everybody in front of a wall."""
    make_snapshot(world.agency, day=DAY, clock=now)
    tono = as_("tono")
    offices = list(Unit.objects.filter(name__in=places))
    ways: set[str] = set()
    told = {count for _units, _states, count in of_dashboards(tono, places)}
    bare = {12, 14, 3, 11, 10, 25, 4, 2, 26, 15, 23, 36, 29} - told
    for about in ("predicates", "waiting"):
        for unit in (None, *offices):
            for way, text in said_otherwise(tono, about, unit):
                ways.add(way)
                found = counts_in(text) - {2026, 3, 0}  # of the quarter's own name
                found -= AXIS if way == "svg" else set()
                assert not found & bare, (way, unit, found & bare)
    assert {"xlsx", "svg"} <= ways
    url = wall_of(as_("dewi"))
    for number in range(1, 10):
        html = client.get(url, {"page": number}).content.decode()
        drawing = html.partition("<figure")[2].partition("</figure")[0]
        assert not counts_in(re.sub(r"<[^>]*>", " ", drawing)) - {2026, 3, 2} & bare
    for name in ("dewi", "tono"):
        brief = as_(name).get("/briefs/monthly", {"month": "2026-10"}).content.decode()
        waits = brief.partition("Yang tertahan")[2].partition("Pertanyaan mutu")[0]
        assert waits
        assert not counts_in(re.sub(r"<[^>]*>", " ", waits)) - {2026, 3} & bare
